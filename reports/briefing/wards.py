"""The section on model wards: what the rounds to the source's day gave; nothing is told without a score."""

from typing import Any

from communes.formats import format_day, format_number
from deployment.models import ModelWard
from deployment.ward_results import compared, in_pilot
from reports.source import Source


def wards_of(source: Source) -> dict[str, Any]:
    """Give the wards and their totals by round; nothing for a sealed report, which does not hold them."""
    if source.report is not None:
        return {}
    wards = in_pilot(ModelWard.objects.select_related("commune__district", "province"), source.as_of)
    comparison = compared(wards, source.as_of)
    return {
        "rounds": [f"{one.title} ({format_day(one.as_of)})" for one in comparison.rounds],
        "rows": [
            (
                f"{ward.commune.name}, {ward.province.short_name}",
                [format_number(cell.total, 2) if cell else "–" for cell in cells],
            )
            for ward, cells in comparison.rows
        ],
    }
