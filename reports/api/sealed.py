"""Sealed national reports over the API: made once, read for ever under one entity tag."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Status

from accounts.api.conditions import created, file_under, unchanged
from accounts.api.foreseen import of_file
from accounts.api.headers import KEY
from accounts.api.paging import PageQuery, page_of
from accounts.api.problems import refuse_unknown
from accounts.requests import UserRequest
from communes.attached import CSV, attached
from deployment.api.narrowing import invalid_filter
from deployment.filters.base import MESSAGES
from reports.api.sealed_shapes import (
    FreezeIn,
    RowQuery,
    SealedCommuneOut,
    SealedOfficerOut,
    SealedOut,
    SealedPage,
    SealedRowOut,
    SealedRowPage,
    VerdictOut,
)
from reports.api.shapes import SummaryOut
from reports.freezing import freeze, verify
from reports.frozen import Frozen
from reports.models import NationalReport
from reports.sealed.access import refuse_provincial, report_for
from reports.sealed.listing import PLACES, narrowed
from reports.summary_files import summary_data

router = Router(tags=["reports"])
FILE = of_file("text/csv")


@router.get("/reports", response=SealedPage, summary=_("Báo cáo toàn quốc đã niêm phong"))
def sealed_list(request: UserRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """In the order in which they were sealed, every version."""
    refuse_unknown(request, PageQuery.model_fields)
    refuse_provincial(request)
    rows = NationalReport.objects.light().defer("csv", "units", "marks", "narrative")
    items, following = page_of(request, rows, keys=("pk",), query=query)
    return {"items": [SealedOut.of(item) for item in items], "next": following}


@router.post(
    "/reports", response={201: SealedOut}, summary=_("Niêm phong báo cáo toàn quốc"), openapi_extra=KEY
)
def seal(request: UserRequest, response: HttpResponse, body: FreezeIn) -> Any:
    """By the Ministry; a day that is sealed already gets its next version, with a reason."""
    refuse_provincial(request)
    made = freeze(by=request.user, **body.dict())
    created(response, "api:sealed", made.pk)
    response["ETag"] = _tag(made, response["Location"])
    return Status(201, SealedOut.of(made))


@router.get("/reports/{int:pk}", response=SealedOut, summary=_("Một báo cáo niêm phong"))
def sealed(request: UserRequest, response: HttpResponse, pk: int) -> Any:
    return _unchanging(request, response, pk, (), lambda frozen: SealedOut.of(frozen.report))


@router.get("/reports/{int:pk}/summary", response=SummaryOut, summary=_("Tổng hợp như đã niêm phong"))
def sealed_summary(request: UserRequest, response: HttpResponse, pk: int) -> Any:
    return _unchanging(request, response, pk, (), lambda frozen: summary_data(frozen.summary))


@router.get("/reports/{int:pk}/rows", response=SealedRowPage, summary=_("Từng xã như đã niêm phong"))
def sealed_rows(request: UserRequest, response: HttpResponse, pk: int, query: Query[RowQuery]) -> Any:
    """In code order, narrowed by the words of the page."""
    known = RowQuery.model_fields
    return _unchanging(request, response, pk, known, lambda frozen: _rows(request, frozen.report, query))


@router.get(
    "/reports/{int:pk}/rows/{code}",
    response=SealedCommuneOut,
    summary=_("Một xã như đã niêm phong"),
)
def sealed_row(request: UserRequest, response: HttpResponse, pk: int, code: str) -> Any:
    """With the officers who were counted."""
    return _unchanging(request, response, pk, (), lambda frozen: _commune(frozen.report, code))


@router.get("/reports/{int:pk}/verify", response=VerdictOut, summary=_("Kiểm tra niêm phong"))
def verification(request: UserRequest, pk: int) -> dict[str, Any]:
    """Read every row again: whether it still gives the hash."""
    refuse_unknown(request, ())
    refuse_provincial(request)
    report = report_for(request, pk)
    found = verify(report)
    return {"holds": found is None, "sha256": report.sha256, "difference": found.text if found else None}


@router.get(
    "/reports/{int:pk}/communes.csv",
    response={200: None},
    summary=_("CSV chính tắc"),
    openapi_extra=FILE,
)
def sealed_csv(request: UserRequest, pk: int) -> HttpResponse:
    """The bytes whose SHA-256 is the report's, and its entity tag."""
    refuse_unknown(request, ())
    report = report_for(request, pk)
    name = f"xa-thi-tran-{report.as_of}-niem-phong-{pk}.csv"
    return file_under(request, report.sha256, lambda: attached(bytes(report.csv), CSV, name))


def _unchanging(
    request: UserRequest, response: HttpResponse, pk: int, known: Iterable[str], make: Callable[[Frozen], Any]
) -> Any:
    """Give what `make` gives of a sealed report, or 304 before anything of it is read.

    The seal, the address and the language say all that the answer depends on: its tag is the same for ever.
    known: the parameters of the address.
    """
    refuse_unknown(request, known)
    report = report_for(request, pk)
    response["ETag"] = _tag(report, request.get_full_path())
    return unchanged(request, response["ETag"]) or make(Frozen(report))


def tag_of_document(frozen: Frozen, address: str) -> str:
    """Give the mark of a document of a sealed report: of its seal, and of the number it is issued under."""
    return _mark(frozen.report, address, frozen.issue.pk if frozen.issue else None)


def _tag(report: NationalReport, address: str) -> str:
    return quote_etag(_mark(report, address, get_language()))


def _mark(report: NationalReport, *parts: object) -> str:
    """Digest the seal, the release, and the `parts` that an answer depends on besides."""
    text = repr((report.marks["head"], settings.RELEASE, *parts))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _rows(request: UserRequest, report: NationalReport, query: RowQuery) -> dict[str, Any]:
    asked = {name: str(value) for name, value in query.dict(exclude={"cursor", "limit"}).items() if value}
    _refuse_elsewhere(report, asked)
    rows = narrowed(report.communes.all(), asked)
    items, following = page_of(request, rows, keys=("code", "pk"), query=query)
    return {
        "report_id": report.pk,
        "as_of": report.as_of,
        "items": [SealedRowOut.of(item) for item in items],
        "next": following,
    }


def _refuse_elsewhere(report: NationalReport, asked: dict[str, str]) -> None:
    """Raise Refusal for a place that the report does not have, as the live list does."""
    wrong = {
        name: str(MESSAGES["invalid_choice"]) % {"value": asked[name]}
        for name, field in PLACES.items()
        if name in asked and name != "kind" and not report.communes.filter(**{field: asked[name]}).exists()
    }
    if wrong:
        raise invalid_filter(wrong)


def _commune(report: NationalReport, code: str) -> dict[str, Any]:
    row = get_object_or_404(report.communes, code=code)
    return SealedRowOut.of(row) | {"postings": [SealedOfficerOut.of(each) for each in row.postings.all()]}
