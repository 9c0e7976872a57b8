"""The state of each commune on a day, and its canonical CSV: the bytes that a sealed report is proved by."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from communes.models import Commune, District, Province
from deployment.commune_row import COLUMNS, PLACES, CommuneRow, rows_of
from deployment.staffing import staffing_on

STATE = ("code", "name", "kind", "province_id", "district_id", "minimum", "officers", "has_chief",
         "shortfall", "status")  # fmt: skip


@dataclass(frozen=True)
class CommuneState:
    """An evaluated commune beside its units, live or sealed, as documents list it.

    STATE names where it comes from; whether it is organised, live and sealed rows say in their own ways.
    """

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


def commune_csv(rows: Iterable[CommuneRow]) -> bytes:
    """Give the canonical CSV of `rows`: UTF-8 without BOM, LF, a header line."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return text.getvalue().encode()
