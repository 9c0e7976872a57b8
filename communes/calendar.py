"""Which day it is: asked here and nowhere else."""

from calendar import monthrange
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import DateField, Func
from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """Give the present day in Việt Nam."""
    return timezone.localdate(timezone=HANOI)


def full_years(first: date, day: date) -> int:
    """Give how many whole years lie between `first` and `day`; negative where `day` comes first."""
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))


class TodayInHanoi(Func):
    """The present day in Việt Nam, as the database tells it."""

    template = "((now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)"
    output_field = DateField()


def months_later(day: date, months: int) -> date:
    """Give the same day so many months on, or back where negative; in a shorter month its last day.

    Raises OverflowError beyond the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
