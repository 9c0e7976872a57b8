"""The maps."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from deployment.days import as_of_day
from reports.maps.figures import BY_NAME, STATUS
from reports.maps.national import map_url
from reports.maps.page import Wanted, map_context
from reports.stored import stored_page


@require_safe
def commune_map(request: UserRequest) -> HttpResponse:
    """The map of the nation, a region or a province; a provincial user is led to the own province."""
    day, area, figure = as_of_day(request), request.GET.get("area", ""), request.GET.get("figure") or STATUS
    if figure != STATUS and figure not in BY_NAME:
        raise BadRequest(_("Không có số liệu “%(name)s” để vẽ bản đồ.") % {"name": figure[:40]})
    if request.user.is_provincial and not area:
        return redirect(map_url(day, request.user.own_province.code, ""))
    wanted = Wanted(day, area, figure)
    key = (day, area, figure, request.user.role, request.user.province_id)

    def context() -> dict[str, Any]:
        return map_context(wanted, request.user)

    return stored_page(request, "reports/maps/map.html", "reports/maps/_map.html", key, context)
