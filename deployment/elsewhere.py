"""Questions across the wall between provinces: what may be known of another province's officers, no more.

The answers come from functions of the database (migration 0012) that see everything and tell one thing.
"""

from datetime import date
from typing import Any

from django.db import connection

from communes.models import Province
from deployment.models import OPEN_END


def officer_elsewhere(service_number: str, name_key: str, asking: Province) -> tuple[int, int] | None:
    """Give officer and province for who knows number and name of an officer of another one than `asking`."""
    return _row("SELECT * FROM officer_elsewhere(%s, %s, %s)", service_number, name_key, asking.pk)


def province_served_elsewhere(officer_id: int, here: int) -> Province | None:
    """Give the province other than `here` in which the officer's open posting is."""
    (found,) = _row("SELECT serves_elsewhere(%s, %s)", officer_id, here) or (None,)
    return Province.objects.get(pk=found) if found else None


def is_held_elsewhere(officer_id: int, here: int, starts_on: date, ends_on: date | None) -> bool:
    """Tell whether a posting in another province than `here` overlaps those days."""
    until = ends_on or OPEN_END
    return bool(_row("SELECT 1 WHERE is_held_elsewhere(%s, %s, %s, %s)", officer_id, here, starts_on, until))


def _row(query: str, *parameters: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()
