"""The model wards in the pilot on the day, with their totals in the rounds to the day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from deployment.models import ModelWard
from deployment.ward_results import compared, in_pilot
from reports.choices import Matter
from reports.matters.line import HoldsLines, Line
from reports.summary import Summary


@dataclass(frozen=True)
class Round:
    title: str
    as_of: date


@dataclass(frozen=True)
class Wards:
    """rows: a ward's name, its province's, and its total in each round; None where not assessed."""

    rounds: tuple[Round, ...]
    rows: tuple[tuple[str, str, tuple[Decimal | None, ...]], ...]


def gathered(summary: Summary) -> list[Line]:
    """Give the rounds, then a line for each ward."""
    wards = in_pilot(ModelWard.objects.select_related("commune__district", "province"), summary.as_of)
    comparison = compared(wards, summary.as_of)
    head = [[one.title, one.as_of.isoformat()] for one in comparison.rounds]
    rows = [
        Line(
            ward.province_id,
            {
                "ward": ward.commune.name,
                "place": ward.province.short_name,
                "totals": [str(cell.total) if cell else None for cell in cells],
            },
        )
        for ward, cells in comparison.rows
    ]
    return [Line(None, {"rounds": head}), *rows]


def wards_in(source: HoldsLines) -> Wards | None:
    """Read the wards back; None for a report sealed without them."""
    lines = source.lines(Matter.WARDS)
    if lines is None:
        return None
    head, *rest = lines
    rounds = tuple(Round(title, date.fromisoformat(day)) for title, day in head.content["rounds"])
    return Wards(rounds, tuple(_row(line) for line in rest))


def _row(line: Line) -> tuple[str, str, tuple[Decimal | None, ...]]:
    totals = tuple(None if text is None else Decimal(text) for text in line.content["totals"])
    return line.content["ward"], line.content["place"], totals
