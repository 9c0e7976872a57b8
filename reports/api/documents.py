"""The register of documents over the API, and the copies it keeps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from accounts.api.conditions import file_under
from accounts.api.foreseen import of_file
from accounts.api.paging import page_of
from accounts.api.problems import refuse_unknown
from accounts.requests import UserRequest
from communes.attached import attached
from reports.api.sealed_shapes import DocumentOut, DocumentPage, DocumentQuery
from reports.documents import TYPES
from reports.models import Copy, Document, DocumentKind
from reports.sealed.access import refuse_provincial, report_for

router = Router(tags=["documents"])
FILES = of_file(*TYPES.values())


@router.get("/documents", response=DocumentPage, summary=_("Sổ văn bản"))
def documents(request: UserRequest, query: Query[DocumentQuery]) -> dict[str, Any]:
    """In the order in which they were made."""
    refuse_unknown(request, DocumentQuery.model_fields)
    refuse_provincial(request)
    if query.report is not None:
        report_for(request, query.report)  # a record that is not there is none in a filter either
    asked = {"kind": query.kind, "report": query.report}
    rows = Document.objects.select_related("issue", "made_by").filter(
        **{name: value for name, value in asked.items() if value is not None}
    )
    items, following = page_of(request, rows, keys=("pk",), query=query)
    return {"items": [DocumentOut.of(item) for item in items], "next": following}


@router.get("/documents/{int:pk}", response=DocumentOut, summary=_("Một văn bản"))
def document(request: UserRequest, pk: int) -> dict[str, Any]:
    """Its line in the register."""
    refuse_unknown(request, ())
    refuse_provincial(request)
    return DocumentOut.of(get_object_or_404(Document.objects.select_related("issue", "made_by"), pk=pk))


@router.get(
    "/documents/{int:pk}/file",
    response={200: None},
    summary=_("Tệp của văn bản"),
    openapi_extra=FILES,
)
def document_file(request: UserRequest, pk: int) -> HttpResponse:
    """The bytes as they were made; their SHA-256 is the entity tag."""
    refuse_unknown(request, ())
    refuse_provincial(request)
    found = get_object_or_404(Document, pk=pk)
    return file_under(request, found.copy_id, lambda: _copy(found))


def _copy(document: Document) -> HttpResponse:
    content = Copy.objects.get(pk=document.copy_id).content
    return attached(bytes(content), TYPES[DocumentKind(document.kind)], document.name)
