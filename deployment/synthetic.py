"""Whether synthetic data are loaded: every page says so in its foot, and speaks of their day."""

from datetime import date

from django.core.cache import cache

from deployment.models import Dataset

KEY, SECONDS = "synthetic-day", 60  # loaded by a command, once


def synthetic_day() -> date | None:
    """Give the day of the synthetic dataset, None where none is loaded; asked once a minute."""
    return cache.get_or_set(KEY, _asked, SECONDS)


def _asked() -> date | None:
    return Dataset.objects.values_list("as_of", flat=True).first()
