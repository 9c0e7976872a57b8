"""The forecast of the day: of the nation, of each province, and the decree's deadlines."""

from dataclasses import dataclass, replace
from datetime import date

from communes.formats import in_english
from communes.models import Commune, Province
from deployment.figures import Figures
from deployment.series import OnDays
from reports.choices import Matter
from reports.forecasting.deadlines import DeadlineOutlook, deadlines_on
from reports.forecasting.falling import count_by_province, falling_after
from reports.forecasting.forecast import COMPLIANT, LookedBack, outlook_of, why_untold
from reports.forecasting.pace import USUAL, WINDOWS
from reports.matters.line import HoldsLines, Line, day_or_none, iso_or_none, provinces_of
from reports.summary import Summary


@dataclass(frozen=True)
class ForecastLine:
    """What was told of a place: None for the nation. gained: communes in the last 3, 6 and 12 months."""

    province: Province | None
    whole: int
    reached: int
    gained: tuple[int, ...]
    complies_on: date | None
    earliest: date | None
    latest: date | None
    reason: str
    falling: int
    warned: int

    @property
    def remaining(self) -> int:
        return self.whole - self.reached


@dataclass(frozen=True)
class DeadlineLine:
    """A deadline of the decree: communes of its class, those without police, provinces that miss it."""

    trait: str
    due_on: date
    source: str
    communes: int
    remaining: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Forecasts:
    nation: ForecastLine | None
    provinces: tuple[ForecastLine, ...]
    deadlines: tuple[DeadlineLine, ...]


def gathered(summary: Summary) -> list[Line]:
    """Give a line for the nation, one for each province with communes in scope, one for each deadline."""
    day = summary.as_of
    provinces = Province.objects.filter(pk__in=[row.province.pk for row in summary.provinces])
    past = LookedBack.on(day, provinces, Commune.objects.all())
    falling = falling_after(day, Commune.objects.all())
    warned = count_by_province([row for row in falling if row.leaving])
    counts = count_by_province(falling)
    lines = [_line(None, summary.national, past.of_nation(), day, counts.total(), warned.total())]
    for row in summary.provinces:
        place, code = row.province.pk, row.province.code
        lines.append(_line(place, row.figures, past.of_province(place), day, counts[code], warned[code]))
    told = [line for line in lines if line.content["whole"]]
    return told + [_deadline(row) for row in deadlines_on(past)]


def _line(province: int | None, now: Figures, past: OnDays, day: date, falling: int, warned: int) -> Line:
    outlook = outlook_of({**past, day: now}, day, COMPLIANT)
    return Line(
        province,
        {
            "whole": outlook.whole,
            "reached": outlook.reached,
            "gained": [pace.gained for pace in outlook.paces],
            "complies_on": iso_or_none(outlook.complies_on),
            "earliest": iso_or_none(outlook.earliest),
            "latest": iso_or_none(outlook.latest),
            "reason": outlook.reason or "",
            "falling": falling,
            "warned": warned,
        },
    )


def _deadline(row: DeadlineOutlook) -> Line:
    return Line(
        None,
        {
            "trait": row.deadline.trait,
            "due_on": row.deadline.due_on.isoformat(),
            "source": row.deadline.source,
            "communes": row.communes,
            "remaining": row.remaining,
            "missing": [each.province.short_name for each in row.missing],
        },
    )


def forecasts_in(source: HoldsLines) -> Forecasts | None:
    """Read the forecast back; None for a report sealed without it."""
    lines = source.lines(Matter.FORECAST)
    if lines is None:
        return None
    names = provinces_of(source)
    told = [_told(line, names.get(line.province or 0)) for line in lines if "whole" in line.content]
    deadlines = tuple(_due(line) for line in lines if "due_on" in line.content)
    nation = next((row for row in told if row.province is None), None)
    return Forecasts(nation, tuple(row for row in told if row.province), deadlines)


def _told(line: Line, province: Province | None) -> ForecastLine:
    kept = line.content
    days = {name: day_or_none(kept[name]) for name in ("complies_on", "earliest", "latest")}
    told = ForecastLine(province, **kept | days | {"gained": tuple(kept["gained"])})
    return replace(told, reason=_reason_anew(told)) if in_english() else told


def _reason_anew(told: ForecastLine) -> str:
    """Say in the language of the moment why no day is told: what a report keeps of it is Vietnamese."""
    gained = told.gained[WINDOWS.index(USUAL)] if len(told.gained) > WINDOWS.index(USUAL) else 0
    return why_untold(told.whole, told.complies_on, told.latest, gained) or ""


def _due(line: Line) -> DeadlineLine:
    kept = line.content
    due_on, missing = date.fromisoformat(kept["due_on"]), tuple(kept["missing"])
    return DeadlineLine(**kept | {"due_on": due_on, "missing": missing})
