"""The nationwide summary: one object, from one query, that every page, file and command renders."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from communes.models import Commune, Province, Region, UnitQuerySet
from deployment.figures import Figures, aggregated
from deployment.held import Held
from deployment.rule import RuleInForce
from deployment.staffing import StaffedCommunes, staffing_on

NATION = "VN"
PLACES, BY_PLACE = "region_id, province_id", "(region_id, province_id), (region_id), ()"
DISTRICTS, BY_DISTRICT = "district_id", "(district_id), ()"


@dataclass(frozen=True)
class ProvinceRow:
    province: Province
    figures: Figures


@dataclass(frozen=True)
class RegionRow:
    region: Region
    figures: Figures
    provinces: tuple[ProvinceRow, ...]


@dataclass(frozen=True)
class Summary:
    """The figures of the nation, its regions and provinces (in code order within each) on a day."""

    as_of: date
    rule: RuleInForce
    national: Figures
    regions: tuple[RegionRow, ...]

    @property
    def provinces(self) -> tuple[ProvinceRow, ...]:
        """The provinces in code order."""
        rows = (row for region in self.regions for row in region.provinces)
        return tuple(sorted(rows, key=lambda row: row.province.code))

    @property
    def provinces_deployed(self) -> int:
        """Provinces in which at least one commune has a regular officer."""
        return sum(row.figures.communes_deployed > 0 for row in self.provinces)


def summary_believed(day: date, held: Held) -> Summary:
    """Summarise `day` from the postings, rules and communes that `held` has."""
    counts = aggregated(day, held.staffing_on(day), PLACES, BY_PLACE)
    return assembled(day, RuleInForce.of(held.rules_on(day)), provinces_on(day), counts)


def summary_on(day: date, communes: UnitQuerySet | None = None) -> Summary:
    """Summarise `day` from live postings, over `communes` (those of the whole nation by default).

    Provinces that exist on `day` have a row each; on a day without any, those of the nearest list.
    """
    staffed = staffing_on(day, Commune.objects.all() if communes is None else communes)
    counts = aggregated(day, staffed, PLACES, BY_PLACE)
    return assembled(day, RuleInForce.on(day), provinces_on(day), counts)


def provinces_on(day: date) -> list[Province]:
    """Give the provinces that exist on `day`, in code order; on a day without any, the nearest list."""
    provinces = Province.objects.select_related("region").order_by("code")
    existing = list(provinces.existing_on(day))
    if existing:
        return existing
    last = Province.objects.filter(exists_until__lte=day).order_by("-exists_until").first()
    return list(provinces.filter(exists_until=last.exists_until)) if last else []


def assembled(
    day: date, rule: RuleInForce, provinces: list[Province], counts: list[tuple[Any, ...]]
) -> Summary:
    """Put a Summary together. counts: rows of (region id, province id, the fields of Figures)."""
    figures = {(region or 0, province or 0): Figures(*values) for region, province, *values in counts}
    regions: dict[Region, list[ProvinceRow]] = {}
    for province in provinces:
        row = ProvinceRow(province, figures.get((province.region_id, province.pk), Figures()))
        regions.setdefault(province.region, []).append(row)
    rows = (
        RegionRow(region, figures.get((region.pk, 0), Figures()), tuple(members))
        for region, members in sorted(regions.items(), key=lambda item: item[0].code)
    )
    return Summary(day, rule, figures.get((0, 0), Figures()), tuple(rows))


def figures_by_district(day: date, staffed: StaffedCommunes) -> dict[int, Figures]:
    """Aggregate `staffed` by district id; 0 is the whole of it."""
    return by_district(aggregated(day, staffed, DISTRICTS, BY_DISTRICT))


def by_district(counts: list[tuple[Any, ...]]) -> dict[int, Figures]:
    """Give the figures by district id; 0 is the whole."""
    return {district or 0: Figures(*values) for district, *values in counts}
