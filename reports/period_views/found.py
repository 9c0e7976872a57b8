"""What a page of the cycle is about, in the reader's scope; elsewhere it does not exist (404)."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.scope import visible_to
from reports.models import Period, ProvincialReport, ProvincialReportQuerySet
from reports.moment import present_moment


def visible_reports(user: User) -> ProvincialReportQuerySet:
    """Give the reports that `user` may see; a province sees nothing of a period that has not opened."""
    reports = visible_to(user, ProvincialReport.objects.select_related("period", "province"))
    return reports.filter(period__opens_at__lte=present_moment()) if user.is_provincial else reports


def found_period(user: User, pk: int) -> Period:
    """Give the period of which `user` sees a report. Raises Http404."""
    if not visible_reports(user).filter(period=pk).exists():
        raise Http404
    return get_object_or_404(Period, pk=pk)


def found_report(user: User, pk: int, code: str) -> ProvincialReport:
    """Give the report of the province `code` in a period. Raises Http404."""
    reports = visible_reports(user).select_related(
        "period", "province__region", "latest__sent_by", "approved"
    )
    return get_object_or_404(reports, period=pk, province__code=code)
