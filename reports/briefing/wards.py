"""The section on model wards: what the rounds to the source's day gave; nothing is told without a score."""

from typing import Any

from communes.formats import format_day, format_number
from reports.matters.wards import wards_in
from reports.source import Source


def wards_of(source: Source) -> dict[str, Any]:
    """Give the wards and their totals by round; nothing for a report sealed without them."""
    wards = wards_in(source)
    if wards is None:
        return {}
    return {
        "rounds": [f"{one.title} ({format_day(one.as_of)})" for one in wards.rounds],
        "rows": [
            (
                f"{name}, {place}",
                ["–" if total is None else format_number(total, 2) for total in totals],
            )
            for name, place, totals in wards.rows
        ],
    }
