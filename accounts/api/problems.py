"""Problem details (RFC 9457): every refusal of the API is one such document, in the caller's language."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import Throttled

PROBLEM = "application/problem+json"
URN = "urn:cong-an-xa:problem:"
TITLES: dict[int, Promise] = {
    400: gettext_lazy("Yêu cầu không hợp lệ"),
    401: gettext_lazy("Cần đăng nhập hoặc mã truy cập"),
    403: gettext_lazy("Không được phép"),
    404: gettext_lazy("Không tìm thấy"),
    405: gettext_lazy("Phương thức không dùng được ở đây"),
    409: gettext_lazy("Trái với trạng thái hiện tại"),
    412: gettext_lazy("Bản ghi đã thay đổi"),
    413: gettext_lazy("Nội dung quá lớn"),
    415: gettext_lazy("Kiểu nội dung không nhận"),
    422: gettext_lazy("Nội dung không được chấp nhận"),
    428: gettext_lazy("Cần If-Match"),
    429: gettext_lazy("Quá nhiều yêu cầu"),
    500: gettext_lazy("Hệ thống gặp lỗi"),
    503: gettext_lazy("Hệ thống tạm ngừng phục vụ"),
}
# What the parser of values finds wrong, by its own kinds.
FAULTS: dict[str, Promise] = {
    "missing": gettext_lazy("Thiếu giá trị bắt buộc."),
    "extra_forbidden": gettext_lazy("Không có trường này."),
    "string_too_long": gettext_lazy("Dài quá mức cho phép."),
    "string_too_short": gettext_lazy("Ngắn quá mức cho phép."),
    "string_pattern_mismatch": gettext_lazy("Không đúng mẫu."),
    "int_parsing": gettext_lazy("Phải là số nguyên."),
    "int_type": gettext_lazy("Phải là số nguyên."),
    "bool_type": gettext_lazy("Phải là true hoặc false."),
    "enum": gettext_lazy("Không có trong các giá trị được phép."),
    "literal_error": gettext_lazy("Không có trong các giá trị được phép."),
    "json_invalid": gettext_lazy("Không phải JSON đọc được."),
}
DAY_FAULT = gettext_lazy("Phải là ngày dạng YYYY-MM-DD.")
OTHER_FAULT = gettext_lazy("Giá trị không hợp lệ.")


class Refusal(Exception):
    """Ends a call with a problem; `errors` maps a field to what is wrong with it."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str = "",
        errors: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.kind, self.errors, self.more = status, detail, kind, errors, more


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    kind: str = "",
    errors: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Give one problem document; `kind` names it for programs, by default after its status."""
    body = {
        "type": URN + (kind or HTTPStatus(status).phrase.lower().replace(" ", "-")),
        "title": str(TITLES.get(status, HTTPStatus(status).phrase)),
        "status": status,
        "detail": str(detail),
        "instance": request.path,
        **more,
    }
    if errors:
        body["errors"] = [{"field": field, "message": str(text)} for field, text in errors.items()]
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = PROBLEM
    answer["Cache-Control"] = "no-store"
    return answer


def of_refusal(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a Refusal."""
    return problem(request, error.status, error.detail, kind=error.kind, errors=error.errors, **error.more)


def of_http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what the API's library refuses: unreadable JSON, too many calls, no sign-in."""
    details = {
        400: _("Nội dung gửi lên không đọc được."),
        401: _("Hãy đăng nhập hoặc gửi “Authorization: Bearer …”; tạo mã truy cập ở /accounts/tokens/."),
        429: _("Hãy chờ rồi gửi lại."),
    }
    answer = problem(request, error.status_code, details.get(error.status_code, str(error)))
    if isinstance(error, Throttled):
        answer["Retry-After"] = str(ceil(error.wait or 1))
    return answer


def of_validation(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer values that do not fit the declared types, each field in words."""
    errors = {".".join(map(str, fault["loc"][1:])): _fault(fault) for fault in error.errors}
    in_address = all(fault["loc"] and fault["loc"][0] in ("query", "path") for fault in error.errors)
    return problem(
        request, 400 if in_address else 422, _("Có giá trị không đọc được; xem “errors”."), errors=errors
    )


def _fault(fault: Mapping[str, Any]) -> str:
    kind, bounds = fault["type"], fault.get("ctx", {})
    if "le" in bounds:
        return _("Nhiều nhất %(most)s.") % {"most": bounds["le"]}
    if "ge" in bounds:
        return _("Ít nhất %(least)s.") % {"least": bounds["ge"]}
    return str(DAY_FAULT if kind.startswith("date") else FAULTS.get(kind, OTHER_FAULT))


def refuse_unknown(request: HttpRequest, known: Iterable[str]) -> None:
    """Raise Refusal where the address has a parameter that the endpoint does not know, or one twice."""
    known = sorted(known)
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise Refusal(
            400,
            _("Không có tham số này; dùng được: %(known)s.") % {"known": ", ".join(known) or "–"},
            kind="unknown-parameter",
            errors={name[:60]: str(FAULTS["extra_forbidden"]) for name in unknown},
        )
    repeated = sorted(name for name, values in request.GET.lists() if len(values) > 1)
    if repeated:
        told = _("Mỗi tham số chỉ được gửi một lần.")
        raise Refusal(400, told, kind="repeated-parameter", errors=dict.fromkeys(repeated, told))
