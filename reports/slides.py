"""The presentation: one message a slide, each number leading to the rows behind it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from deployment.choices import Status
from reports.briefing.narrative import change_since
from reports.columns import Drill, percent
from reports.frozen import Frozen
from reports.strip import Strip
from reports.tiles import tile_map

WORST = 5


@dataclass(frozen=True)
class Number:
    """One large number, what it is of, and where its rows are."""

    text: str
    of: str
    url: str


@dataclass(frozen=True)
class Slide:
    """message: the sentence that the slide is there for. rows: (name, url, number, of, bar in percent)."""

    kind: str
    message: str
    numbers: tuple[Number, ...] = ()
    rows: tuple[tuple[str, str, str, str, str], ...] = ()
    extra: Any = None


def slides_of(frozen: Frozen) -> list[Slide]:
    """Give the slides of a sealed report, in order."""
    drill = Drill(frozen.as_of, sealed=frozen.report.pk)
    made = [
        _title(frozen),
        _deployed(frozen, drill),
        _compliant(frozen, drill),
        _by_region(frozen, drill),
        Slide("map", _("Kết quả giữa các địa phương chưa đồng đều"), extra=_map(frozen, drill)),
        _lacking(frozen, drill),
        _chiefs(frozen, drill),
    ]
    change = change_since(frozen)
    if change:
        words = _("So với ngày %(day)s") % {"day": change.day}
        made.append(Slide("change", words, extra=change))
    return [*made, _method(frozen)]


def _title(frozen: Frozen) -> Slide:
    return Slide("title", frozen.report.title, extra=frozen.standing)


def _deployed(frozen: Frozen, drill: Drill) -> Slide:
    n = frozen.summary.national
    words = {"rate": percent(n.communes_deployed, n.communes)}
    return Slide(
        "numbers",
        _("Công an chính quy đã có mặt tại %(rate)s số xã, thị trấn") % words,
        (
            Number(
                format_number(n.communes_deployed),
                _("trên %(count)s xã, thị trấn") % {"count": format_number(n.communes)},
                drill.url(("deployed", "yes")),
            ),
            Number(format_number(n.officers), _("cán bộ chính quy"), drill.url(("deployed", "yes"))),
            Number(
                format_number(n.communes_organised),
                _("nơi có quyết định tổ chức"),
                drill.url(("organised", "yes")),
            ),
        ),
    )


def _compliant(frozen: Frozen, drill: Drill) -> Slide:
    n = frozen.summary.national
    words = {"rate": percent(n.communes_compliant, n.communes), "requirement": frozen.rule.requirement}
    message = _("%(rate)s số xã, thị trấn đạt cả hai yêu cầu") % words
    return Slide("strip", message, extra=Strip.of(n, frozen.rule, drill))


def _by_region(frozen: Frozen, drill: Drill) -> Slide:
    rows = tuple(
        (
            row.region.name,
            drill.within(("region", row.region.code)).url(("status", Status.COMPLIANT.value)),
            format_number(row.figures.communes_compliant),
            f"/ {format_number(row.figures.communes)} · "
            + percent(row.figures.communes_compliant, row.figures.communes),
            f"{row.figures.compliant_percent_tenths / 10:.1f}",
        )
        for row in frozen.summary.regions
    )
    rated = [row for row in frozen.summary.regions if row.figures.communes]
    best = max(rated, key=lambda row: row.figures.compliant_percent_tenths)
    return Slide("bars", _("%(region)s dẫn đầu về tỷ lệ đạt") % {"region": best.region.name}, rows=rows)


def _map(frozen: Frozen, drill: Drill) -> Any:
    return tile_map(frozen.summary.provinces, drill)


def _lacking(frozen: Frozen, drill: Drill) -> Slide:
    n = frozen.summary.national
    words = {
        "people": format_number(n.shortfall),
        "communes": format_number(n.communes_short),
        "whole": format_number(n.communes),
    }
    message = _("Còn thiếu %(people)s cán bộ tại %(communes)s trên %(whole)s xã, thị trấn") % words
    return Slide("bars", message, rows=_worst(frozen, drill, "shortfall", ("minimum", "short")))


def _chiefs(frozen: Frozen, drill: Drill) -> Slide:
    n = frozen.summary.national
    words = {
        "count": format_number(n.deployed_without_chief),
        "whole": format_number(n.communes_deployed),
    }
    message = _("%(count)s trên %(whole)s nơi đã bố trí còn khuyết Trưởng Công an") % words
    rows = _worst(frozen, drill, "deployed_without_chief", ("deployed", "yes"), ("chief", "vacant"))
    return Slide("bars", message, rows=rows)


def _worst(
    frozen: Frozen, drill: Drill, name: str, *narrowing: tuple[str, str]
) -> tuple[tuple[str, str, str, str, str], ...]:
    """Give the provinces with the largest count, each with its share of the nation's."""
    whole = getattr(frozen.summary.national, name)
    ranked = sorted(frozen.summary.provinces, key=lambda row: -getattr(row.figures, name))[:WORST]
    most = max((getattr(row.figures, name) for row in ranked), default=0)
    return tuple(
        (
            row.province.short_name,
            drill.within(("province", row.province.code)).url(*narrowing),
            format_number(value),
            _("%(rate)s của cả nước") % {"rate": percent(value, whole)},
            f"{100 * value / most:.1f}",
        )
        for row in ranked
        for value in [getattr(row.figures, name)]
        if value
    )


def _method(frozen: Frozen) -> Slide:
    words = {"day": format_day(frozen.as_of)}
    return Slide("method", _("Số liệu đến hết ngày %(day)s đã được niêm phong") % words, extra=frozen.rule)
