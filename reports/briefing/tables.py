"""The rows of the briefing's tables and annexes, as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from communes.formats import format_number, format_percent
from deployment.choices import Status
from reports.commune_status import CommuneState
from reports.national import NUMERALS
from reports.summary import Figures, Summary

COUNTED = ("communes_deployed", "communes_organised", "communes_at_minimum", "communes_with_chief",
           "communes_compliant")  # fmt: skip


@dataclass(frozen=True)
class PlaceRow:
    """A row of annex I."""

    number: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PlaceGroup:
    head: PlaceRow
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class CommuneLine:
    """A row of annex II or III."""

    number: int
    code: str
    name: str
    district: str
    minimum: int
    officers: int
    shortfall: int
    chief: str


@dataclass(frozen=True)
class CommuneGroup:
    province: str
    count: str
    shortfall: str
    lines: tuple[CommuneLine, ...]


@dataclass(frozen=True)
class NameGroup:
    """The communes of a province without officers, by district."""

    province: str
    count: str
    districts: tuple[tuple[str, str], ...]


def figure_cells(figures: Figures) -> tuple[str, ...]:
    """Give annex I's cells: communes, five counts each with its rate, officers, shortfall."""
    pairs: list[str] = []
    for name in COUNTED:
        count = getattr(figures, name)
        pairs += [format_number(count), format_percent(count, figures.communes)]
    return (
        format_number(figures.communes), *pairs, format_number(figures.officers),
        format_number(figures.shortfall),
    )  # fmt: skip


def place_groups(summary: Summary) -> tuple[PlaceGroup, ...]:
    """Give annex I: regions with their provinces, numbered within each."""
    return tuple(
        PlaceGroup(
            PlaceRow(NUMERALS[place], region.region.name, figure_cells(region.figures)),
            tuple(
                PlaceRow(str(number), row.province.short_name, figure_cells(row.figures))
                for number, row in enumerate(region.provinces, 1)
            ),
        )
        for place, region in enumerate(summary.regions)
    )


def commune_groups(communes: Iterable[CommuneState]) -> tuple[CommuneGroup, ...]:
    """Give evaluated communes, which come by province, with one numbering through all."""
    numbered = enumerate(communes, 1)
    groups = []
    for province, members in groupby(numbered, key=lambda item: item[1].province):
        lines = tuple(_line(number, commune) for number, commune in members)
        missing = sum(line.shortfall for line in lines)
        groups.append(CommuneGroup(province.name, format_number(len(lines)), format_number(missing), lines))
    return tuple(groups)


def name_groups(communes: Iterable[CommuneState]) -> tuple[NameGroup, ...]:
    """Give evaluated communes, which come by province and district, as names."""
    groups = []
    for province, in_province in groupby(communes, key=lambda commune: commune.province):
        districts = []
        for district, members in groupby(in_province, key=lambda commune: commune.district):
            names = [commune.name.replace(" ", "\u00a0") for commune in members]
            districts.append((district.name if district else "", len(names), ", ".join(names)))
        count = sum(number for _name, number, _names in districts)
        named = tuple((f"{name} ({number})", names) for name, number, names in districts)
        groups.append(NameGroup(province.name, format_number(count), named))
    return tuple(groups)


def _line(number: int, commune: CommuneState) -> CommuneLine:
    return CommuneLine(
        number=number,
        code=commune.code,
        name=commune.name,
        district=commune.district.name if commune.district else "",
        minimum=commune.minimum,
        officers=commune.officers,
        shortfall=commune.shortfall,
        chief=_("Có") if commune.has_chief else _("Khuyết"),
    )


def is_short(commune: CommuneState) -> bool:
    """Tell whether a commune has officers, but too few."""
    return commune.officers > 0 and commune.shortfall > 0


def is_empty(commune: CommuneState) -> bool:
    """Tell whether a commune has no officer."""
    return commune.status == Status.NOT_DEPLOYED
