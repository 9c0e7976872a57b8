"""One line of the contract's `commune_status`: what files, sealed reports and the API say of a commune."""

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import QuerySet

FILLED, VACANT = "filled", "vacant"
PLACES = ("district__code", "province__code")  # where live rows find them; sealed rows hold them
KEPT_PLACES = ("district_code", "province_code")


@dataclass(frozen=True)
class CommuneRow:
    """A commune under the rule; the fields are the columns of the file, in order."""

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
    return [row_of(*each) for each in values]


def row_of(
    code: str, name: str, kind: str, district: str | None, province: str, minimum: int, officers: int,
    has_chief: bool, shortfall: int, status: str,
) -> CommuneRow:  # fmt: skip
    """Give the line of one commune; `district` is None where it has none."""
    chief = FILLED if has_chief else VACANT
    return CommuneRow(code, name, kind, district or "", province, minimum, officers, chief, shortfall, status)
