"""What a set of communes adds up to: the figures of a place on a day, each defined once."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db import connections
from django.db.models import Case, F, Q, QuerySet, Value, When

from deployment.choices import Trait
from deployment.staffing import StaffedCommunes

TRAITS = tuple(trait.value for trait in Trait if trait.value)  # columns of a commune


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
        """communes_compliant / communes with four decimals, rounded as Python does; None without communes."""
        if not self.communes:
            return None
        return Decimal(f"{self.communes_compliant / self.communes:.4f}")

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
_NAMES = [field.name for field in fields(Figures)]
counts_of = attrgetter(*_NAMES)  # the counts of Figures, in the order of its fields
_SUMS = ", ".join(f"coalesce(sum({name}), 0)::bigint AS {name}" for name in _NAMES)


def added_up(several: Iterable[Figures]) -> Figures:
    """Give the figures of several sets of communes, none of which is in two of them, together."""
    return Figures(*map(sum, zip(*map(counts_of, several), strict=True)))


def aggregated(day: date, staffed: StaffedCommunes, keys: str, sets: str) -> list[tuple[Any, ...]]:
    """Aggregate `staffed` of `day` in one pass: a row holds the `keys`, then the fields of Figures in order.

    sets: the GROUPING SETS over `keys`, of region_id, province_id, district_id and the TRAITS.
    """
    sql, parameters = figures_sql(day, staffed, keys, sets)
    with connections[staffed.db].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def figures_over(rows: QuerySet[Any]) -> Figures:
    """Add up rows that hold each commune's figures already, as what was sent or sealed does.

    rows: of a table with the columns minimum, officers, has_chief, shortfall, status and organised.
    """
    values = rows.order_by().values("minimum", "officers", "has_chief", "shortfall", "status", "organised")
    sql, parameters = values.query.sql_with_params()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(f"SELECT {_COUNTS} FROM ({sql}) AS kept", parameters)
        return Figures(*cursor.fetchone())


def figures_sql(day: date, staffed: StaffedCommunes, keys: str, sets: str) -> tuple[str, tuple[Any, ...]]:
    """Give the statement of `aggregated` and its parameters."""
    rows = staffed.order_by().values(
        "minimum", "officers", "has_chief", "shortfall", "status", "province_id", "district_id", *TRAITS,
        region_id=F("province__region_id"),
        organised=Case(When(Q(organised_on__lte=day), then=Value(True)), default=Value(False)),
    )  # fmt: skip
    return _grouped(rows, keys, sets)


def aggregated_kept(rows: QuerySet[Any], keys: str, sets: str) -> list[tuple[Any, ...]]:
    """Aggregate rows that hold each commune's figures already, as `aggregated` does live ones."""
    names = ("minimum", "officers", "has_chief", "shortfall", "status", "organised")
    places = [key.strip() for key in keys.split(",")]
    sql, parameters = _grouped(rows.order_by().values(*names, *places), keys, sets)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _grouped(rows: Any, keys: str, sets: str) -> tuple[str, tuple[Any, ...]]:
    """Count each place's communes first: only what they come to, some 63 rows, is added up for each set."""
    sql, parameters = rows.query.sql_with_params()
    counted = f"SELECT {keys}, {_COUNTS} FROM ({sql}) AS staffed GROUP BY {keys}"
    return f"SELECT {keys}, {_SUMS} FROM ({counted}) AS places GROUP BY GROUPING SETS ({sets})", parameters
