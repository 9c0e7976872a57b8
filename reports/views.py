"""The pages that are read: the nation, a province."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.models import SeenKind
from accounts.recent import last_seen, remember
from accounts.requests import UserRequest
from accounts.scope import visible_province
from communes.models import Province
from deployment.days import as_of_day, keeping_day
from deployment.views.home import provincial_home
from reports.arrangement import Arrangement
from reports.columns import COLUMNS
from reports.data_state import state_of_nation, state_of_province
from reports.moment import present_moment
from reports.national import national_context
from reports.province import ProvinceSummary, province_context
from reports.standing import standing_on
from reports.stored import stored_page
from reports.summary import summary_on
from reports.waiting import own_reports, periods_to_review


@require_safe
def home(request: UserRequest) -> HttpResponse:
    """The first page of one's role: what a province has to do, or the nation."""
    if request.user.is_provincial:
        return provincial_home(
            request, "reports/home.html", {"own_reports": own_reports(request.user, present_moment())}
        )
    return keeping_day(request, "reports:summary")


@require_safe
def summary(request: UserRequest) -> HttpResponse:
    """The nation on a day; a provincial user is led to the own province."""
    if request.user.is_provincial:
        return keeping_day(request, "reports:province", request.user.own_province.code)
    day, arrangement = as_of_day(request), Arrangement.of(request.GET, COLUMNS)
    return stored_page(
        request,
        "reports/summary.html",
        "reports/_summary.html",
        (day, arrangement),
        lambda: _national(day, arrangement),
        lambda: {"to_review": periods_to_review(request.user)},
        last_seen(request.user),
    )


def _national(day: date, arrangement: Arrangement) -> dict[str, object]:
    found = summary_on(day)
    return national_context(found, arrangement, state_of_nation(found))


@require_safe
def province(request: UserRequest, code: str) -> HttpResponse:
    """One province on a day."""
    day = as_of_day(request)
    place = visible_province(request.user, code, day)
    remember(request.user, SeenKind.PROVINCE, place.code)
    return stored_page(
        request,
        "reports/province.html",
        "reports/_province.html",
        (day, place.pk),
        lambda: _provincial(day, place),
        lambda: {"place": place},
    )


def _provincial(day: date, place: Province) -> dict[str, object]:
    found = ProvinceSummary.on(day, place)
    return province_context(found, state_of_province(standing_on(day), place, found.figures))
