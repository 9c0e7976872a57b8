"""Documents over the API: made by the functions that the pages call, at once or by the worker."""

from collections.abc import Callable
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Status
from pydantic import Field

from accounts.api.conditions import created, file_under
from accounts.api.foreseen import of_file
from accounts.api.headers import KEY
from accounts.api.problems import refuse_unknown
from accounts.requests import UserRequest
from communes.attached import CSV, ODS, XLSX, attached
from deployment.api.narrowing import DayQuery
from deployment.api.works import WorkOut
from deployment.models import Work
from reports.api.sealed import tag_of_document
from reports.documents import TYPES, make
from reports.frozen import Frozen
from reports.models import DocumentKind
from reports.sealed.access import refuse_provincial, report_for
from reports.source import Live
from reports.summary import Summary, summary_on
from reports.summary_files import summary_csv, summary_name, summary_ods
from reports.works import ask_for_communes, ask_for_pack

router = Router(tags=["documents"])
PDF = "application/pdf"
AGAIN = "5"  # seconds after which it is worth asking how far the work is


class FileQuery(DayQuery):
    """Of which day, in which language."""

    lang: Literal["vi", "en"] | None = Field(
        None, description=_("Ngôn ngữ của tệp: vi hoặc en; bỏ trống là theo Accept-Language")
    )


@router.get(
    "/briefing.pdf",
    response={200: None},
    summary=_("Báo cáo sơ kết (PDF), bản dự thảo từ số liệu hiện tại"),
    openapi_extra=of_file(PDF),
)
def briefing_pdf(request: UserRequest, query: Query[FileQuery]) -> HttpResponse:
    """Takes 15 seconds, on a busy server a minute, and is entered in the register."""
    return _draft(request, query, DocumentKind.BRIEFING)


@router.get(
    "/annex.xlsx",
    response={200: None},
    summary=_("Bảng tính phụ lục (XLSX), bản dự thảo từ số liệu hiện tại"),
    openapi_extra=of_file(XLSX),
)
def annex_xlsx(request: UserRequest, query: Query[FileQuery]) -> HttpResponse:
    """Entered in the register."""
    return _draft(request, query, DocumentKind.WORKBOOK)


@router.get(
    "/annex.ods",
    response={200: None},
    summary=_("Bảng tính phụ lục (ODS), bản dự thảo từ số liệu hiện tại"),
    openapi_extra=of_file(ODS),
)
def annex_ods(request: UserRequest, query: Query[FileQuery]) -> HttpResponse:
    """Entered in the register."""
    return _draft(request, query, DocumentKind.OPEN_WORKBOOK)


@router.get(
    "/summary.csv",
    response={200: None},
    summary=_("Bảng tổng hợp toàn quốc (CSV)"),
    openapi_extra=of_file("text/csv"),
)
def summary_csv_file(request: UserRequest, query: Query[DayQuery]) -> HttpResponse:
    """63 provinces in code order, then the nation; the columns are the names of `/summary`."""
    return _table(request, query, summary_csv, CSV, "csv")


@router.get(
    "/summary.ods",
    response={200: None},
    summary=_("Bảng tổng hợp toàn quốc (ODS)"),
    openapi_extra=of_file(ODS),
)
def summary_ods_file(request: UserRequest, query: Query[FileQuery]) -> HttpResponse:
    """The same rows under the headers of the page."""
    return _table(request, query, summary_ods, ODS, "ods")


@router.get(
    "/reports/{int:pk}/briefing.pdf",
    response={200: None},
    summary=_("Báo cáo sơ kết (PDF) của báo cáo niêm phong"),
    openapi_extra=of_file(PDF),
)
def sealed_briefing(request: UserRequest, pk: int) -> HttpResponse:
    """Official, thus in Vietnamese. Takes 15 seconds, on a busy server a minute; entered in the register."""
    return _sealed(request, pk, DocumentKind.BRIEFING)


