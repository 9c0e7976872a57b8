"""Periods and provincial reports over the API: read in the caller's scope, moved by the cycle's own verbs."""

from dataclasses import asdict, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from accounts.api.conditions import marked, seen_mark
from accounts.api.headers import CHANGE
from accounts.api.paging import PageQuery, page_of
from accounts.api.problems import Refusal, refuse_unknown
from accounts.models import User
from accounts.requests import UserRequest
from reports import cycle
from reports.allowed import refuse_unless_drafter, refuse_unless_reviewer, refuse_unless_sender
from reports.api.cycle_shapes import (
    DraftIn,
    DraftOut,
    MovedList,
    MovedOut,
    PeriodOut,
    PeriodPage,
    ReasonIn,
    ReopenIn,
    ReportOut,
    ReportPage,
    ReturnIn,
    SendingOut,
    SentRowPage,
    sent_row,
)
from reports.api.kinds import CHANGED
from reports.api.marks import mark_of, number_of
from reports.api.point_shapes import PointList, PointOut
from reports.api.refusals import pointing
from reports.api.written import commune_of, write
from reports.choices import State
from reports.content import content_of
from reports.models import Period, ProvincialReport, ReportSubmission
from reports.moved import moved_since_approval
from reports.period_views.found import found_period, found_report, visible_reports
from reports.settling import LONGEST_REASON, ReasonGiven, reason_text
from reports.standing import standing_of

router = Router(tags=["periods"])
ONE = "/periods/{int:pk}/reports/{code}"


class StateQuery(PageQuery):
    state: State | None = Field(None, description=gettext_noop("Trạng thái của báo cáo"))


