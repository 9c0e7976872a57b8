"""What the national page shows, from one Summary."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_number
from deployment.context_bar import ContextBar, DataState, communes_covered
from reports.arrangement import Arrangement
from reports.columns import Drill, FigureRow, columns_for, figure_row, percent
from reports.strip import Headline, Strip
from reports.summary import Figures, ProvinceRow, RegionRow, Summary
from reports.tiles import tile_map

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
WORST = 5


@dataclass(frozen=True)
class Group:
    """Provinces under the row of their region, or all of them under none."""

    row: FigureRow | None
    members: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Mention:
    name: str
    url: str
    text: str


def national_context(
    summary: Summary,
    arrangement: Arrangement,
    state: DataState | None = None,
    drill: Drill | None = None,
) -> dict[str, object]:
    """Give all that the national page's body shows.

    state: how far the figures may be relied on. drill: where numbers lead; live lists by default.
    """
    drill, national = drill or Drill(summary.as_of), summary.national
    columns = columns_for(summary.rule)
    strip = Strip.of(national, summary.rule, drill)
    return {
        "bar": ContextBar.on(summary.as_of, scope_of(national), summary.rule, state=state),
        "summary": summary,
        "strip": strip,
        "headlines": (_provinces_deployed(summary), *strip.headlines),
        "arrangement": arrangement,
        "headings": arrangement.headings(columns),
        "groups": _groups(summary, arrangement, drill),
        "nation": figure_row(
            _("Cả nước (%(count)s)") % {"count": len(summary.provinces)}, "", national, drill
        ),
        "map": tile_map(summary.provinces, drill),
        "mentions": _mentions(summary, drill),
        "kept": (),
    }


def scope_of(figures: Figures) -> str:
    """Say what the figures cover, with the denominator."""
    return communes_covered(figures.communes)


def _provinces_deployed(summary: Summary) -> Headline:
    whole = len(summary.provinces)
    return Headline(
        _("Địa phương đã triển khai"),
        format_number(summary.provinces_deployed),
        f"/ {whole}",
        "#tb",
        "provinces_deployed",
    )


def _groups(summary: Summary, arrangement: Arrangement, drill: Drill) -> list[Group]:
    if not arrangement.grouped:
        return [Group(None, _members(summary.provinces, arrangement, drill))]
    return [
        Group(_region_row(place, region, drill), _members(region.provinces, arrangement, drill))
        for place, region in enumerate(summary.regions)
    ]


def _region_row(place: int, region: RegionRow, drill: Drill) -> FigureRow:
    own = drill.within(("region", region.region.code))
    return figure_row(f"{NUMERALS[place]}. {region.region.name}", "", region.figures, own)


def _members(rows: tuple[ProvinceRow, ...], arrangement: Arrangement, drill: Drill) -> tuple[FigureRow, ...]:
    return tuple(
        figure_row(
            row.province.short_name,
            drill.province_url(row.province.code),
            row.figures,
            drill.within(("province", row.province.code)),
            anchor=f"p{row.province.code}",
        )
        for row in arrangement.sorted(rows)
    )


def _mentions(summary: Summary, drill: Drill) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Give the provinces to look at first, under the reason."""
    rated = [row for row in summary.provinces if row.figures.communes]
    by_rate = sorted(rated, key=lambda row: row.figures.communes_compliant / row.figures.communes)
    by_chief = sorted(rated, key=lambda row: -row.figures.deployed_without_chief)
    by_shortfall = sorted(rated, key=lambda row: -row.figures.shortfall)
    return (
        (_("Tỷ lệ đạt thấp nhất"), _worst(by_rate, drill, _rate_text)),
        (_("Khuyết Trưởng Công an nhiều nhất"), _worst(by_chief, drill, _chief_text)),
        (_("Thiếu cán bộ nhiều nhất"), _worst(by_shortfall, drill, _shortfall_text)),
    )


def _worst(rows: list[ProvinceRow], drill: Drill, text: Callable[[Figures], str]) -> tuple[Mention, ...]:
    mentions = (
        Mention(row.province.short_name, drill.province_url(row.province.code), text(row.figures))
        for row in rows[:WORST]
    )
    return tuple(mention for mention in mentions if mention.text)


def _rate_text(figures: Figures) -> str:
    return percent(figures.communes_compliant, figures.communes)


def _chief_text(figures: Figures) -> str:
    count = figures.deployed_without_chief
    return (
        ngettext("%(count)s xã đã bố trí", "%(count)s xã đã bố trí", count) % {"count": format_number(count)}
        if count
        else ""
    )


def _shortfall_text(figures: Figures) -> str:
    count = figures.shortfall
    return (
        ngettext("%(count)s người", "%(count)s người", count) % {"count": format_number(count)}
        if count
        else ""
    )
