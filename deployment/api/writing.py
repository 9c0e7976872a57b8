"""The verbs over the API; each calls the function that the form calls."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Status

from accounts.api.conditions import created, marked, seen_mark
from accounts.api.headers import CHANGE, KEY
from accounts.api.problems import Refusal, of_body, refuse_unknown
from accounts.models import User
from accounts.requests import UserRequest
from accounts.scope import changeable_by, may_enter_postings, visible_to
from communes.models import Commune, Province
from deployment import postings
from deployment.api.kinds import UNKNOWN_COMMUNE
from deployment.api.replacing import replaced, replacing
from deployment.api.routing import router
from deployment.api.shapes import (
    AmendIn,
    AppointIn,
    CancelQuery,
    EndIn,
    OfficerIn,
    OfficerOut,
    PostingOut,
    TransferIn,
)
from deployment.days import default_day
from deployment.errors import NoOpenPosting
from deployment.listed import officers_listed
from deployment.models import Assignment, Officer
from deployment.seen import mark_of, refuse_if_changed

if TYPE_CHECKING:
    OfficerPut = AmendIn
    PostingPut = AppointIn
else:
    OfficerPut = replacing("OfficerPut", AmendIn, OfficerOut)
    PostingPut = replacing("PostingPut", AppointIn, PostingOut)


@router.post(
    "/officers",
    response={201: OfficerOut},
    tags=["officers"],
    summary=gettext_noop("Thêm cán bộ"),
    openapi_extra=KEY,
)
def register(request: UserRequest, response: HttpResponse, body: OfficerIn) -> Any:
    """For provincial accounts; the officer is managed by their province."""
    refuse_reader(request.user)
    made = postings.register_officer(province=_own_province(request.user), **body.dict())
    created(response, "api:officer", made.pk)
    return Status(201, marked(response, OfficerOut.of(made)))


@router.put(
    "/officers/{int:pk}",
    response=OfficerOut,
    tags=["officers"],
    summary=gettext_noop("Sửa cán bộ"),
    openapi_extra=CHANGE,
)
def amend(request: UserRequest, response: HttpResponse, pk: int, body: OfficerPut) -> Any:
    """All values are given; the answer tells the post of the day that pages show, as a reading does."""
    officer = officer_to_change(request.user, pk)
    seen = seen_of(request, officer)
    values = replaced(request, body, AmendIn, partial(OfficerOut.of, _listed(request.user, pk)))
    postings.amend_officer(officer=officer, seen=seen, **values | {"sex": values["sex"] or ""})
    return marked(response, OfficerOut.of(_listed(request.user, pk)))


@router.post(
    "/officers/{int:pk}/appoint",
    response={201: PostingOut},
    tags=["assignments"],
    summary=gettext_noop("Bổ nhiệm cán bộ"),
    openapi_extra=KEY,
)
def appoint(request: UserRequest, response: HttpResponse, pk: int, body: AppointIn) -> Any:
    officer = officer_to_change(request.user, pk)
    made = postings.appoint(officer=officer, **_placed(request.user, body.dict()))
    created(response, "api:assignment", made.pk)
    return Status(201, _answer(response, made))


@router.post(
    "/assignments/{int:pk}/transfer", response={201: PostingOut}, tags=["assignments"],
    summary=gettext_noop("Điều chuyển cán bộ trong địa phương"), openapi_extra=CHANGE,
)  # fmt: skip
def transfer(request: UserRequest, response: HttpResponse, pk: int, body: TransferIn) -> Any:
    """The posting must be the officer's open one; it ends the day before."""
    held = _posting(request.user, pk)
    seen = seen_of(request, held)
    if held.ends_on:
        raise NoOpenPosting(_("Lần giữ chức vụ này đã kết thúc."), held)
    values = _placed(request.user, body.dict())
    made = postings.transfer(officer=held.officer, seen=seen, **values)
    created(response, "api:assignment", made.pk)
    return Status(201, _answer(response, made))


