"""Charts of trends in words and as a table, for whoever cannot use the picture."""

from datetime import date

from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from reports.maps.figures import MapFigure
from reports.trends.course import Course, Courses


def line_table(course: Course, figure: MapFigure) -> list[tuple[date, str, str]]:
    """Give day, value and denominator, the newest first."""
    return [
        (day, figure.text(figures), format_number(figures.communes))
        for day, figures in reversed(course.points)
    ]


def line_in_words(course: Course, figure: MapFigure) -> str:
    """Say what the chart of one course shows."""
    if not course.points:
        return _("Biểu đồ trống: không có xã, thị trấn trong phạm vi.")
    (first, before), (last, now) = course.points[0], course.points[-1]
    return _(
        "Biểu đồ đường, %(label)s của %(name)s: %(before)s ngày %(first)s, %(now)s ngày %(last)s;"
        " số liệu ở bảng bên cạnh."
    ) % {
        "label": str(figure.label).lower(), "name": course.name, "before": figure.text(before),
        "first": format_day(first), "now": figure.text(now), "last": format_day(last),
    }  # fmt: skip


def multiples_in_words(among: Courses, figure: MapFigure, day: date) -> str:
    """Say what the small charts show."""
    return _("%(count)s biểu đồ nhỏ, mỗi địa phương một, %(label)s đến ngày %(day)s; bảng bên dưới.") % {
        "count": len(among.provinces), "label": str(figure.label).lower(), "day": format_day(day)
    }  # fmt: skip
