"""Vietnamese forms of numbers and days in templates (loaded everywhere)."""

from datetime import date
from decimal import Decimal

from django import template

from communes import vietnamese

register = template.Library()


@register.filter
def number(value: int) -> str:
    """`43127|number` is `43.127`; nothing stays nothing."""
    return "" if value is None else vietnamese.format_number(value)


@register.filter
def decimal(value: Decimal | None) -> str:
    """`Decimal("5.6")|decimal` is `5,6`; a whole number has no decimals; nothing stays nothing."""
    if value is None:
        return ""
    return vietnamese.format_number(value, 0 if value == value.to_integral_value() else 1)


@register.filter
def day(value: date | None) -> str:
    """`31/5/2021`; nothing stays nothing."""
    return vietnamese.format_day(value) if value else ""


@register.filter
def last_day(ends_on: date | None) -> str:
    """The last day served, of a stored first day out."""
    return day(vietnamese.last_day_in(ends_on))


@register.filter
def percent_of(part: int, whole: int) -> str:
    """`part|percent_of:whole` is `72,2 %` (with a no-break space)."""
    text = vietnamese.format_percent(part, whole)
    return text if text == "–" else f"{text}\u00a0%"
