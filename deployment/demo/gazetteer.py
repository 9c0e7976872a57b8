"""What the synthetic data say of the communes themselves: classes, decisions, establishments."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

from django.db import connection

from communes.models import Commune, CommuneKind
from deployment.demo.shape import Strength

BORDER_PROVINCES = frozenset(
    ("02", "04", "10", "11", "12", "14", "20", "22", "38", "40", "42", "44", "45", "46", "49", "62", "64",
     "66", "67", "70", "72", "80", "87", "89", "91")
)  # fmt: skip
ISLAND_DISTRICTS = ("Phú Quốc", "Vân Đồn", "Cô Tô", "Cát Hải", "Kiên Hải", "Phú Quý", "Trường Sa", "Côn Đảo")
WITH_ESTABLISHMENT = 0.3  # of the provinces: 8 for townships and key communes
UPDATE = """
UPDATE communes_commune AS c
   SET is_key = n.is_key, is_border = n.is_border, is_island = n.is_island,
       organised_on = n.organised_on, organised_decision = n.decision, establishment = n.establishment
  FROM unnest(%s::bigint[], %s::boolean[], %s::boolean[], %s::boolean[], %s::date[], %s::text[], %s::int[])
       AS n (id, is_key, is_border, is_island, organised_on, decision, establishment)
 WHERE c.id = n.id
"""


def mark_communes(
    communes: Iterable[Commune],
    strengths: Mapping[str, Strength],
    arrivals: Mapping[str, date],
    last_day: date,
    seed: int,
) -> None:
    """Store class, decision of the Minister and establishment of each commune in scope."""
    rng = Random(f"communes:{seed}")  # noqa: S311
    generous = {
        code for code in sorted({c.province.code for c in communes}) if rng.random() < WITH_ESTABLISHMENT
    }
    rows = [_row(commune, arrivals.get(commune.code), last_day, commune.province.code in generous, rng)
            for commune in communes]  # fmt: skip
    with connection.cursor() as cursor:
        # The history's trigger keeps its plan for the session: one made for a single row takes minutes here.
        cursor.execute("DISCARD PLANS")
        cursor.execute(UPDATE, [list(column) for column in zip(*rows, strict=True)])


def _row(commune: Commune, arrival: date | None, last_day: date, generous: bool, rng: Random) -> tuple:
    is_key = rng.random() < 0.09
    is_border = commune.province.code in BORDER_PROVINCES and rng.random() < 0.12
    is_island = commune.district is not None and commune.district.short_name in ISLAND_DISTRICTS
    organised_on, decision = _decision(arrival, last_day, rng)
    eight = generous and (is_key or commune.kind == CommuneKind.TOWNSHIP)
    return (commune.pk, is_key, is_border, is_island, organised_on, decision, 8 if eight else None)


def _decision(arrival: date | None, last_day: date, rng: Random) -> tuple[date | None, str]:
    """The Minister's decision comes months after the officers, in batches at the middle of a month."""
    if arrival is None:
        return None, ""
    later = arrival + timedelta(days=rng.randint(120, 420))
    day = later.replace(day=15)
    if day > last_day or day <= arrival:
        return None, ""
    return day, f"{day.year * 12 + day.month - 24_200 + 3_100}/QĐ-BCA"
