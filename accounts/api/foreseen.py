"""What the OpenAPI document says of every operation alike: refusals, entity tags, languages."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.api.problems import PROBLEM, TITLES

VERBS = ("get", "post", "put", "delete")
ALWAYS = (400, 401, 403, 404, 405, 429, 503)
OF_A_BODY = (409, 413, 415, 422)
OF_A_MARK = (412, 428)
OK, CREATED, ACCEPTED, EMPTY, SLOWED, AWAY = 200, 201, 202, 204, 429, 503
DONE = {
    OK: gettext_noop("Thành công"),
    CREATED: gettext_noop("Đã tạo bản ghi"),
    ACCEPTED: gettext_noop("Đã nhận việc; việc được chạy nền"),
    EMPTY: gettext_noop("Đã làm xong; không có nội dung trả lời"),
}
TEXT = {"type": "string"}
TYPES = gettext_noop(
    "“urn:cong-an-xa:problem:” và một tên: changed-meanwhile, report-changed (412), idempotency-key-reused "
    "(422), blocked (422), read-only-token (403), unknown-parameter, repeated-parameter, unknown-cursor, "
    "invalid-filter (400); "
    "điều mà nghiệp vụ không cho phép có tên riêng, như officer-holds-a-post; còn lại là "
    "tên của mã trạng thái."
)
FAULT = {
    "type": "object",
    "properties": {"field": TEXT, "message": TEXT},
    "required": ["field", "message"],
}


def of_file(*types: str) -> dict[str, Any]:
    """Say of an operation that it answers with a file of one of these types."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in sorted(set(types))}
    return {"responses": {200: {"content": content}}}


def with_refusals(document: dict[str, Any]) -> dict[str, Any]:
    """Add to every operation the problems that it may answer with, and to every reading its entity tag.

    Gives the document itself, changed. The problems stand once, under `components`.
    """
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = _problem()
    foreseen = (*ALWAYS, *OF_A_BODY, *OF_A_MARK)
    components["responses"] = {str(status): _refused(status) for status in sorted(foreseen)}
    for operations in document["paths"].values():
        for method in VERBS:
            if method in operations:
                _foresee(method, operations[method], components["schemas"])
    return document


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "description": _("RFC 9457. “type” là tên của lỗi cho chương trình, “detail” là lời cho người đọc."),
        "properties": {
            "type": TEXT | {"format": "uri", "description": _(TYPES)},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "instance": TEXT,
            "errors": {"type": "array", "items": FAULT},
            "obstacles": {
                "type": "array",
                "items": TEXT,
                "description": _("Khi “blocked”: từng điều còn cản việc gửi."),
            },
            "etag": TEXT | {"description": _("Khi 412: ETag hiện tại của bản ghi.")},
        },
        "required": ["type", "title", "status", "detail", "instance"],
    }


def _refused(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    words = str(TITLES.get(status, HTTPStatus(status).phrase))
    answer = {"description": words, "content": {PROBLEM: {"schema": schema}}}
    if status in (SLOWED, AWAY):
        again = TEXT | {"pattern": "^[0-9]+$"}
        answer["headers"] = {"Retry-After": {"schema": again, "description": _("Số giây phải chờ.")}}
    return answer


def _bears_mark(answer: dict[str, Any], shapes: dict[str, Any]) -> bool:
    """Tell whether an answer is one record with its mark."""
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return "etag" in shapes.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", {})


def _headers(method: str, code: int, has_mark: bool) -> dict[str, Any]:
    """Say which headers an answer bears that a program needs."""
    told = {}
    if method == "get" and has_mark:
        told["ETag"] = _("Gửi trong If-Match khi thay đổi; với If-None-Match bản ghi vẫn được trả về đầy đủ.")
    elif method == "get":
        told["ETag"] = _("Gửi lại trong If-None-Match.")
    elif code in (OK, CREATED):
        told["ETag"] = _("ETag của bản ghi sau thay đổi, cho If-Match của thay đổi sau.")
    if code in (CREATED, ACCEPTED):
        told["Location"] = _("Địa chỉ đọc bản ghi hoặc việc vừa tạo, tính từ gốc máy chủ.")
    if code == ACCEPTED:
        told["Retry-After"] = _("Sau bao nhiêu giây nên hỏi lại.")
    if method != "get":
        told["Idempotency-Replayed"] = _("true: đây là câu trả lời cũ, gửi lại theo Idempotency-Key.")
    return {name: {"schema": TEXT, "description": words} for name, words in told.items()}


def _foresee(method: str, operation: dict[str, Any], shapes: dict[str, Any]) -> None:
    headers = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
    refused = [
        *ALWAYS,
        *(OF_A_BODY if method != "get" else ()),
        *(OF_A_MARK if "If-Match" in headers else ()),
    ]
    answers = operation["responses"]
    has_mark = any(_bears_mark(answer, shapes) for answer in answers.values())
    for code, answer in answers.items():
        answer["description"] = _(DONE[int(code)])
        answer["headers"] = _headers(method, int(code), has_mark)
    if method == "get" and not has_mark:
        answers[304] = {"description": _("Không thay đổi so với ETag đã gửi")}
    for status in refused:
        answers.setdefault(status, {"$ref": f"#/components/responses/{status}"})
