"""The pages of what may be expected: all provinces, one province."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.scope import visible_province
from deployment.days import as_of_day, keeping_day
from reports.forecasting.page import nation_context, province_context
from reports.stored import stored_page


@require_safe
def forecast(request: UserRequest) -> HttpResponse:
    """Every province; a provincial user is led to the own one."""
    day = as_of_day(request)
    if request.user.is_provincial:
        return keeping_day(request, "reports:province_forecast", request.user.own_province.code)
    return stored_page(
        request, "reports/forecast.html", "reports/_forecast.html", day, lambda: nation_context(day)
    )


@require_safe
def province_forecast(request: UserRequest, code: str) -> HttpResponse:
    """One province."""
    day = as_of_day(request)
    place = visible_province(request.user, code, day)
    return stored_page(
        request,
        "reports/forecast.html",
        "reports/_forecast.html",
        (day, place.pk),
        lambda: province_context(day, place),
    )