@router.post(
    "/assignments/{int:pk}/end",
    response=PostingOut,
    tags=["assignments"],
    summary=gettext_noop("Kết thúc lần giữ chức vụ"),
    openapi_extra=CHANGE,
)
def end(request: UserRequest, response: HttpResponse, pk: int, body: EndIn) -> Any:
    held = _posting(request.user, pk)
    return _answer(
        response, postings.end(assignment=held, last_day=body.last_day, seen=seen_of(request, held))
    )


@router.put(
    "/assignments/{int:pk}",
    response=PostingOut,
    tags=["assignments"],
    summary=gettext_noop("Đính chính lần giữ chức vụ"),
    openapi_extra=CHANGE,
)
def correct(request: UserRequest, response: HttpResponse, pk: int, body: PostingPut) -> Any:
    """All values are given, also those that stay."""
    held = _posting(request.user, pk)
    seen = seen_of(request, held)
    values = replaced(request, body, AppointIn, partial(PostingOut.of, held))
    mended = postings.correct(assignment=held, seen=seen, **_placed(request.user, values))
    return _answer(response, mended)


@router.delete(
    "/assignments/{int:pk}",
    response={204: None},
    tags=["assignments"],
    summary=gettext_noop("Hủy lần giữ chức vụ ghi nhầm"),
    openapi_extra=CHANGE,
)
def cancel(request: UserRequest, pk: int, query: Query[CancelQuery]) -> Any:
    """Without `reopen` the posting before stays ended."""
    refuse_unknown(request, CancelQuery.model_fields)
    held = _posting(request.user, pk)
    postings.cancel(assignment=held, seen=seen_of(request, held), reopen=query.reopen)
    return Status(204, None)


def seen_of(request: UserRequest, record: Model) -> str | None:
    """Give the mark in If-Match for a change of `record`.

    Raises Refusal (428) without one, ChangedMeanwhile (412) for another: before anything else is judged. The
    verb compares once more on the locked row.
    """
    seen = seen_mark(request, mark_of(record))
    refuse_if_changed(record, seen)
    return seen


def refuse_reader(user: User) -> None:
    """Raise PermissionDenied unless `user` enters postings."""
    if not may_enter_postings(user):
        raise PermissionDenied(
            _("Việc thêm, sửa cán bộ và quá trình giữ chức vụ là của tài khoản địa phương.")
        )


def _own_province(user: User) -> Province:
    if user.province is None:
        raise PermissionDenied(_("Chỉ tài khoản của địa phương thêm cán bộ qua API."))
    return user.province


def officer_to_change(user: User, pk: int) -> Officer:
    """Give an officer whom `user` may change. Raises Http404, then PermissionDenied."""
    found = get_object_or_404(visible_to(user, Officer.objects.select_related("province")), pk=pk)
    refuse_reader(user)
    return found


def _posting(user: User, pk: int) -> Assignment:
    rows = Assignment.objects.select_related("officer", "commune", "province")
    found = get_object_or_404(visible_to(user, rows), pk=pk)
    refuse_reader(user)
    return found


def _placed(user: User, values: dict[str, Any]) -> dict[str, Any]:
    """Give the values of a verb with the commune in place of its code."""
    commune = _commune(user, values["commune_code"], values["starts_on"])
    return {name: value for name, value in values.items() if name != "commune_code"} | {"commune": commune}


def _listed(user: User, pk: int) -> Any:
    """Give an officer's row as a reading without `as_of` finds it."""
    return get_object_or_404(officers_listed(user, default_day()), pk=pk)


def _commune(user: User, code: str, day: date) -> Commune:
    commune = changeable_by(user, Commune.objects.select_related("province")).called(code, day)
    if commune is None:
        words = _("Không có xã nào mang mã này trong phạm vi của bạn.")
        raise Refusal(UNKNOWN_COMMUNE, words, of_body(words, "commune_code"))
    return commune


def _answer(response: HttpResponse, posting: Assignment) -> dict[str, Any]:
    return marked(response, PostingOut.of(posting))
