"""What a sealed report carries beside the day's staffing, on one page."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
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
from reports.trends.drawing import drawn_trend

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
        "trend": drawn_trend(among, FIGURE, frozen.as_of) if among else None,
        "forecasts": forecasts_in(frozen),
        "support": support,
        "support_table": table_of(support.sums) if support else None,
        "wards": wards_in(frozen),
        "published": published_in(frozen),
        "sealed_without": sealed_without(frozen),
    }
