"""The charts of a trend as a page shows them, each in two widths, and the same as a table."""

from datetime import date
from typing import Any

from reports.charts.chart import charts_of
from reports.maps.figures import MapFigure
from reports.trends.course import (
    NARROW,
    NARROW_COLUMNS,
    SMALL_COLUMNS,
    WIDE,
    Courses,
    line_job,
    multiples_job,
)
from reports.trends.words import line_in_words, line_table, multiples_in_words


def drawn_trend(
    among: Courses, figure: MapFigure, day: date, *, with_provinces: bool = True
) -> dict[str, Any]:
    """Give the chart of the whole (`chart`), the provinces' small ones (`multiples`), and the table (`rows`).

    day: the last one, of which the words of the small charts speak.
    """
    told = line_in_words(among.whole, figure)
    jobs = [(line_job(among.whole, figure, width), told) for width in (WIDE, NARROW)]
    if with_provinces:
        words = multiples_in_words(among, figure, day)
        jobs += [
            (multiples_job(among, figure, columns), words) for columns in (SMALL_COLUMNS, NARROW_COLUMNS)
        ]
    drawn = [chart.on_page() for chart in charts_of(jobs)]
    return {"chart": drawn[:2], "multiples": drawn[2:], "rows": line_table(among.whole, figure)}
