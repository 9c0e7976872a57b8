"""Problem details (RFC 9457): every refusal of the API is one such document, in the caller's language."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.api.kinds import (
    BAD_REQUEST,
    INVALID_FILTER,
    NOT_FILTERS,
    REPEATED_PARAMETER,
    UNAUTHORIZED,
    UNKNOWN_PARAMETER,
    UNPROCESSABLE,
    Kind,
    of_status,
)

PROBLEM, NUL = "application/problem+json", "\0"
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
    "string_type": gettext_lazy("Phải là chuỗi ký tự."),
    "too_short": gettext_lazy("Phải có ít nhất một phần tử."),
    "int_parsing": gettext_lazy("Phải là số nguyên."),
    "int_type": gettext_lazy("Phải là số nguyên."),
    "bool_type": gettext_lazy("Phải là true hoặc false."),
    "enum": gettext_lazy("Không có trong các giá trị được phép."),
    "literal_error": gettext_lazy("Không có trong các giá trị được phép."),
    "json_invalid": gettext_lazy("Không phải JSON đọc được."),
}
DAY_FAULT = gettext_lazy("Phải là ngày dạng YYYY-MM-DD.")
OTHER_FAULT = gettext_lazy("Giá trị không hợp lệ.")


class Fault(NamedTuple):
    """What is wrong with one value: of the body (`field` a JSON Pointer), else by the parameter's name."""

    place: str
    field: str
    message: str

    @property
    def told(self) -> dict[str, str]:
        """The fault as the document of a problem says it."""
        return {"in": self.place, "field": self.field, "message": self.message}


def of_body(message: str, *path: str | int) -> Fault:
    """Give the fault of the value at `path` in the body, which is pointed at as RFC 6901 says."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return Fault("body", "".join(f"/{step}" for step in steps), str(message))


def of_query(message: str, name: str) -> Fault:
    """Give the fault of a parameter of the address."""
    return Fault("query", name[:60], str(message))


class Refusal(Exception):
    """Ends a call with a problem; `faults` say of single values what is wrong with them."""

    def __init__(self, kind: Kind, detail: str, *faults: Fault, **more: Any) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.faults, self.more = kind, detail, faults, more


def problem(request: HttpRequest, kind: Kind, detail: str, *faults: Fault, **more: Any) -> HttpResponse:
    """Give one problem document."""
    body = {
        "type": kind.urn,
        "title": str(TITLES[kind.status]),
        "status": kind.status,
        "detail": str(detail),
        "instance": request.path,
        **more,
    }
    if faults:
        body["errors"] = [fault.told for fault in faults]
    answer = JsonResponse(body, status=kind.status, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = PROBLEM
    answer["Cache-Control"] = "no-store"
    return answer


def of_refusal(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a Refusal."""
    return problem(request, error.kind, error.detail, *error.faults, **error.more)


def of_http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what the API's library refuses: unreadable JSON, no sign-in."""
    details = {
        BAD_REQUEST: _("Nội dung gửi lên không đọc được."),
        UNAUTHORIZED: _(
            "Hãy đăng nhập hoặc gửi “Authorization: Bearer …”; tạo mã truy cập ở /accounts/tokens/."
        ),
    }
    kind = of_status(error.status_code)
    return problem(request, kind, details.get(kind, str(error)))


def of_validation(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer values that do not fit the declared types, each field in words."""
    faults = [_found(fault["loc"], _fault(fault)) for fault in error.errors]
    in_address = all(fault.place != "body" for fault in faults)
    if not in_address:
        return problem(request, UNPROCESSABLE, _("Có giá trị không được chấp nhận; xem “errors”."), *faults)
    is_of_filters = all(fault.place == "query" and fault.field not in NOT_FILTERS for fault in faults)
    kind = INVALID_FILTER if is_of_filters else BAD_REQUEST
    return problem(request, kind, _("Có giá trị không đọc được; xem “errors”."), *faults)


def _found(place: tuple[str | int, ...], message: str) -> Fault:
    """Say where a value was: the library names its own parameter of a body, too, which nobody sent."""
    where, *path = place
    if where == "body":
        return of_body(message, *path[1:])
    return Fault(str(where), ".".join(map(str, path)), message)


def _fault(fault: Mapping[str, Any]) -> str:
    kind, bounds = fault["type"], fault.get("ctx", {})
    if "le" in bounds:
        return _("Nhiều nhất %(most)s.") % {"most": bounds["le"]}
    if "ge" in bounds:
        return _("Ít nhất %(least)s.") % {"least": bounds["ge"]}
    if kind == "string_pattern_mismatch":
        return _("Không đúng mẫu %(pattern)s.") % {"pattern": bounds["pattern"]}
    return str(DAY_FAULT if kind.startswith("date") else FAULTS.get(kind, OTHER_FAULT))


def refuse_unknown(request: HttpRequest, known: Iterable[str]) -> None:
    """Raise Refusal where the address has an unknown parameter, one twice, or one with a NUL."""
    known = sorted(known)
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        told = _("Không có tham số này; dùng được: %(known)s.") % {"known": ", ".join(known)}
        none = _("Thao tác này không có tham số nào trong địa chỉ.")
        faults = (of_query(_("Không có tham số này."), name) for name in unknown)
        raise Refusal(UNKNOWN_PARAMETER, told if known else none, *faults)
    unread = sorted(name for name, value in request.GET.items() if NUL in value)
    if unread:
        told = _("Có ký tự không dùng được (NUL).")
        kind = BAD_REQUEST if {*unread} & {*NOT_FILTERS} else INVALID_FILTER
        raise Refusal(kind, told, *(of_query(told, name) for name in unread))
    repeated = sorted(name for name, values in request.GET.lists() if len(values) > 1)
    if repeated:
        told = _("Mỗi tham số chỉ được gửi một lần.")
        raise Refusal(REPEATED_PARAMETER, told, *(of_query(told, name) for name in repeated))
