"""The nation's published figures beside the computed ones, as a table of the briefing."""

from decimal import Decimal
from typing import Any

from communes.formats import format_number
from reports.choices import Bound
from reports.matters.published import PublishedLine, published_in
from reports.source import Source


def published_of(source: Source) -> list[dict[str, Any]]:
    """Give a row for each figure of the nation; none for a report sealed without them."""
    return [_row(line) for line in published_in(source) or () if line.is_national]


def _row(line: PublishedLine) -> dict[str, Any]:
    bound = "" if line.bound == Bound.EXACT else f"{line.bound.label} "
    return {
        "label": str(line.measure.label),
        "day": line.day,
        "source": line.source,
        "value": bound + number(line.value),
        "computed": "–" if line.computed is None else number(line.computed),
        "difference": "–" if line.difference is None else _signed(line.difference),
        "reasons": " ".join(line.reasons),
    }


def number(value: Decimal) -> str:
    """Write a figure with as many decimals as it has: `43.000`, `87,8`."""
    return format_number(value, 0 if value == value.to_integral_value() else 1)


def _signed(value: Decimal) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value))
