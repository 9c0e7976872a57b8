"""The pace of the past months, carried on in a straight line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from communes.calendar import months_later

WINDOWS = (3, 6, 12)  # months looked back; the middle one tells the day, all of them its range
USUAL = 6
FARTHEST_YEARS = 10  # beyond it a straight line says nothing


@dataclass(frozen=True)
class Pace:
    """So many communes gained in the `days` of the last `months`."""

    months: int
    gained: int
    days: int

    @property
    def a_month(self) -> float:
        """Communes gained in a month of 365.25 / 12 days."""
        return self.gained / self.days * 365.25 / 12

    def days_for(self, remaining: int) -> int | None:
        """Give the days until `remaining` communes are gained; None without a gain, or too far off."""
        if remaining <= 0:
            return 0
        if self.gained <= 0:
            return None
        days = -(-remaining * self.days // self.gained)
        return days if days <= FARTHEST_YEARS * 366 else None

    def day_for(self, remaining: int, as_of: date) -> date | None:
        """Give the day on which nothing remains, None where `days_for` tells none."""
        days = self.days_for(remaining)
        return None if days is None or days > (date.max - as_of).days else as_of + timedelta(days=days)


def looked_back(day: date) -> dict[int, date]:
    """Give the day at which each window begins; windows that begin before the calendar are left out."""
    return {months: months_later(day, -months) for months in WINDOWS if day.year > date.min.year + 1}


def paces_of(counts: Mapping[date, int], day: date) -> tuple[Pace, ...]:
    """Give the pace of each window; `counts` holds the day and the beginnings of the windows.

    A beginning without a count (no commune then) has no pace.
    """
    begun = [(months, start) for months, start in looked_back(day).items() if start in counts]
    return tuple(Pace(months, counts[day] - counts[start], (day - start).days) for months, start in begun)
