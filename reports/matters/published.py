"""Published figures of days to the report's own, each beside what the software computed for its day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from communes.formats import format_day, format_month
from reports.choices import Bound, Matter, Measure, Precision
from reports.comparison import Comparison, compared
from reports.matters.line import HoldsLines, Line, day_or_none, iso_or_none
from reports.models import PublishedFigure
from reports.models.published import NATION
from reports.summary import Summary


@dataclass(frozen=True)
class PublishedLine:
    """A published figure and the computed one, as they stood."""

    code: str
    place: str
    measure: Measure
    bound: Bound
    value: Decimal
    as_of: date | None
    precision: Precision
    denominator: int | None
    source: str
    published_on: date | None
    explanation: str
    computed: Decimal | None
    computed_whole: int | None
    reasons: tuple[str, ...]

    @property
    def is_national(self) -> bool:
        return self.code == NATION

    @property
    def difference(self) -> Decimal | None:
        """The computed figure less the published one."""
        return None if self.computed is None else self.computed - self.value

    @property
    def day(self) -> str:
        """The day as exactly as the source says it; nothing where it says none."""
        if self.as_of is None:
            return ""
        if self.precision == Precision.YEAR:
            return str(self.as_of.year)
        return format_month(self.as_of) if self.precision == Precision.MONTH else format_day(self.as_of)


def gathered(summary: Summary) -> list[Line]:
    """Give a line for each figure of the register that is of the day or before, or of no day."""
    figures = PublishedFigure.objects.filter(Q(as_of=None) | Q(as_of__lte=summary.as_of))
    ids = {row.province.code: row.province.pk for row in summary.provinces}
    return [Line(ids.get(row.figure.place_code), _content(row)) for row in compared(figures)]


def _content(row: Comparison) -> dict[str, Any]:
    figure = row.figure
    return {
        "code": figure.place_code,
        "place": row.place,
        "measure": figure.measure,
        "bound": figure.bound,
        "value": str(figure.value),
        "as_of": iso_or_none(figure.as_of),
        "precision": figure.precision,
        "denominator": figure.denominator,
        "source": figure.source,
        "published_on": iso_or_none(figure.published_on),
        "explanation": figure.explanation,
        "computed": None if row.computed is None else str(row.computed),
        "computed_whole": row.computed_whole,
        "reasons": list(row.reasons),
    }


def published_in(source: HoldsLines) -> tuple[PublishedLine, ...] | None:
    """Read the figures back; None for a report sealed without them."""
    lines = source.lines(Matter.PUBLISHED)
    return None if lines is None else tuple(_read(line.content) for line in lines)


def _read(kept: dict[str, Any]) -> PublishedLine:
    computed = kept["computed"]
    return PublishedLine(
        **kept
        | {
            "measure": Measure(kept["measure"]),
            "bound": Bound(kept["bound"]),
            "precision": Precision(kept["precision"]),
            "value": Decimal(kept["value"]),
            "computed": None if computed is None else Decimal(computed),
            "as_of": day_or_none(kept["as_of"]),
            "published_on": day_or_none(kept["published_on"]),
            "reasons": tuple(kept["reasons"]),
        }
    )
