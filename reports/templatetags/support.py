"""What this room adds to a commune's page, which a lower room makes."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _

from accounts.models import User
from communes.formats import format_number
from communes.models import Commune
from reports.support.columns import COLUMNS, Column
from reports.support.totals import of_commune

register = template.Library()


@register.inclusion_tag("reports/support/_commune.html")
def support_conditions(place: Commune, user: User, day: date) -> dict[str, Any]:
    """Show the latest support conditions of a commune, where there are any."""
    record = of_commune(place.pk, user, day)
    if record is None:
        return {}
    facts = [(column.label, getattr(record, column.name), column) for column in COLUMNS]
    known = [
        (label, _words(record, value, column)) for label, value, column in facts if value not in ("", None)
    ]
    return {"record": record, "facts": known}


def _words(record: Any, value: Any, column: Column) -> str:
    if column.is_choice:
        return str(getattr(record, f"get_{column.name}_display")())
    number = format_number(int(value))
    return _("%(sum)s đồng") % {"sum": number} if column.is_money else number