@router.get(
    "/reports/{int:pk}/annex.xlsx",
    response={200: None},
    summary=_("Bảng tính phụ lục (XLSX) của báo cáo niêm phong"),
    openapi_extra=of_file(XLSX),
)
def sealed_annex(request: UserRequest, pk: int) -> HttpResponse:
    """Official, thus in Vietnamese; entered in the register."""
    return _sealed(request, pk, DocumentKind.WORKBOOK)


@router.get(
    "/reports/{int:pk}/annex.ods",
    response={200: None},
    summary=_("Bảng tính phụ lục (ODS) của báo cáo niêm phong"),
    openapi_extra=of_file(ODS),
)
def sealed_annex_ods(request: UserRequest, pk: int) -> HttpResponse:
    """Official, thus in Vietnamese; entered in the register."""
    return _sealed(request, pk, DocumentKind.OPEN_WORKBOOK)


@router.get(
    "/reports/{int:pk}/summary.csv",
    response={200: None},
    summary=_("Bảng tổng hợp (CSV) của báo cáo niêm phong"),
    openapi_extra=of_file("text/csv"),
)
def sealed_summary_csv(request: UserRequest, pk: int) -> HttpResponse:
    """63 provinces in code order, then the nation, as they were sealed."""
    refuse_unknown(request, ())
    frozen = Frozen(report_for(request, pk))
    name = summary_name(frozen.as_of, "csv", sealed=pk)
    tag = tag_of_document(frozen, request.path)
    return file_under(request, tag, lambda: attached(summary_csv(frozen.summary), CSV, name))


@router.post(
    "/reports/{int:pk}/pack",
    response={202: WorkOut},
    summary=_("Lập trọn bộ tài liệu hội nghị"),
    openapi_extra=KEY,
)
def ask_pack(request: UserRequest, response: HttpResponse, pk: int) -> Status:
    """By the Ministry: briefing, workbook and annex of every commune, made by the worker.

    Follow the work at `Location`; once it is `done`, the papers are in `/documents?report=`.
    """
    return _asked(request, response, pk, ask_for_pack)


@router.post(
    "/reports/{int:pk}/communes-annex",
    response={202: WorkOut},
    summary=_("Lập phụ lục từng xã, thị trấn (PDF)"),
    openapi_extra=KEY,
)
def ask_communes_annex(request: UserRequest, response: HttpResponse, pk: int) -> Status:
    """By the Ministry, made by the worker.

    Follow the work at `Location`; once it is `done`, its `file` is the address of the PDF.
    """
    return _asked(request, response, pk, ask_for_communes)


def _draft(request: UserRequest, query: FileQuery, kind: DocumentKind) -> HttpResponse:
    refuse_unknown(request, FileQuery.model_fields)
    refuse_provincial(request)
    content, document = make(kind, Live(query.day), request.user)
    return attached(content, TYPES[kind], document.name)


def _table(
    request: UserRequest, query: DayQuery, render: Callable[[Summary], bytes], content_type: str,
    extension: str,
) -> HttpResponse:  # fmt: skip
    refuse_unknown(request, type(query).model_fields)
    refuse_provincial(request)
    name = summary_name(query.day, extension)
    return attached(render(summary_on(query.day)), content_type, name)


def _sealed(request: UserRequest, pk: int, kind: DocumentKind) -> HttpResponse:
    """Make a document of a sealed report, or answer 304 before it is made to who has it."""
    refuse_unknown(request, ())
    frozen = Frozen(report_for(request, pk))

    def made() -> HttpResponse:
        content, document = make(kind, frozen, request.user)
        return attached(content, TYPES[kind], document.name)

    return file_under(request, tag_of_document(frozen, request.path), made)


def _asked(request: UserRequest, response: HttpResponse, pk: int, ask: Callable[..., Work]) -> Status:
    work = ask(report_for(request, pk), request.user)
    created(response, "api:work", work.pk)
    response["Retry-After"] = AGAIN
    return Status(202, WorkOut.of(work, has_file=False))
