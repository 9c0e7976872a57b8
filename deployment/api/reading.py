"""Officers, postings and staffing, read."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query

from accounts.api.conditions import marked
from accounts.api.paging import page_of
from accounts.api.problems import refuse_unknown
from accounts.requests import UserRequest
from deployment.api.narrowing import DayQuery, ListQuery, narrowed, query_of
from deployment.api.routing import router
from deployment.api.shapes import OfficerOut, OfficerPage, PostingOut, PostingPage, StaffedOut, StaffedPage
from deployment.filters import AssignmentFilterSet, CommuneFilterSet, OfficerFilterSet
from deployment.listed import communes_listed, officers_listed, postings_listed

if TYPE_CHECKING:
    OfficerQuery = ListQuery
    AssignmentQuery = ListQuery
    CommuneQuery = ListQuery
else:
    OfficerQuery = query_of(OfficerFilterSet)
    AssignmentQuery = query_of(AssignmentFilterSet)
    CommuneQuery = query_of(CommuneFilterSet)


def _paged(
    request: UserRequest, rows: QuerySet[Any], query: ListQuery, keys: tuple[str, ...], shape: Any
) -> dict[str, Any]:
    items, following = page_of(request, rows, keys=keys, query=query)
    request.records_read = len(items)
    return {"as_of": query.day, "items": [shape.of(item) for item in items], "next": following}


@router.get("/officers", response=OfficerPage, tags=["officers"], summary=_("Danh sách cán bộ"))
def officers(request: UserRequest, query: Query[OfficerQuery]) -> dict[str, Any]:
    """By given name, in Vietnamese order."""
    listed = officers_listed(request.user, query.day)
    rows = narrowed(request, listed, OfficerFilterSet, query)
    return _paged(request, rows, query, ("sort_key", "service_number"), OfficerOut)


@router.get("/officers/{int:pk}", response=OfficerOut, tags=["officers"], summary=_("Một cán bộ"))
def officer(request: UserRequest, response: HttpResponse, pk: int, query: Query[DayQuery]) -> dict[str, Any]:
    refuse_unknown(request, DayQuery.model_fields)
    found = get_object_or_404(officers_listed(request.user, query.day), pk=pk)
    return marked(response, OfficerOut.of(found))


@router.get("/assignments", response=PostingPage, tags=["assignments"], summary=_("Các lần giữ chức vụ"))
def assignments(request: UserRequest, query: Query[AssignmentQuery]) -> dict[str, Any]:
    """In the order in which they were entered."""
    rows = narrowed(request, postings_listed(request.user), AssignmentFilterSet, query)
    return _paged(request, rows, query, ("pk",), PostingOut)


@router.get(
    "/assignments/{int:pk}",
    response=PostingOut,
    tags=["assignments"],
    summary=_("Một lần giữ chức vụ"),
)
def assignment(request: UserRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    refuse_unknown(request, ())
    found = get_object_or_404(postings_listed(request.user), pk=pk)
    return marked(response, PostingOut.of(found))


@router.get(
    "/staffing",
    response=StaffedPage,
    tags=["staffing"],
    summary=_("Từng xã, thị trấn theo quy định"),
)
def staffing(request: UserRequest, query: Query[CommuneQuery]) -> dict[str, Any]:
    """Communes in the scope of the rule on the day, in code order."""
    listed = communes_listed(request.user, query.day)
    rows = narrowed(request, listed, CommuneFilterSet, query)
    return _paged(request, rows, query, ("code", "pk"), StaffedOut)
