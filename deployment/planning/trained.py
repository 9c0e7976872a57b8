"""In which order officers come to mind: rank, then tenure, then training."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.calendar import full_years
from communes.formats import format_day
from deployment.models import Assignment, Training


@dataclass(frozen=True)
class Trained:
    """courses: how many different courses; latest: the day on which the last one was completed."""

    courses: int = 0
    latest: date | None = None

    @property
    def words(self) -> str:
        if self.latest is None:
            return _("chưa ghi bồi dưỡng")
        text = ngettext(
            "%(n)s nội dung bồi dưỡng, gần nhất %(day)s",
            "%(n)s nội dung bồi dưỡng, gần nhất %(day)s",
            self.courses,
        )
        return text % {"n": self.courses, "day": format_day(self.latest)}


UNTRAINED = Trained()


def trained_on(day: date, officers: Iterable[int]) -> dict[int, Trained]:
    """Give the training of `officers` as it stood on `day`, in one query; who has none is not in it."""
    rows = (
        Training.objects.completed_by(day)
        .filter(officer__in=list(officers))
        .order_by()
        .values_list("officer")
        .annotate(Count("course", distinct=True), Max("completed_on"))
    )
    return {officer: Trained(courses, latest) for officer, courses, latest in rows}


def precedence(posting: Assignment, day: date, trained: Trained) -> tuple[Any, ...]:
    """Give the key that puts officers in post on `day` in order; `posting` was read with its officer.

    The highest rank first (one that is not known last); then tenure, the full years in this post, most
    first; then training, the number of different courses completed by the day, most first, and of equal
    numbers the latest day of completion first. What is still equal: who is longer in the post, to the day,
    then by name.
    """
    officer, latest = posting.officer, trained.latest or date.min
    return (
        -(officer.rank or 0),
        -full_years(posting.starts_on, day),
        -trained.courses,
        -latest.toordinal(),
        posting.starts_on,
        officer.sort_key,
        posting.pk,
    )
