"""What time it is for the reporting cycle: now, or for the synthetic dataset a time within its own days."""

from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from communes.calendar import HANOI
from deployment.synthetic import synthetic_day
from reports.models import ReportEvent

DAYS_AFTER_THE_DATA = timedelta(days=2)


def present_moment() -> datetime:
    """Give the present moment.

    With synthetic data loaded: this time of day, two days after their last; never before what a report's
    log tells already, for the demonstration may be open on several days.
    """
    now = timezone.now().astimezone(HANOI)
    day = synthetic_day()
    if day is None:
        return now
    moment = datetime.combine(day + DAYS_AFTER_THE_DATA, now.timetz())
    logged = ReportEvent.objects.aggregate(last=Max("at"))["last"]
    return max(moment, logged.astimezone(HANOI)) if logged else moment


def demonstration_day() -> date | None:
    """Give the day by which the cycle goes with synthetic data loaded, None where it goes by the true one."""
    day = synthetic_day()
    return day + DAYS_AFTER_THE_DATA if day else None


def day_of(moment: datetime) -> date:
    """Give the day in Việt Nam of `moment`."""
    return moment.astimezone(HANOI).date()
