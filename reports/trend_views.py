"""The trends."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from deployment.days import as_of_day
from reports.maps.figures import BY_NAME
from reports.stored import stored_page
from reports.trends.course import Step
from reports.trends.page import Wanted, trend_context, trend_url

USUAL = "communes_compliant_rate"


@require_safe
def trends(request: UserRequest) -> HttpResponse:
    """One figure through time; a provincial user is led to the own province."""
    figure, step = request.GET.get("figure") or USUAL, request.GET.get("step") or Step.MONTH.value
    if figure not in BY_NAME:
        raise BadRequest(_("Không có số liệu “%(name)s”.") % {"name": figure[:40]})
    if step not in set(Step):
        raise BadRequest(_("Chỉ có từng tháng (month) hoặc từng quý (quarter)."))
    wanted = Wanted(as_of_day(request), request.GET.get("area", ""), figure, Step(step))
    if request.user.is_provincial and not wanted.area:
        return redirect(trend_url(wanted, request.user.own_province.code))
    key = (wanted, request.user.role, request.user.province_id)

    def context() -> dict[str, Any]:
        return trend_context(wanted, request.user)

    return stored_page(request, "reports/trends/page.html", "reports/trends/_page.html", key, context)
