"""The forecast tried on the past: what it would have said at the end of each month, against what came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import mean, median

from communes.calendar import months_later
from deployment.figures import Figures
from deployment.series import figures_through, month_ends
from reports.forecasting.forecast import Outlook, outlook_of
from reports.forecasting.pace import WINDOWS, looked_back

HORIZONS = (3, 6)  # months ahead at which forecast and real counts are compared
OnDays = Mapping[date, Figures]


@dataclass(frozen=True)
class CountError:
    """Compliant communes of a province foretold by one window for one horizon, less what came."""

    window: int
    horizon: int
    errors: tuple[float, ...]
    wholes: tuple[int, ...]

    @property
    def bias(self) -> float:
        return mean(self.errors)

    @property
    def mean_size(self) -> float:
        return mean(abs(error) for error in self.errors)

    @property
    def percent_of_communes(self) -> float:
        """The mean size of the error in percent of the province's communes."""
        return mean(abs(error) * 100 / whole for error, whole in zip(self.errors, self.wholes, strict=True))


@dataclass(frozen=True)
class DayError:
    """Days foretold for provinces that did come to comply, less the day it came, so many months before."""

    months_before: int
    asked: int
    errors: tuple[int, ...]
    in_range: int
    ranged: int

    @property
    def middle(self) -> float:
        return median(self.errors)

    @property
    def middle_size(self) -> float:
        return median(abs(error) for error in self.errors)


@dataclass(frozen=True)
class Backtest:
    first: date
    last: date
    counts: tuple[CountError, ...]
    days: tuple[DayError, ...]
    provinces_reached: int


def backtest(first: date, last: date) -> Backtest:
    """Try the forecast at each month's end from `first` to `last`, by the rules in force on `last`."""
    origins = month_ends(first, last)
    wanted = {day for origin in origins for day in (origin, *looked_back(origin).values())}
    ahead = {months_later(origin, horizon) for origin in origins for horizon in HORIZONS}
    series = figures_through(wanted | {day for day in ahead if day <= last}, by_rules_of=last)
    places = list(series.provinces.values())
    reached = [(place, day) for place in places if (day := _reached_on(place, origins))]
    return Backtest(
        first, last, _count_errors(places, origins, last), _day_errors(reached, origins), len(reached)
    )


def _count_errors(places: list[OnDays], origins: Iterable[date], last: date) -> tuple[CountError, ...]:
    errors: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for place in places:
        for origin in origins:
            outlook = outlook_of(place, origin)
            if not 0 < outlook.reached < outlook.whole:
                continue  # nothing began, or all is done: nothing to foretell
            for horizon in HORIZONS:
                then = months_later(origin, horizon)
                if then <= last:
                    for window, error in _errors_at(outlook, then, place[then].communes_compliant):
                        errors[window, horizon].append((error, outlook.whole))
    return tuple(
        CountError(window, horizon, *map(tuple, zip(*errors[window, horizon], strict=True)))
        for horizon in HORIZONS
        for window in WINDOWS
        if errors[window, horizon]
    )


def _errors_at(outlook: Outlook, then: date, came: int) -> Iterable[tuple[int, float]]:
    for pace in outlook.paces:
        line = outlook.reached + pace.gained * (then - outlook.as_of).days / pace.days
        yield pace.months, min(max(line, 0), outlook.whole) - came


def _reached_on(place: OnDays, origins: Iterable[date]) -> date | None:
    """Give the first month's end from which on every commune complies; none: it began so, or never does."""
    ends = list(origins)
    complete = [place[day].communes_compliant == place[day].communes for day in ends]
    if not complete[-1] or complete[0]:
        return None
    return next(ends[n] for n in range(len(ends)) if all(complete[n:]))


def _day_errors(reached: list[tuple[OnDays, date]], origins: Iterable[date]) -> tuple[DayError, ...]:
    rows: dict[int, list[tuple[Outlook, date]]] = defaultdict(list)
    for place, day in reached:
        for origin in origins:
            outlook = outlook_of(place, origin)
            if origin < day and outlook.reached:
                months = (day.year - origin.year) * 12 + day.month - origin.month
                rows[months].append((outlook, day))
    return tuple(_day_error(months, told) for months, told in sorted(rows.items()) if _told(told))


def _told(rows: list[tuple[Outlook, date]]) -> list[tuple[Outlook, date]]:
    return [(outlook, came) for outlook, came in rows if outlook.complies_on]


def _day_error(months: int, rows: list[tuple[Outlook, date]]) -> DayError:
    told = _told(rows)
    ranged = [(outlook, came) for outlook, came in told if outlook.earliest and outlook.latest]
    return DayError(
        months_before=months,
        asked=len(rows),
        errors=tuple((outlook.complies_on - came).days for outlook, came in told if outlook.complies_on),
        in_range=sum(
            bool(outlook.earliest and outlook.latest and outlook.earliest <= came <= outlook.latest)
            for outlook, came in ranged
        ),
        ranged=len(ranged),
    )