@router.get("/periods", response=PeriodPage, summary=gettext_noop("Các kỳ báo cáo"))
def periods(request: UserRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """In the order in which they were opened."""
    refuse_unknown(request, PageQuery.model_fields)
    seen = visible_reports(request.user).values("period")
    rows = Period.objects.filter(pk__in=seen)
    items, following = page_of(request, rows, keys=("pk",), query=query)
    return {"items": [PeriodOut.of(item) for item in items], "next": following}


@router.get("/periods/{int:pk}", response=PeriodOut, summary=gettext_noop("Một kỳ báo cáo"))
def period(request: UserRequest, pk: int) -> dict[str, Any]:
    refuse_unknown(request, ())
    return PeriodOut.of(found_period(request.user, pk))


@router.get(
    "/periods/{int:pk}/reports", response=ReportPage, summary=gettext_noop("Báo cáo của các địa phương")
)
def reports(request: UserRequest, pk: int, query: Query[StateQuery]) -> dict[str, Any]:
    """In the order in which the period lists its provinces."""
    refuse_unknown(request, StateQuery.model_fields)
    rows = visible_reports(request.user).filter(period=found_period(request.user, pk))
    rows = rows.select_related("period", "province", "latest", "approved")
    chosen = rows.filter(state=query.state) if query.state else rows
    items, following = page_of(request, chosen, keys=("pk",), query=query)
    return {"items": [ReportOut.of(item, mark_of(item, request.user)) for item in items], "next": following}


@router.get(
    "/periods/{int:pk}/moved",
    response=MovedList,
    summary=gettext_noop("Báo cáo đã duyệt mà số liệu nay đã khác"),
)
def moved(request: UserRequest, pk: int) -> dict[str, Any]:
    """In code order; of those that the caller sees."""
    refuse_unknown(request, ())
    found = standing_of(found_period(request.user, pk))
    seen = set(visible_reports(request.user).filter(period=pk).values_list("pk", flat=True))
    mine = replace(found, provinces=tuple(row for row in found.provinces if row.report.pk in seen))
    return {"items": [MovedOut.of(each) for each in moved_since_approval(mine)]}


@router.get(ONE, response=ReportOut, summary=gettext_noop("Báo cáo của một địa phương"))
def report(request: UserRequest, response: HttpResponse, pk: int, code: str) -> dict[str, Any]:
    """Its ETag is what a verb takes in If-Match: of a draft all that would be sent, else what was sent."""
    refuse_unknown(request, ())
    return _answer(request, response, found_report(request.user, pk, code))


@router.get(f"{ONE}/points", response=PointList, summary=gettext_noop("Các điểm bị trả lại"))
def points(request: UserRequest, pk: int, code: str) -> dict[str, Any]:
    """What the Ministry's last return asks of the province, with the answers that were sent."""
    refuse_unknown(request, ())
    found = found_report(request.user, pk, code)
    return {"items": PointOut.all_of(found, request.user)}


@router.get(f"{ONE}/sendings/{{int:number}}", response=SendingOut, summary=gettext_noop("Một lần gửi"))
def sending(request: UserRequest, pk: int, code: str, number: int) -> dict[str, Any]:
    """Word for word as it was sent."""
    refuse_unknown(request, ())
    return SendingOut.of(_sending(request.user, pk, code, number))


@router.get(
    f"{ONE}/sendings/{{int:number}}/rows", response=SentRowPage, summary=gettext_noop("Từng xã như đã gửi")
)
def sent_rows(
    request: UserRequest, pk: int, code: str, number: int, query: Query[PageQuery]
) -> dict[str, Any]:
    """In code order."""
    refuse_unknown(request, PageQuery.model_fields)
    rows = _sending(request.user, pk, code, number).communes.all()
    items, following = page_of(request, rows, keys=("code", "pk"), query=query)
    return {"items": [asdict(sent_row(item, code)) for item in items], "next": following}


@router.get(f"{ONE}/draft", response=DraftOut, summary=gettext_noop("Bản đang soạn"))
def drafted(request: UserRequest, response: HttpResponse, pk: int, code: str) -> Any:
    """For the province, while the report is with it (else 404); its ETag is the report's."""
    refuse_unknown(request, ())
    found = found_report(request.user, pk, code)
    refuse_unless_drafter(request.user, found)
    if not found.is_with_province:
        raise Http404
    return marked(response, DraftOut.of(content_of(found)))


@router.post(f"{ONE}/draft", response=ReportOut, summary=gettext_noop("Soạn báo cáo"), openapi_extra=CHANGE)
def draft(request: UserRequest, response: HttpResponse, pk: int, code: str, body: DraftIn) -> Any:
    """Confirm, write sections, explain warnings, answer a return's points: all that is given, or nothing."""
    found = found_report(request.user, pk, code)
    refuse_unless_drafter(request.user, found)
    _refuse_stale(request, found)
    write(found, body, request.user)
    return _answer(request, response, found_report(request.user, pk, code))


@router.post(f"{ONE}/send", response=ReportOut, summary=gettext_noop("Gửi báo cáo"), openapi_extra=CHANGE)
def send(request: UserRequest, response: HttpResponse, pk: int, code: str) -> Any:
    """By an approver of the province; what stands against it is told in “obstacles”."""
    found = found_report(request.user, pk, code)
    refuse_unless_sender(request.user, found)
    seen = _refuse_stale(request, found)
    cycle.submit(report=found, by=request.user, seen=seen if found.is_with_province else None)
    return _answer(request, response, found_report(request.user, pk, code))


@router.post(
    f"{ONE}/return", response=ReportOut, summary=gettext_noop("Trả lại báo cáo"), openapi_extra=CHANGE
)
def send_back(request: UserRequest, response: HttpResponse, pk: int, code: str, body: ReturnIn) -> Any:
    """By the Ministry, with typed reasons for the report or for single communes."""
    found = found_report(request.user, pk, code)
    refuse_unless_reviewer(request.user)
    _refuse_stale(request, found)
    reasons = [_reason(found, each, number) for number, each in enumerate(body.reasons)]
    cycle.return_for_correction(report=found, reasons=reasons, by=request.user, seen=number_of(found))
    return _answer(request, response, found_report(request.user, pk, code))


@router.post(
    f"{ONE}/approve", response=ReportOut, summary=gettext_noop("Duyệt báo cáo"), openapi_extra=CHANGE
)
def approve(request: UserRequest, response: HttpResponse, pk: int, code: str) -> Any:
    """By the Ministry: what was sent last, as it was read."""
    found = found_report(request.user, pk, code)
    refuse_unless_reviewer(request.user)
    _refuse_stale(request, found)
    cycle.approve(report=found, by=request.user, seen=number_of(found))
    return _answer(request, response, found_report(request.user, pk, code))


@router.post(
    f"{ONE}/reopen",
    response=ReportOut,
    summary=gettext_noop("Mở khóa báo cáo đã duyệt"),
    openapi_extra=CHANGE,
)
def reopen(request: UserRequest, response: HttpResponse, pk: int, code: str, body: ReopenIn) -> Any:
    """By the Ministry: the province corrects what was approved, which stays on record."""
    found = found_report(request.user, pk, code)
    refuse_unless_reviewer(request.user)
    _refuse_stale(request, found)
    cycle.reopen(report=found, reason=body.reason, by=request.user)
    return _answer(request, response, found_report(request.user, pk, code))


def _answer(request: UserRequest, response: HttpResponse, report: ProvincialReport) -> dict[str, Any]:
    return marked(response, ReportOut.of(report, mark_of(report, request.user)))


def _refuse_stale(request: UserRequest, report: ProvincialReport) -> str | None:
    """Give the mark in If-Match. Raises Refusal (412) where the report bears another."""
    now = mark_of(report, request.user)
    seen = seen_mark(request, now)
    if seen is not None and seen != now:
        raise Refusal(CHANGED, _("Báo cáo đã thay đổi từ khi đọc."), etag=now)
    return seen


def _reason(report: ProvincialReport, given: ReasonIn, number: int) -> ReasonGiven:
    """Give a reason of a return. Raises Refusal, ReasonMissing, of its place among the reasons."""
    with pointing("reasons", number, "text"):
        words = reason_text(given.text, LONGEST_REASON)
    return ReasonGiven(given.kind, words, commune_of(report, given.commune_code, "reasons", number))


def _sending(user: User, pk: int, code: str, number: int) -> ReportSubmission:
    report = found_report(user, pk, code)
    sendings = ReportSubmission.objects.filter(report=report).select_related("sent_by", "report__latest")
    return get_object_or_404(sendings, number=number)
