"""What stands above every page with figures: the day, the scope, the requirement."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import ngettext

from communes.formats import format_number
from deployment.days import DayNotice, notice_for
from deployment.rule import RuleInForce

MONTHS_OFFERED = 6


@dataclass(frozen=True)
class DataState:
    """How far figures may be relied on: approved, or why not yet; `url` shows more, "" for nothing more."""

    is_approved: bool
    words: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class ContextBar:
    day: date
    scope: str
    requirement: str
    notice: DayNotice | None
    month_ends: tuple[date, ...]
    state: DataState | None = None

    @classmethod
    def on(
        cls,
        day: date,
        scope: str,
        rule: RuleInForce | None = None,
        *,
        has_units: bool | None = None,
        state: DataState | None = None,
    ) -> Self:
        """Give the bar for figures of `day`; `scope` says what they cover, with its denominator.

        rule, has_units (whether units exist that day): where the caller knows them already.
        state: None for figures that no report stands behind.
        """
        requirement = (rule or RuleInForce.on(day)).requirement
        return cls(day, scope, requirement, notice_for(day, has_units), month_ends(day), state)


def month_ends(day: date) -> tuple[date, ...]:
    """Give `day` and the last days of the months before it, newest first."""
    ends = [day]
    while len(ends) < MONTHS_OFFERED and ends[-1].replace(day=1) > date.min:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return tuple(ends)


def communes_covered(count: int, place: str = "") -> str:
    """Say what figures cover: "120 xã, thị trấn của Điện Biên; không tính phường"; "" is the nation."""
    if place:
        text = ngettext(
            "%(count)s xã, thị trấn của %(place)s; không tính phường",
            "%(count)s xã, thị trấn của %(place)s; không tính phường",
            count,
        )
    else:
        text = ngettext(
            "%(count)s xã, thị trấn; không tính phường", "%(count)s xã, thị trấn; không tính phường", count
        )
    return text % {"count": format_number(count), "place": place}
