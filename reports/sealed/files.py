"""The files of a sealed report, and the copies that the register keeps."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.attached import CSV, attached
from reports.commune_status import commune_csv
from reports.documents import TYPES, make
from reports.frozen import Frozen
from reports.models import Document, DocumentKind
from reports.sealed.access import refuse_provincial, report_for
from reports.summary_files import summary_csv, summary_name


@require_safe
def briefing(request: UserRequest, pk: int) -> HttpResponse:
    """The briefing of the sealed report, entered in the register."""
    return _made(request, pk, DocumentKind.BRIEFING)


@require_safe
def annex(request: UserRequest, pk: int) -> HttpResponse:
    """The workbook of the sealed report, entered in the register."""
    return _made(request, pk, DocumentKind.WORKBOOK)


@require_safe
def open_annex(request: UserRequest, pk: int) -> HttpResponse:
    """The same workbook as OpenDocument."""
    return _made(request, pk, DocumentKind.OPEN_WORKBOOK)


@require_safe
def summary(request: UserRequest, pk: int) -> HttpResponse:
    """The national table of the sealed report as CSV."""
    frozen = Frozen(report_for(request, pk))
    return attached(summary_csv(frozen.summary), CSV, summary_name(frozen.as_of, "csv", sealed=pk))


@require_safe
def communes(request: UserRequest, pk: int) -> HttpResponse:
    """The canonical CSV, whose SHA-256 is the report's."""
    frozen = Frozen(report_for(request, pk))
    return attached(commune_csv(frozen.rows()), CSV, f"xa-thi-tran-{frozen.as_of}-niem-phong-{pk}.csv")


@require_safe
def copy(request: UserRequest, pk: int) -> HttpResponse:
    """A document as the register keeps it."""
    refuse_provincial(request)
    document = get_object_or_404(Document.objects.select_related("copy"), pk=pk)
    return attached(bytes(document.copy.content), TYPES[DocumentKind(document.kind)], document.name)


def _made(request: UserRequest, pk: int, kind: DocumentKind) -> HttpResponse:
    content, document = make(kind, Frozen(report_for(request, pk)), request.user)
    return attached(content, TYPES[kind], document.name)
