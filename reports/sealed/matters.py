"""What a sealed report carries beside the day's staffing, on one page."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reports.charts.chart import charts_of
from reports.frozen import Frozen
from reports.maps.figures import BY_NAME
from reports.matters.forecast import forecasts_in
from reports.matters.missing import sealed_without
from reports.matters.published import published_in
from reports.matters.support import support_in
from reports.matters.trend import courses_in
from reports.matters.wards import wards_in
from reports.sealed.access import report_for
from reports.sealed.views import around_of, stands
from reports.stored import stored_page
from reports.support.words import table_of
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

FIGURE = BY_NAME["communes_compliant_rate"]


@require_safe
def matters(request: UserRequest, pk: int) -> HttpResponse:
    """Trend, forecast, support conditions, model wards and published figures, as they were sealed."""
    frozen = Frozen(report_for(request, pk))
    around = around_of(frozen)

    def make() -> dict[str, Any]:
        return context_of(frozen) | around

    key = (pk, stands(around))
    return stored_page(request, "reports/sealed/page.html", "reports/sealed/_matters.html", key, make)


def context_of(frozen: Frozen) -> dict[str, Any]:
    """Give all that the page shows, out of the report's own rows."""
    among, support = courses_in(frozen), support_in(frozen)
    return {
        "figure": FIGURE,
        "trend": _trend(among, frozen) if among else None,
        "forecasts": forecasts_in(frozen),
        "support": support,
        "support_table": table_of(support.sums) if support else None,
        "wards": wards_in(frozen),
        "published": published_in(frozen),
        "sealed_without": sealed_without(frozen),
    }


def _trend(among: Courses, frozen: Frozen) -> dict[str, Any]:
    told, small = line_in_words(among.whole, FIGURE), multiples_in_words(among, FIGURE, frozen.as_of)
    jobs = [(line_job(among.whole, FIGURE, width), told) for width in (WIDE, NARROW)]
    jobs += [(multiples_job(among, FIGURE, columns), small) for columns in (SMALL_COLUMNS, NARROW_COLUMNS)]
    drawn = [chart.on_page() for chart in charts_of(jobs)]
    return {"chart": drawn[:2], "multiples": drawn[2:], "rows": line_table(among.whole, FIGURE)}
