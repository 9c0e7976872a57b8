"""The axis of a timeline: where a day stands, which months are marked, which words fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

LEFT, RIGHT, WIDTH = 150.0, 909.0, 975
MOST_TICKS = 7
TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
MONTHS = 12
LETTER = 6.8  # a wide letter of the chart's 13 px text
PADDING = 7
DAY_LABEL = 125.0  # what the day at the right end takes of the marks' row


@dataclass(frozen=True)
class Tick:
    x: str
    text_x: str
    text: str


@dataclass(frozen=True)
class Axis:
    """Days as ordinals, so that no day is too late to have a next one; `end` is the day after the last."""

    first: int
    end: int
    step: int

    @classmethod
    def spanning(cls, first_day: date, last_day: date) -> Self:
        """Give an axis from the mark before `first_day` to the end of `last_day` (included)."""
        months = _month(last_day) - _month(first_day) + 1
        step = next((s for s in TICK_MONTHS if months / s < MOST_TICKS), TICK_MONTHS[-1])
        return cls(_ordinal(_month(first_day) // step * step), last_day.toordinal() + 1, step)

    def x(self, ordinal: int) -> float:
        """Give the place of the beginning of a day; what lies beyond the ends stands at them."""
        inside = min(max(ordinal, self.first), self.end)
        return LEFT + (RIGHT - LEFT) * (inside - self.first) / (self.end - self.first)

    def ticks(self) -> Iterator[Tick]:
        """Give the marked months; one that would run into the day at the right end has no words."""
        month = _month(date.fromordinal(self.first)) // self.step * self.step
        while _ordinal(month) < self.end:
            x = self.x(_ordinal(month))
            is_clear = month >= MONTHS and x < RIGHT - DAY_LABEL  # there is no year 0
            words = f"{month % MONTHS + 1}/{month // MONTHS}" if self.step < MONTHS else str(month // MONTHS)
            yield Tick(px(x), px(x + 4), words if is_clear else "")
            month += self.step


def _month(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _ordinal(month: int) -> int:
    """Give the ordinal of a month's first day, within the calendar (a month after its end: never reached)."""
    year = month // MONTHS
    if year < date.min.year:
        return date.min.toordinal()
    if year > date.max.year:
        return date.max.toordinal() + 1
    return date(year, month % MONTHS + 1, 1).toordinal()


def px(value: float) -> str:
    """Give a coordinate as SVG reads it, whatever the reader's language."""
    return f"{value:.1f}"


def fitting(name: str, width: float) -> str:
    """Shorten a name to `width` px: "Nguyễn Đức Long", "N. Đ. Long", "Long", or nothing."""
    *before, given = name.split(" ")
    initials = " ".join([*(f"{word[0]}." for word in before), given])
    room = width - 2 * PADDING
    return next((words for words in (name, initials, given) if len(words) * LETTER <= room), "")
