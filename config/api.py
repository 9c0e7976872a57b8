"""The API `/api/v1/`: the rooms' routers under one door, every refusal a problem document."""

import logging
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.core.exceptions import ValidationError as ValueRefused
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from accounts.api.access import Access
from accounts.api.foreseen import with_refusals
from accounts.api.kinds import BAD_REQUEST, FORBIDDEN, NOT_FOUND
from accounts.api.parsing import AbsentWhenEmpty
from accounts.api.problems import Refusal, of_http_error, of_refusal, of_validation, problem
from config.api_kinds import KINDS, RAISED
from config.api_told import told, untitled
from config.errors import server_error
from config.release import API_VERSION
from deployment.api import reading, routing, training, units, works, writing
from deployment.api.refusals import of_invalid_value, of_refused_posting
from deployment.definitions import definition_of
from deployment.errors import PostingRefused
from reports.api import account, documents, making, periods, sealed, summaries
from reports.api.refusals import of_refused_report
from reports.errors import ReportRefused

TOLD = ("title", "summary", "description")
ENDPOINTS = (reading, writing, training, works)  # they register with the router
logger = logging.getLogger(__name__)


class BilingualAPI(NinjaAPI):
    """Describes itself in the language of the moment."""

    def get_openapi_schema(self, **options: Any) -> Any:
        document = translated(super().get_openapi_schema(**options))
        document |= {part: untitled(document[part]) for part in ("paths", "components")}
        return told(with_definitions(with_refusals(document, KINDS, RAISED)))

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Name an operation in one word, which a generated client may use."""
        return str(operation.view_func.__name__)


def with_definitions(document: dict[str, Any]) -> dict[str, Any]:
    """Say of each figure what the pages say of it: what is counted, of what, by which source."""
    for shape in document["components"]["schemas"].values():
        properties = shape.get("properties", {})
        for name, described in properties.items() if "officers" in properties else ():
            told = definition_of(name)
            if told is not None and "description" not in described:
                described["description"] = f"{told.label}: {told.meaning} {told.source}"
    return document


def translated(part: Any) -> Any:
    """Give a part of the OpenAPI document with what people read in it translated."""
    if isinstance(part, dict):
        return {
            name: _(value) if name in TOLD and isinstance(value, str) and value else translated(value)
            for name, value in part.items()
        }
    return [translated(each) for each in part] if isinstance(part, list) else part


api = BilingualAPI(
    title=gettext_noop("Công an xã chính quy"),
    version=API_VERSION,
    auth=Access(),
    parser=AbsentWhenEmpty(),
    docs_url=None,
    docs_decorator=require_safe,  # the document answers to GET alone
    urls_namespace="api",
)
api.add_router("", account.router)
api.add_router("", units.router)
api.add_router("", routing.router)
for room in (summaries, periods, sealed, documents, making):
    api.add_router("", room.router)
api.add_exception_handler(Refusal, of_refusal)
api.add_exception_handler(HttpError, of_http_error)
api.add_exception_handler(ValidationError, of_validation)
api.add_exception_handler(PostingRefused, of_refused_posting)
api.add_exception_handler(ReportRefused, of_refused_report)
api.add_exception_handler(ValueRefused, of_invalid_value)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Any) -> HttpResponse:
    """404: no such record, or not in the caller's scope."""
    return problem(request, NOT_FOUND, _("Không có bản ghi này trong phạm vi của bạn."))


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    """403: the role does not do this."""
    return problem(request, FORBIDDEN, str(error) or _("Vai trò của bạn không được làm việc này."))


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: Any) -> HttpResponse:
    """400: what was asked makes no sense."""
    return problem(request, BAD_REQUEST, str(error))


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Any) -> HttpResponse:
    """500, or 503 in an outage: logged in full, told in one sentence."""
    logger.error("API %s %s failed", request.method, request.path, exc_info=error)
    return server_error(request)
