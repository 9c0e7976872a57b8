"""The files that are taken away: the same figures, from the same objects."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.attached import attached
from deployment.days import as_of_day
from reports.briefing.document import briefing_of
from reports.source import Live
from reports.summary import summary_on
from reports.summary_files import summary_csv


@require_safe
def summary_file(request: UserRequest) -> HttpResponse:
    """The nationwide summary as CSV."""
    refuse_provincial(request)
    day = as_of_day(request)
    return attached(summary_csv(summary_on(day)), "text/csv; charset=utf-8", f"tong-hop-{day}.csv")


@require_safe
def briefing_file(request: UserRequest) -> HttpResponse:
    """The conference briefing as PDF."""
    refuse_provincial(request)
    day = as_of_day(request)
    return attached(briefing_of(Live(day)), "application/pdf", f"bao-cao-so-ket-{day}.pdf")


def refuse_provincial(request: UserRequest) -> None:
    """National files do not exist for provincial users: raises Http404."""
    if not request.user.sees_nation:
        raise Http404
