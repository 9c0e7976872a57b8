"""The state of each commune on a day, and its canonical CSV: the bytes that a sealed report is proved by."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from io import StringIO

from communes.models import Commune
from deployment.staffing import StaffedCommunes, staffing_on

FILLED, VACANT = "filled", "vacant"


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


def commune_rows(day: date, province_code: str = "", status: str = "") -> list[CommuneRow]:
    """Give the communes in scope on `day` in code order, narrowed to a province or a status."""
    staffed = staffing_on(day, Commune.objects.select_related(None))
    if province_code:
        staffed = staffed.filter(province__code=province_code)
    if status:
        staffed = staffed.filter(status=status)
    return list(_rows(staffed))


def _rows(staffed: StaffedCommunes) -> Iterable[CommuneRow]:
    values = staffed.order_by("code", "pk").values_list(
        "code", "name", "kind", "district__code", "province__code", "minimum", "officers", "has_chief",
        "shortfall", "status",
    )  # fmt: skip
    for code, name, kind, district, province, minimum, officers, has_chief, shortfall, status in values:
        chief = FILLED if has_chief else VACANT
        yield CommuneRow(
            code, name, kind, district or "", province, minimum, officers, chief, shortfall, status
        )


def commune_csv(rows: Iterable[CommuneRow]) -> bytes:
    """Give the canonical CSV of `rows`: UTF-8 without BOM, LF, a header line."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(asdict(row).values() for row in rows)
    return text.getvalue().encode()
