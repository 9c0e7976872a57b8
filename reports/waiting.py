"""What of the reporting cycle waits for a reader: reports to write, or to decide on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from reports.allowed import may_review
from reports.choices import WITH_PROVINCE, State
from reports.due import Due, due_of
from reports.models import Period, ProvincialReport


@dataclass(frozen=True)
class OwnReport:
    """A report that is with its province."""

    report: ProvincialReport
    due: Due


def own_reports(user: User, now: datetime) -> list[OwnReport]:
    """Give the reports that `user`'s province has still to send, the one due first."""
    opened = ProvincialReport.objects.filter(province=user.province, period__opens_at__lte=now)
    reports = opened.filter(state__in=WITH_PROVINCE).select_related("period", "province").with_course()
    by_due: list[Any] = sorted(reports, key=lambda report: report.due_at)
    return [OwnReport(report, due_of(report.due_at, report.first_sent_at, now)) for report in by_due]


def periods_to_review(user: User) -> list[tuple[Period, int]]:
    """Give the periods in which reports wait for the Ministry, with their number; none for others."""
    if not may_review(user):
        return []
    sent = Count("reports", filter=Q(reports__state=State.SENT))
    return [(period, period.sent) for period in Period.objects.annotate(sent=sent).filter(sent__gt=0)]
