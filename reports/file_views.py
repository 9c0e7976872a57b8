"""The files that are taken away: the same figures, from the same objects."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.attached import CSV, ODS, attached
from deployment.days import as_of_day
from reports.documents import TYPES, make
from reports.models import DocumentKind
from reports.sealed.access import refuse_provincial
from reports.source import Live
from reports.summary import summary_on
from reports.summary_files import summary_csv, summary_name, summary_ods


@require_safe
def summary_file(request: UserRequest) -> HttpResponse:
    """The nationwide summary as CSV."""
    refuse_provincial(request)
    day = as_of_day(request)
    return attached(summary_csv(summary_on(day)), CSV, summary_name(day, "csv"))


@require_safe
def summary_sheet(request: UserRequest) -> HttpResponse:
    """The nationwide summary as an OpenDocument spreadsheet."""
    refuse_provincial(request)
    day = as_of_day(request)
    return attached(summary_ods(summary_on(day)), ODS, summary_name(day, "ods"))


@require_safe
def briefing_file(request: UserRequest) -> HttpResponse:
    """The conference briefing as PDF."""
    refuse_provincial(request)
    return _made(request, DocumentKind.BRIEFING)


@require_safe
def annex_file(request: UserRequest) -> HttpResponse:
    """The annexes as a workbook."""
    refuse_provincial(request)
    return _made(request, DocumentKind.WORKBOOK)


@require_safe
def open_annex_file(request: UserRequest) -> HttpResponse:
    """The annexes as an OpenDocument workbook."""
    refuse_provincial(request)
    return _made(request, DocumentKind.OPEN_WORKBOOK)


def _made(request: UserRequest, kind: DocumentKind) -> HttpResponse:
    """Make a document from live postings: a draft, entered in the register like every other."""
    content, document = make(kind, Live(as_of_day(request)), request.user)
    return attached(content, TYPES[kind], document.name)
