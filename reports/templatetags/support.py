"""What this room adds to a commune's page, which a lower room makes."""

from datetime import date
from typing import Any

from django import template

from accounts.models import User
from communes.models import Commune
from reports.support.columns import COLUMNS
from reports.support.totals import of_commune

register = template.Library()


@register.inclusion_tag("reports/support/_commune.html")
def support_conditions(place: Commune, user: User, day: date) -> dict[str, Any]:
    """Show the latest support conditions of a commune, where there are any."""
    record = of_commune(place.pk, user, day)
    if record is None:
        return {}
    facts = [(column.header, getattr(record, column.name), column) for column in COLUMNS]
    known = [
        (header, _words(record, value, column.name))
        for header, value, column in facts
        if value not in ("", None)
    ]
    return {"record": record, "facts": known}


def _words(record: Any, value: Any, name: str) -> Any:
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else value
