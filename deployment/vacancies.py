"""Vacant posts of chief: since when each has been so, and how fast they open and are filled."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Window
from django.db.models.functions import Lag, Lead

from communes.calendar import months_later
from communes.models import Commune
from deployment.choices import Post
from deployment.models import Assignment

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """From the first day to before the first day of the next: posts that fell vacant, and posts filled."""

    first: date
    opened: int
    filled: int
    filled_first_time: int


@dataclass(frozen=True)
class ClosingRate:
    """The last twelve months up to a day; `lasted`: the days for which the posts filled had been vacant."""

    months: tuple[Month, ...]
    lasted: tuple[int, ...]

    @property
    def filled(self) -> int:
        return sum(month.filled for month in self.months)

    @property
    def opened(self) -> int:
        return sum(month.opened for month in self.months)

    @property
    def filled_first_time(self) -> int:
        return sum(month.filled_first_time for month in self.months)

    @property
    def middle_days(self) -> int | None:
        """Half the posts that had a chief before were vacant for no longer than this; None without any."""
        return round(median(self.lasted)) if self.lasted else None


def vacant_since(day: date, communes: QuerySet[Commune]) -> dict[int, date]:
    """Give the first day without a regular chief by commune, for those of `communes` that once had one."""
    last = _last_ends(_regular_chiefs(communes).filter(starts_on__lte=day))
    return {commune: until for commune, until in last.items() if until <= day}


def closing_rate(day: date, communes: QuerySet[Commune]) -> ClosingRate:
    """Count, over the twelve months up to `day`, the posts that fell vacant and those that were filled.

    A change from one chief to the next without a day between is neither.
    """
    months = [months_later(day.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]
    opened, filled, first_time = Counter[date](), Counter[date](), Counter[date]()
    lasted = []
    for starts, until, before, after in _chain(months[0], day, communes):
        if starts >= months[0] and (before is None or before < starts):
            month = starts.replace(day=1)
            filled[month] += 1
            first_time[month] += before is None
            if before:
                lasted.append((starts - before).days)
        if until <= day and (after is None or after > until):
            opened[until.replace(day=1)] += 1
    rows = (Month(month, opened[month], filled[month], first_time[month]) for month in months)
    return ClosingRate(tuple(rows), tuple(lasted))


def _regular_chiefs(communes: QuerySet[Commune] | Collection[int]) -> QuerySet[Assignment]:
    return Assignment.objects.regular().filter(post=Post.CHIEF, commune__in=communes).order_by()


def _last_ends(chiefs: QuerySet[Assignment]) -> dict[int, date]:
    """Give the first day without the last of `chiefs`, by commune."""
    return dict(chiefs.values("commune").annotate(last=Max("until")).values_list("commune", "last"))


def _chain(first: date, day: date, communes: QuerySet[Commune]) -> Iterable[Any]:
    """Give first day and first day out of chiefs, with the end before each and the start after it.

    Of those alone who from `first` to `day` found the post vacant or left it so: a history only grows, and
    what ended before `first` is asked only of the posts in which nobody else stood before.
    """
    along: dict[str, Any] = {"partition_by": F("commune"), "order_by": F("starts_on").asc()}
    chiefs = (
        _regular_chiefs(communes)
        .filter(starts_on__lte=day, until__gte=first)
        .annotate(before=Window(Lag("until"), **along), after=Window(Lead("starts_on"), **along))
    )
    found = Q(starts_on__gte=first) & (Q(before=None) | Q(before__lt=F("starts_on")))
    left = Q(until__lte=day) & (Q(after=None) | Q(after__gt=F("until")))
    rows = list(chiefs.filter(found | left).values_list("commune", "starts_on", "until", "before", "after"))
    alone = {
        commune for commune, starts, _until, before, _after in rows if before is None and starts >= first
    }
    earlier = _last_ends(_regular_chiefs(alone).filter(until__lt=first))
    return [
        (starts, until, before or earlier.get(commune), after)
        for commune, starts, until, before, after in rows
    ]
