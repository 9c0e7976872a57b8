"""A report as its verbs take hold of it: locked, fresh, and with a log."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from communes.formats import format_day
from reports.choices import SETTLED, Happening, State
from reports.errors import NotOpenYet, ReportLocked
from reports.models import ProvincialReport, ReportEvent
from reports.moment import day_of


def locked(report: ProvincialReport) -> ProvincialReport:
    """Lock the report's row until the transaction ends and give it as it stands."""
    rows = ProvincialReport.objects.select_for_update(of=("self",))
    return rows.select_related("period", "province", "latest__sent_by").get(pk=report.pk)


def locked_for_drafting(report: ProvincialReport, by: User, now: datetime) -> ProvincialReport:
    """Lock a report in which its province may write; the first touch begins the draft.

    Raises ReportLocked, NotOpenYet.
    """
    report = locked(report)
    refuse_unless_with_province(report, now)
    if report.state == State.NOT_STARTED:
        report.state, report.started_at = State.DRAFTING, now
        report.save(update_fields=["state", "started_at"])
        log(report, Happening.STARTED, by, now)
    return report


def refuse_unless_with_province(report: ProvincialReport, now: datetime) -> None:
    """Raise ReportLocked or NotOpenYet where the province may not write in its report."""
    refuse_before_opening(report, now)
    if not report.is_with_province:
        raise ReportLocked(_locked_words(report) % {"state": report.get_state_display()})


def _locked_words(report: ProvincialReport) -> str:
    """Say who unlocks it and how: what was sent is returned, what was approved is reopened."""
    if report.state in SETTLED:
        return _("Báo cáo đã duyệt nên bị khóa (%(state)s). Chỉ tài khoản của Bộ mở khóa lại, có ghi lý do.")
    return _("Báo cáo đã gửi nên bị khóa (%(state)s). Bộ mở khóa bằng cách trả lại báo cáo.")


def refuse_before_opening(report: ProvincialReport, now: datetime) -> None:
    """Raise NotOpenYet before the period opens."""
    if now < report.period.opens_at:
        raise NotOpenYet(
            _("Kỳ báo cáo mở từ ngày %(day)s.") % {"day": format_day(day_of(report.period.opens_at))}
        )


def log(report: ProvincialReport, kind: Happening, by: User, now: datetime, words: str = "") -> None:
    """Write a line of the report's log; it speaks of what was sent last."""
    ReportEvent.objects.create(
        report=report,
        province_id=report.province_id,
        submission=report.latest,
        kind=kind,
        words=words,
        by=by,
        at=now,
    )
