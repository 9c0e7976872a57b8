"""The state of each commune on a day, and its canonical CSV: the bytes that a sealed report is proved by."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from io import StringIO
from typing import Any

from django.db.models import QuerySet

from communes.models import Commune, District, Province
from deployment.staffing import staffing_on

FILLED, VACANT = "filled", "vacant"
PLACES = ("district__code", "province__code")  # where live rows find them; sealed rows hold them
KEPT_PLACES = ("district_code", "province_code")


@dataclass(frozen=True)
class CommuneRow:
    """One line of the contract's `commune_status`; the fields are its columns, in order."""

    commune_code: str
    commune_name: str
    kind: str
    district_code: str
    province_code: str
    minimum: int
    officers: int
    chief: str
    shortfall: int
    status: str


COLUMNS = tuple(field.name for field in fields(CommuneRow))


@dataclass(frozen=True)
class CommuneState:
    """An evaluated commune beside its units, live or sealed, as documents list it."""

    code: str
    name: str
    kind: str
    province: Province
    district: District | None
    minimum: int
    officers: int
    has_chief: bool
    shortfall: int
    status: str
    organised: bool


def commune_rows(day: date, province_code: str = "", status: str = "") -> list[CommuneRow]:
    """Give the communes in scope on `day` in code order, narrowed to a province or a status."""
    return rows_of(staffing_on(day, Commune.objects.all()), PLACES, province_code, status)


def rows_of(
    evaluated: QuerySet[Any], places: tuple[str, str], province_code: str = "", status: str = ""
) -> list[CommuneRow]:
    """Give evaluated communes, live or sealed, in code order; `places` are PLACES or KEPT_PLACES."""
    if province_code:
        evaluated = evaluated.filter(**{places[1]: province_code})
    if status:
        evaluated = evaluated.filter(status=status)
    values = evaluated.order_by("code", "pk").values_list(
        "code", "name", "kind", *places, "minimum", "officers", "has_chief", "shortfall", "status"
    )
    return [_row(*each) for each in values]


def _row(
    code: str, name: str, kind: str, district: str | None, province: str, minimum: int, officers: int,
    has_chief: bool, shortfall: int, status: str,
) -> CommuneRow:  # fmt: skip
    chief = FILLED if has_chief else VACANT
    return CommuneRow(code, name, kind, district or "", province, minimum, officers, chief, shortfall, status)


def commune_csv(rows: Iterable[CommuneRow]) -> bytes:
    """Give the canonical CSV of `rows`: UTF-8 without BOM, LF, a header line."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return text.getvalue().encode()
