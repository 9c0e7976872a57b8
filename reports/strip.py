"""The strip of headline figures and the bar of the four groups, for a nation or a province."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_number
from deployment.choices import Status
from deployment.rule import RuleInForce
from reports.columns import Drill, percent
from reports.summary import Figures

BAR_WIDTH, GAP = 1000, 2


@dataclass(frozen=True)
class Headline:
    label: str
    text: str
    of: str
    url: str
    name: str


@dataclass(frozen=True)
class Part:
    """One of the four groups that a commune is in exactly one of."""

    status: str
    css: str
    label: str
    text: str
    url: str
    x: str
    width: str


@dataclass(frozen=True)
class Strip:
    title: str
    headlines: tuple[Headline, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, figures: Figures, rule: RuleInForce, drill: Drill) -> Self:
        """Give the strip of one place."""
        title = _("%(part)s / %(whole)s xã, thị trấn đạt cả hai yêu cầu (%(rate)s)") % {
            "part": format_number(figures.communes_compliant),
            "whole": format_number(figures.communes),
            "rate": percent(figures.communes_compliant, figures.communes),
        }
        return cls(title, headlines(figures, rule, drill), parts(figures, rule, drill))


def headlines(figures: Figures, rule: RuleInForce, drill: Drill) -> tuple[Headline, ...]:
    """Give the counts, each with its denominator."""
    whole = figures.communes

    def of_communes(name: str, label: str, *narrowing: tuple[str, str]) -> Headline:
        value = getattr(figures, name)
        of = f"/ {format_number(whole)} · {percent(value, whole)}"
        return Headline(label, format_number(value), of, drill.url(*narrowing), name)

    deployed = _in_communes(figures.communes_deployed)
    return (
        of_communes("communes_deployed", _("Xã, thị trấn đã bố trí"), ("deployed", "yes")),
        of_communes("communes_organised", _("Đã có quyết định tổ chức"), ("organised", "yes")),
        Headline(
            _("Cán bộ chính quy"),
            format_number(figures.officers),
            deployed,
            drill.url(("deployed", "yes")),
            "officers",
        ),
        of_communes("communes_at_minimum", _minimum_label(rule), ("minimum", "met")),
        of_communes("communes_with_chief", _("Đã kiện toàn Trưởng Công an"), ("chief", "filled")),
        Headline(
            _("Cán bộ còn thiếu"),
            format_number(figures.shortfall),
            _in_communes(figures.communes_short),
            drill.url(("minimum", "short")),
            "shortfall",
        ),
    )


def _in_communes(count: int) -> str:
    return ngettext("tại %(count)s xã", "tại %(count)s xã", count) % {"count": format_number(count)}


def parts(figures: Figures, rule: RuleInForce, drill: Drill) -> tuple[Part, ...]:
    """Give the four groups with their lengths on the bar; an empty group has none."""
    groups = (
        (Status.COMPLIANT, "p-ok", _("Đạt"), figures.communes_compliant),
        (Status.NO_CHIEF, "p-chief", _("Đủ cán bộ, khuyết Trưởng Công an"), figures.no_chief),
        (Status.BELOW_MINIMUM, "p-lack", _short_label(rule), figures.below_minimum),
        (Status.NOT_DEPLOYED, "p-none", _("Chưa bố trí"), figures.not_deployed),
    )
    made, x = [], 0.0
    for status, css, label, value in groups:
        width = BAR_WIDTH * value / figures.communes if figures.communes else 0.0
        shown = f"{max(width - GAP, 0):.1f}"
        url = drill.url(("status", status.value))
        made.append(Part(status, css, label, format_number(value), url, f"{x:.1f}", shown))
        x += width
    return tuple(made)


def _minimum_label(rule: RuleInForce) -> str:
    if rule.minimum is None:
        return _("Xã đủ số cán bộ tối thiểu")
    return _("Xã có từ %(minimum)s cán bộ") % {"minimum": rule.minimum}


def _short_label(rule: RuleInForce) -> str:
    if rule.minimum is None or rule.minimum < 2:
        return _("Thiếu cán bộ")
    return _("Thiếu cán bộ (1 đến %(most)s)") % {"most": rule.minimum - 1}
