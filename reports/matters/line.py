"""A line of a matter, as it is sealed, and who holds lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from communes.models import Province
from reports.choices import Matter
from reports.summary import Summary


@dataclass(frozen=True)
class Line:
    """province: the id of the province that it is of; None for the nation, or for what heads the matter.

    content: plain values (text, whole numbers, None, lists of these), the same after any storage.
    """

    province: int | None
    content: dict[str, Any]


class HoldsLines(Protocol):
    """A live source, or a sealed report."""

    @property
    def as_of(self) -> date: ...
    @property
    def summary(self) -> Summary: ...

    def lines(self, matter: Matter) -> list[Line] | None:
        """Give the lines of `matter` in order; None for a report that was sealed without it."""


def provinces_of(source: HoldsLines) -> Mapping[int, Province]:
    """Give the provinces of a source by id, as they were named for it."""
    return {row.province.pk: row.province for row in source.summary.provinces}


def day_or_none(text: str | None) -> date | None:
    """Read a day as lines hold it."""
    return date.fromisoformat(text) if text else None


def iso_or_none(day: date | None) -> str | None:
    """Write a day as lines hold it."""
    return day.isoformat() if day else None
