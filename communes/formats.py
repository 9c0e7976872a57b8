"""Numbers and days as the reader's language writes them: Vietnamese, or British English.

What is typed and read back (fields, the columns of files) is not written with these: it has one form in
every language, that of `communes.vietnamese`.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import get_language

from communes import vietnamese

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def active_language() -> str:
    """Give the language of the moment: `vi` or `en`."""
    return "en" if in_english() else "vi"


def in_english() -> bool:
    """Tell whether the reader of the moment reads English."""
    return (get_language() or "").startswith("en")


def format_number(value: int | Decimal, places: int = 0) -> str:
    """Give a number: `1.234,5` or `1,234.5`."""
    if not places and isinstance(value, int) and -1000 < value < 1000:
        return str(value)  # most numbers of a table: the same in both, and the language costs more to ask
    return f"{value:,.{places}f}" if in_english() else vietnamese.format_number(value, places)


def format_decimal(value: Decimal) -> str:
    """Give a number with one decimal where it has one, and a minus as wide as a plus: `5,6`, `7`, `−3`."""
    return format_number(value, 0 if value == value.to_integral_value() else 1).replace("-", "−")


def format_signed(change: int) -> str:
    """Give a change with its sign, a minus as wide as the plus: `+1.234`, `−3`, `0`."""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{format_number(abs(change))}"


def format_percent(part: int, whole: int) -> str:
    """Give part of whole in percent, without the sign: `72,2` or `72.2` (see vietnamese.format_percent)."""
    text = vietnamese.format_percent(part, whole)
    return text.replace(",", ".") if in_english() else text


def format_rate(part: int, whole: int) -> str:
    """Give part of whole in percent with the sign: `72,2 %` (with a no-break space) or `72.2%`."""
    text = format_percent(part, whole)
    return text if text == "–" else f"{text}%" if in_english() else f"{text}\u00a0%"


def format_day(day: date) -> str:
    """Give a day: `31/5/2021` or `31 May 2021`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if in_english() else vietnamese.format_day(day)


def name_within(name: str, short_name: str) -> str:
    """Give a province's name within a sentence: `tỉnh Điện Biên`; English has no word for its kind."""
    return short_name if in_english() else name[0].lower() + name[1:]


def format_month(day: date) -> str:
    """Give the month of a day: `5/2021` or `May 2021`."""
    return f"{MONTHS[day.month - 1]} {day.year}" if in_english() else f"{day.month}/{day.year}"


def format_document_day(day: date | None) -> str:
    """Give a day as documents write it: `ngày 31 tháng 5 năm 2021` or `31 May 2021`; None leaves room."""
    if day is None:
        return "day … month … year …" if in_english() else vietnamese.UNDATED
    return format_day(day) if in_english() else vietnamese.format_document_day(day)


def format_moment(moment: datetime, *, in_words: bool = False) -> str:
    """Give a moment of Vietnam's time: `09:30 31/5/2021` or `09:30, 31 May 2021`.

    in_words: within a sentence: `09:30 ngày 31/5/2021` or `09:30 on 31 May 2021`.
    """
    local = localtime(moment)
    if in_english():
        return f"{local:%H:%M}{' on' if in_words else ','} {format_day(local.date())}"
    return f"{local:%H:%M} {'ngày ' if in_words else ''}{format_day(local.date())}"
