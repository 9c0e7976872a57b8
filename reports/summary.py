"""The nationwide summary: one object, from one query, that every page, file and command renders."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, F, Q, Value, When

from communes.models import Commune, Province, Region, UnitQuerySet
from deployment.rule import RuleInForce
from deployment.staffing import StaffedCommunes, staffing_on

NATION = "VN"


@dataclass(frozen=True)
class Figures:
    """Counts of communes and officers for one place; every count of communes is out of `communes`."""

    communes: int = 0
    communes_deployed: int = 0
    communes_organised: int = 0
    communes_at_minimum: int = 0
    communes_with_chief: int = 0
    communes_compliant: int = 0
    no_chief: int = 0
    below_minimum: int = 0
    not_deployed: int = 0
    officers: int = 0
    shortfall: int = 0

    @property
    def compliance_rate(self) -> Decimal | None:
        """communes_compliant / communes with four decimals (ties to even); None without communes."""
        if not self.communes:
            return None
        rate = Decimal(self.communes_compliant) / self.communes
        return rate.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)

    @property
    def communes_short(self) -> int:
        """Communes below the minimum, those without any officer included."""
        return self.communes - self.communes_at_minimum

    @property
    def deployed_without_chief(self) -> int:
        """Communes that have officers but no chief."""
        return self.communes_deployed - self.communes_with_chief

    @property
    def compliant_percent_tenths(self) -> int:
        """Compliance in tenths of a percent, for the length of a bar."""
        return self.communes_compliant * 1000 // self.communes if self.communes else 0


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


def summary_on(day: date, communes: UnitQuerySet | None = None) -> Summary:
    """Summarise `day` from live postings, over `communes` (those of the whole nation by default).

    Provinces that exist on `day` have a row each; on a day without any, those of the nearest list.
    """
    staffed = staffing_on(day, Commune.objects.all() if communes is None else communes)
    return _assemble(day, RuleInForce.on(day), _provinces_on(day), _figures(day, staffed))


def _provinces_on(day: date) -> list[Province]:
    provinces = Province.objects.select_related("region").order_by("code")
    existing = list(provinces.existing_on(day))
    if existing:
        return existing
    last = Province.objects.filter(exists_until__lte=day).order_by("-exists_until").first()
    return list(provinces.filter(exists_until=last.exists_until)) if last else []


def _assemble(
    day: date, rule: RuleInForce, provinces: list[Province], figures: dict[tuple[int, int], Figures]
) -> Summary:
    regions: dict[Region, list[ProvinceRow]] = {}
    for province in provinces:
        row = ProvinceRow(province, figures.get((province.region_id, province.pk), Figures()))
        regions.setdefault(province.region, []).append(row)
    rows = (
        RegionRow(region, figures.get((region.pk, 0), Figures()), tuple(members))
        for region, members in sorted(regions.items(), key=lambda item: item[0].code)
    )
    return Summary(day, rule, figures.get((0, 0), Figures()), tuple(rows))


_COUNTS = """
    count(*) AS communes,
    count(*) FILTER (WHERE officers > 0) AS communes_deployed,
    count(*) FILTER (WHERE organised) AS communes_organised,
    count(*) FILTER (WHERE officers >= minimum) AS communes_at_minimum,
    count(*) FILTER (WHERE has_chief) AS communes_with_chief,
    count(*) FILTER (WHERE status = 'compliant') AS communes_compliant,
    count(*) FILTER (WHERE status = 'no_chief') AS no_chief,
    count(*) FILTER (WHERE status = 'below_minimum') AS below_minimum,
    count(*) FILTER (WHERE status = 'not_deployed') AS not_deployed,
    coalesce(sum(officers), 0)::bigint AS officers,
    coalesce(sum(shortfall), 0)::bigint AS shortfall
"""


def _figures(day: date, staffed: StaffedCommunes) -> dict[tuple[int, int], Figures]:
    """Aggregate once by (region, province), (region, 0) and (0, 0)."""
    rows = _aggregate(day, staffed, "region_id, province_id", "(region_id, province_id), (region_id), ()")
    return {(region or 0, province or 0): Figures(*counts) for region, province, *counts in rows}


def figures_by_district(day: date, staffed: StaffedCommunes) -> dict[int, Figures]:
    """Aggregate `staffed` by district id; 0 is the whole of it."""
    rows = _aggregate(day, staffed, "district_id", "(district_id), ()")
    return {district or 0: Figures(*counts) for district, *counts in rows}


def _aggregate(day: date, staffed: StaffedCommunes, keys: str, sets: str) -> list[tuple[Any, ...]]:
    rows = staffed.order_by().values(
        "minimum", "officers", "has_chief", "shortfall", "status", "province_id", "district_id",
        region_id=F("province__region_id"),
        organised=Case(When(Q(organised_on__lte=day), then=Value(True)), default=Value(False)),
    )  # fmt: skip
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {keys}, {_COUNTS} FROM ({sql}) AS staffed GROUP BY GROUPING SETS ({sets})", parameters
        )
        return cursor.fetchall()
