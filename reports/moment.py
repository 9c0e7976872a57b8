"""What time it is for the reporting cycle: now, or for the synthetic dataset a time within its own days."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from communes.calendar import HANOI
from deployment.models import Dataset

DAYS_AFTER_THE_DATA = timedelta(days=2)


def present_moment() -> datetime:
    """Give the present moment; with synthetic data loaded, this time of day two days after their last."""
    now = timezone.now().astimezone(HANOI)
    synthetic = Dataset.objects.first()
    if synthetic is None:
        return now
    return datetime.combine(synthetic.as_of + DAYS_AFTER_THE_DATA, now.timetz())


def day_of(moment: datetime) -> date:
    """Give the day in Việt Nam of `moment`."""
    return moment.astimezone(HANOI).date()
