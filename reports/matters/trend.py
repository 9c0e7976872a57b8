"""The course of all figures by month since 2018: the nation's and each province's."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from deployment.figures import Figures, counts_of
from deployment.series import figures_through
from reports.choices import Matter
from reports.matters.line import HoldsLines, Line, provinces_of
from reports.summary import Summary
from reports.trends.course import Course, Courses, Step, days_of


def gathered(summary: Summary) -> list[Line]:
    """Give a line for the nation and one for each province; the day's own point is that of `summary`."""
    day = summary.as_of
    past = figures_through(each for each in days_of(day, Step.MONTH) if each != day)
    lines = [_line(None, past.national, day, summary.national)]
    for row in summary.provinces:
        place = row.province.pk
        lines.append(_line(place, past.provinces.get(place, {}), day, row.figures))
    return lines


def _line(province: int | None, past: Mapping[date, Figures], day: date, now: Figures) -> Line:
    points = sorted(past.items()) + ([(day, now)] if now.communes else [])
    return Line(province, {"points": [[on.isoformat(), *counts_of(figures)] for on, figures in points]})


def courses_in(source: HoldsLines) -> Courses | None:
    """Read the courses back; None for a report sealed without them."""
    lines = source.lines(Matter.TREND)
    if lines is None:
        return None
    names = provinces_of(source)
    whole = next(line for line in lines if line.province is None)
    provinces = [
        (names[line.province], _course(names[line.province].short_name, line))
        for line in lines
        if line.province
    ]
    ordered = tuple(sorted(provinces, key=lambda pair: pair[0].sort_key))
    return Courses(days_of(source.as_of, Step.MONTH), _course(_("cả nước"), whole), ordered)


def _course(name: str, line: Line) -> Course:
    points = ((date.fromisoformat(on), Figures(*counts)) for on, *counts in line.content["points"])
    return Course(name, tuple(points))
