"""The course of one figure through time, for the nation, a region or a province."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from communes.models import Province, UnitQuerySet
from deployment.figures import Figures
from deployment.series import figures_through, month_ends
from reports.maps.figures import MapFigure

FIRST = date(2018, 1, 31)
WIDE, NARROW = 800, 300  # of the chart of one course
SMALL_COLUMNS, NARROW_COLUMNS = 7, 2
YEAR = 12


class Step(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Course:
    """A place's figures on each day of a series, in order of days."""

    name: str
    points: tuple[tuple[date, Figures], ...]

    @property
    def last(self) -> Figures:
        return self.points[-1][1] if self.points else Figures()

    def on(self, day: date) -> Figures | None:
        """Give the figures of `day`, None where the series has none."""
        return dict(self.points).get(day)


@dataclass(frozen=True)
class Courses:
    """The course of the whole that was asked for, and of each province within it."""

    days: tuple[date, ...]
    whole: Course
    provinces: tuple[tuple[Province, Course], ...]


def days_of(day: date, step: Step) -> tuple[date, ...]:
    """Give the ends of the months or quarters since 2018, and `day`; of a day before that, itself."""
    ends = month_ends(min(FIRST, day), day)
    if step == Step.MONTH:
        return ends
    return tuple(end for end in ends if end == day or end.month % 3 == 0)


def courses(
    name: str, communes: UnitQuerySet, provinces: Sequence[Province], days: tuple[date, ...]
) -> Courses:
    """Ask once for the figures of `communes` (called `name`) and of their provinces on all `days`."""
    series = figures_through(days, communes)
    of_provinces = tuple(
        (province, Course(province.short_name, _points(series.provinces.get(province.pk, {}))))
        for province in sorted(provinces, key=lambda p: p.sort_key)
    )
    return Courses(days, Course(name, _points(series.national)), of_provinces)


def _points(by_day: Mapping[date, Figures]) -> tuple[tuple[date, Figures], ...]:
    return tuple(sorted(by_day.items()))


def line_job(course: Course, figure: MapFigure, width: int = WIDE) -> dict[str, Any]:
    """Give the chart of one course."""
    rows = list(_rows(course, figure))
    if rows:
        rows[-1]["last"] = True
    return {
        "kind": "line",
        "rows": rows,
        "width": width,
        "title": str(figure.unit),
        "top": 100 if figure.limits else None,
        "last_words": figure.text(course.last),
    }


def multiples_job(among: Courses, figure: MapFigure, columns: int) -> dict[str, Any]:
    """Give the small charts of the provinces, in their order; one scale for all, so that they compare."""
    rows = [{**row, "name": course.name} for _p, course in among.provinces for row in _rows(course, figure)]
    highest = max((row["value"] for row in rows if row["value"] is not None), default=0)
    return {
        "kind": "multiples",
        "rows": rows,
        "names": [course.name for _p, course in among.provinces],
        "columns": columns,
        "top": 100 if figure.limits else highest or 1,
    }


def _rows(course: Course, figure: MapFigure) -> Iterator[dict[str, Any]]:
    for day, figures in course.points:
        value = figure.value(figures)
        yield {"day": day.isoformat(), "value": None if value is None else float(value)}
