"""Maps and trends: how large and how fast the nation's dot map is, a series by month, its charts."""

import gzip
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from benchmarks.measure import DAY  # sets Django up

from django.core.cache import cache  # isort: skip

from communes.models import Commune, Province  # isort: skip
from communes.sight import NATION, seeing
from reports.charts.chart import charts_of
from reports.maps.dots import spots_on
from reports.maps.figures import BY_NAME
from reports.maps.national import dot_picture
from reports.summary import summary_on
from reports.trends.course import SMALL_COLUMNS, Step, courses, days_of, line_job, multiples_job

Row = dict[str, object]
Made = TypeVar("Made")


def map_rows(day: date) -> list[Row]:
    """Measure each once, as the first reader after a change has it."""
    svg, drawing = _timed(lambda: _dot_map(day))
    assert svg.count("M") > 8_880
    provinces = list(Province.objects.existing_on(day))
    among, asking = _timed(lambda: courses("", Commune.objects.all(), provinces, days_of(day, Step.MONTH)))
    figure = BY_NAME["communes_compliant_rate"]
    cache.clear()
    jobs = [(line_job(among.whole, figure), ""), (multiples_job(among, figure, SMALL_COLUMNS), "")]
    drawn, charting = _timed(lambda: charts_of(jobs))
    assert len(drawn) == len(jobs)
    return [
        _row("dot map of the nation, compressed", round(len(gzip.compress(svg.encode())) / 1000), "kB", 250),
        _row("dot map of the nation, drawn", drawing, "s"),
        _row("any figure by month since 2018, 63 provinces", asking, "s"),
        _row("its charts, drawn apart", charting, "s"),
    ]


def _dot_map(day: date) -> str:
    summary = summary_on(day)
    spots = spots_on(day, Commune.objects.all())
    return dot_picture(summary.provinces, spots, day, "", is_nation=True).svg()


def _timed(act: Callable[[], Made]) -> tuple[Made, float]:
    began = time.perf_counter()
    result = act()
    return result, round(time.perf_counter() - began, 2)


def _row(name: str, value: float, unit: str, target: float | None = None) -> Row:
    return {"name": name, "value": value, "unit": unit, "target": target, "at_least": False}


if __name__ == "__main__":
    with seeing(NATION):
        print(json.dumps(map_rows(DAY) if sys.argv[1] == "1" else []))
