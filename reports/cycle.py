"""The reporting cycle: each verb one transaction on locked rows, each refusal an exception with its words.

Exceptions are those of `reports.errors`. `seen` is what the person saw when they decided: of a draft
its `Content.mark`, of what was sent its number; where it is another by now, ReportChanged is raised.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from communes.formats import format_day
from communes.vietnamese import normalise
from reports.allowed import refuse_unless_reviewer, refuse_unless_sender
from reports.choices import SETTLED, Happening, Reason, State
from reports.content import content_of
from reports.errors import (
    AlreadyDecided,
    AlreadySent,
    Blocked,
    CutOffAhead,
    DueTooEarly,
    Flagged,
    NotSent,
    NotSettled,
    ReasonMissing,
    ReportChanged,
)
from reports.layout import lay_out
from reports.locking import locked, log, refuse_before_opening
from reports.models import Period, ProvincialReport, ReportSubmission
from reports.moment import day_of, present_moment
from reports.sending import seal
from reports.settling import LONGEST_REASON, ReasonGiven, give_back, reason_text, settle
from reports.telling import tell_opened, tell_sent

LONGEST_EXTENSION_REASON = 300


@transaction.atomic
def open_period(*, title: str, cut_off: date, opens_at: datetime, due_at: datetime, by: User) -> Period:
    """Open a period: its layout is fixed as of `cut_off`, and each province's report is made.

    Raises NotYours, ReasonMissing (no title), CutOffAhead, DueTooEarly, NoProvinces, PeriodExists.
    """
    refuse_unless_reviewer(by)
    now = present_moment()
    _refuse_odd_times(title, cut_off, opens_at, due_at, now)
    period = Period(title=normalise(title), cut_off=cut_off, opens_at=opens_at, due_at=due_at)
    period.opened_by, period.opened_at = by, now
    lay_out(period)
    tell_opened(period)
    return period


@transaction.atomic
def extend(*, report: ProvincialReport, until: datetime, reason: str, by: User) -> ProvincialReport:
    """Give one province more time. Raises NotYours, ReasonMissing, DueTooEarly, AlreadyDecided."""
    refuse_unless_reviewer(by)
    words = reason_text(reason, LONGEST_EXTENSION_REASON)
    report = locked(report)
    if report.is_settled:
        raise AlreadyDecided(_("Báo cáo đã được duyệt; không cần gia hạn."))
    if until <= report.due_at:
        day = format_day(day_of(report.due_at))
        raise DueTooEarly(_("Hạn mới phải sau hạn hiện tại (%(day)s).") % {"day": day})
    report.extended_until, report.extension_reason = until, words
    report.save(update_fields=["extended_until", "extension_reason"])
    with override("vi"):  # the log is a record
        told = _("Đến ngày %(day)s: %(reason)s") % {"day": format_day(day_of(until)), "reason": words}
    log(report, Happening.EXTENDED, by, present_moment(), told)
    return report


@transaction.atomic
def submit(*, report: ProvincialReport, by: User, seen: str | None = None) -> ReportSubmission:
    """Send the report to the Ministry: what it says is sealed, and the draft is locked.

    Raises NotYours, AlreadySent, NotOpenYet, ReportChanged, Blocked.
    """
    refuse_unless_sender(by, report)
    report, now = locked(report), present_moment()
    _refuse_sent(report)
    refuse_before_opening(report, now)
    content = content_of(report)
    if seen is not None and seen != content.mark:
        words = _("Nội dung báo cáo đã thay đổi từ khi bạn kiểm tra; hãy kiểm tra lại rồi gửi.")
        raise ReportChanged(words, report)
    if content.obstacles:
        texts = [obstacle.text for obstacle in content.obstacles]
        kinds = [obstacle.kind for obstacle in content.obstacles]
        raise Blocked(_("Chưa gửi được: còn %(count)s lỗi.") % {"count": len(texts)}, texts, kinds)
    submission = seal(content=content, by=by, now=now)
    tell_sent(submission)
    return submission


@transaction.atomic
def return_for_correction(
    *, report: ProvincialReport, reasons: Sequence[ReasonGiven], by: User, seen: int | None = None
) -> ProvincialReport:
    """Give the report back, with reasons. Raises NotYours, ReasonMissing, and what `approve` raises."""
    refuse_unless_reviewer(by)
    if not reasons:
        raise ReasonMissing(_("Hãy ghi ít nhất một lý do trả lại."))
    report = _locked_for_decision(report, seen, by)
    give_back(report, reasons, Happening.RETURNED, by, present_moment())
    return report


@transaction.atomic
def approve(*, report: ProvincialReport, by: User, seen: int | None = None) -> ProvincialReport:
    """Approve what was sent last; after a reopening this makes the report a corrected one.

    Raises NotYours, NotSent, AlreadyDecided, ReportChanged.
    """
    refuse_unless_reviewer(by)
    return settle(_locked_for_decision(report, seen, by), by, present_moment())


@transaction.atomic
def approve_unflagged(*, submissions: Sequence[int], by: User) -> list[ProvincialReport]:
    """Approve those sendings (by id), all or none: only first ones without a warning.

    Raises NotYours, ReasonMissing (none chosen), Flagged, and as `approve`.
    """
    refuse_unless_reviewer(by)
    chosen = ReportSubmission.objects.filter(pk__in=submissions).select_related("report")
    if not chosen or len(chosen) != len(set(submissions)):
        raise ReasonMissing(_("Hãy chọn ít nhất một báo cáo không có cảnh báo."))
    approved = []
    # In one order, so that no two reviewers wait for each other.
    for submission in sorted(chosen, key=lambda each: each.report_id):
        if submission.number > 1 or submission.warnings.exists():
            words = {"place": submission.province.short_name}
            raise Flagged(_("Báo cáo của %(place)s phải được xem riêng; chưa duyệt báo cáo nào.") % words)
        report = _locked_for_decision(submission.report, submission.number, by)
        approved.append(settle(report, by, present_moment()))
    return approved


@transaction.atomic
def reopen(*, report: ProvincialReport, reason: str, by: User) -> ProvincialReport:
    """Unlock an approved report so that its province corrects it; the approved figures stay on record.

    Raises NotYours, ReasonMissing, NotSettled.
    """
    refuse_unless_reviewer(by)
    words = reason_text(reason, LONGEST_REASON)
    report = locked(report)
    if report.state not in SETTLED:
        raise NotSettled(_("Chỉ mở khóa được báo cáo đã duyệt; báo cáo này: %(state)s.") % _state(report))
    reasons = [ReasonGiven(Reason.OTHER, words)]
    give_back(report, reasons, Happening.REOPENED, by, present_moment())
    return report


def _refuse_odd_times(title: str, cut_off: date, opens_at: datetime, due_at: datetime, now: datetime) -> None:
    if not normalise(title):
        raise ReasonMissing(_("Hãy ghi tên kỳ báo cáo."))
    if cut_off > day_of(now):
        raise CutOffAhead(
            _("Ngày chốt số liệu %(day)s ở tương lai; số liệu đến hết ngày đó chưa có.")
            % {"day": format_day(cut_off)}
        )
    if due_at <= opens_at or day_of(due_at) <= cut_off:
        raise DueTooEarly(_("Hạn gửi phải sau giờ mở kỳ và sau ngày chốt số liệu."))


def _state(report: ProvincialReport) -> dict[str, str]:
    return {"state": report.get_state_display()}


def _refuse_sent(report: ProvincialReport) -> None:
    if not report.is_with_province:
        receipt = report.latest.receipt if report.latest else ""
        raise AlreadySent(
            _("Báo cáo đã được gửi, biên nhận %(receipt)s; không gửi lần thứ hai.") % {"receipt": receipt}
        )


def _locked_for_decision(report: ProvincialReport, seen: int | None, by: User) -> ProvincialReport:
    report = locked(report)
    if report.state != State.SENT or report.latest is None:
        if report.decided_at is None:
            raise NotSent(_("Địa phương chưa gửi báo cáo này; chưa có gì để duyệt hoặc trả lại."))
        last = report.log.select_related("by").last()
        if last and last.by == by:
            raise AlreadyDecided(_("Bạn đã quyết định báo cáo này rồi: %(state)s.") % _state(report))
        words = {"by": last.by if last else "", **_state(report)}
        raise AlreadyDecided(_("Người khác đã quyết định trước: %(state)s, %(by)s.") % words)
    if seen is not None and seen != report.latest.number:
        raise ReportChanged(_("Địa phương đã gửi lại bản mới; hãy xem bản đó trước khi quyết định."), report)
    return report
