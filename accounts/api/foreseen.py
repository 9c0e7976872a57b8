"""What the OpenAPI document says of every operation alike: refusals, entity tags, languages."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.api import kinds as general
from accounts.api.kinds import Kind
from accounts.api.problems import PROBLEM, TITLES

VERBS = ("get", "post", "put", "delete")
ALWAYS = (
    general.BAD_REQUEST, general.UNKNOWN_PARAMETER, general.UNAUTHORIZED, general.HTTPS_ONLY,
    general.NOT_FOUND, general.METHOD_NOT_ALLOWED, general.TOO_MANY, general.FAILED, general.AWAY,
)  # fmt: skip
OF_A_WRITE = (
    general.READ_ONLY_TOKEN, general.CSRF, general.TOO_LARGE, general.NOT_JSON, general.KEY_REUSED,
)  # fmt: skip
OK, CREATED, ACCEPTED, EMPTY, SLOWED, AWAY = 200, 201, 202, 204, 429, 503
DONE = {
    OK: gettext_noop("Thành công"),
    CREATED: gettext_noop("Đã tạo bản ghi"),
    ACCEPTED: gettext_noop("Đã nhận việc; việc được chạy nền"),
    EMPTY: gettext_noop("Đã làm xong; không có nội dung trả lời"),
}
TEXT = {"type": "string"}
TYPES = gettext_noop(
    "Loại của lời từ chối, cho chương trình. Mỗi loại luôn mang cùng một mã trạng thái; từng thao tác kể các "
    "loại mà nó có thể trả lời. Mỗi dòng: loại (mã trạng thái): ý nghĩa → cách giải quyết."
)


def of_file(*types: str) -> dict[str, Any]:
    """Say of an operation that it answers with a file of one of these types."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in sorted(set(types))}
    return {"responses": {200: {"content": content}}}


def with_refusals(
    document: dict[str, Any], kinds: Sequence[Kind], raised: Mapping[str, Sequence[Kind]]
) -> dict[str, Any]:
    """Add to every operation the problems that it may answer with, and to every reading its entity tag.

    kinds: all there are. raised: by operation, those beside the ones that its form brings with it. Gives
    the document itself, changed. What many operations answer alike stands once, under `components`.
    """
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["ProblemType"], schemas["Problem"] = _types(kinds), _problem()
    shared: dict[str, Any] = {}
    components["responses"] = shared
    for operations in document["paths"].values():
        for method in VERBS:
            if method in operations:
                operation = operations[method]
                _tell_success(method, operation, schemas)
                _foresee(operation, kinds_of(method, operation, raised), shared)
    return document


def kinds_of(method: str, operation: dict[str, Any], raised: Mapping[str, Sequence[Kind]]) -> set[Kind]:
    """Give every kind of refusal that an operation may answer with."""
    parameters = operation.get("parameters", ())
    named = {(each["in"], each["name"]) for each in parameters}
    found = {*ALWAYS, *raised.get(operation["operationId"], ())}
    if method != "get":
        found |= {*OF_A_WRITE}
    if "requestBody" in operation:
        found.add(general.UNPROCESSABLE)
    if ("header", "If-Match") in named:
        found.add(general.MARK_MISSING)
    if ("query", "cursor") in named:
        found.add(general.UNKNOWN_CURSOR)
    if any(place == "query" for place, _name in named):
        found.add(general.REPEATED_PARAMETER)
    if any(place == "query" and name not in general.NOT_FILTERS for place, name in named):
        found.add(general.INVALID_FILTER)
    return found


def _types(kinds: Iterable[Kind]) -> dict[str, Any]:
    ordered = sorted(kinds, key=lambda kind: (kind.status, kind.name))
    lines = [f"- `{k.name}` ({k.status}): {_(k.meaning)} → {_(k.way_out)}" for k in ordered]
    told = "\n".join([_(TYPES), "", *lines])
    return TEXT | {"format": "uri", "enum": [kind.urn for kind in ordered], "description": told}


def _fault() -> dict[str, Any]:
    places = {"enum": ["body", "query", "header"], "description": _("Giá trị nằm ở đâu trong yêu cầu.")}
    field = _(
        "“in” là body: JSON Pointer (RFC 6901) từ gốc của nội dung gửi lên, như /sections/0/text, trống là "
        "cả nội dung; query, header: tên của tham số hoặc tiêu đề. Phần của đường dẫn không nêu ở đây: sai "
        "là 404."
    )
    return {
        "type": "object",
        "properties": {
            "in": TEXT | places,
            "field": TEXT | {"description": field},
            "message": TEXT | {"description": _("Sai điều gì, bằng lời.")},
        },
        "required": ["in", "field", "message"],
    }


def _problem() -> dict[str, Any]:
    kinds = {"$ref": "#/components/schemas/Hurdle"}
    return {
        "type": "object",
        "description": _("RFC 9457. “type” là tên của lỗi cho chương trình, “detail” là lời cho người đọc."),
        "properties": {
            "type": {"$ref": "#/components/schemas/ProblemType"},
            "title": TEXT | {"description": _("Tên của mã trạng thái, bằng lời.")},
            "status": {"type": "integer", "description": _("Mã trạng thái HTTP.")},
            "detail": TEXT
            | {"description": _("Điều gì không được, và làm thế nào; để hiện cho người dùng.")},
            "instance": TEXT | {"description": _("Địa chỉ đã gọi.")},
            "errors": {
                "type": "array",
                "items": _fault(),
                "description": _("Từng giá trị sai, khi lời từ chối nói về giá trị."),
            },
            "obstacles": {
                "type": "array",
                "items": TEXT,
                "description": _("Khi “blocked”: từng điều còn cản việc gửi."),
            },
            "obstacle_kinds": {
                "type": "array",
                "items": kinds,
                "description": _("Khi “blocked”: loại của từng điều trong “obstacles”, theo cùng thứ tự."),
            },
            "etag": TEXT | {"description": _("Khi 412: ETag hiện tại của bản ghi.")},
        },
        "required": ["type", "title", "status", "detail", "instance"],
    }


def _refused(status: int, kinds: Sequence[Kind]) -> dict[str, Any]:
    """Say of a status under which kinds it is answered."""
    problem = {"$ref": "#/components/schemas/Problem"}
    narrowed = {"properties": {"type": {"enum": [kind.urn for kind in kinds]}}}
    names = ", ".join(kind.name for kind in kinds)
    answer = {
        "description": f"{TITLES[status]}: {names}",
        "content": {PROBLEM: {"schema": {"allOf": [problem, narrowed]}}},
    }
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
        told["ETag"] = _(
            "“etag” của bản ghi, dấu chấm, rồi phần riêng của câu trả lời. Gửi trong If-Match khi thay đổi, "
            "trong If-None-Match khi đọc lại."
        )
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


def _tell_success(method: str, operation: dict[str, Any], shapes: dict[str, Any]) -> None:
    answers = operation["responses"]
    has_mark = any(_bears_mark(answer, shapes) for answer in answers.values())
    for code, answer in answers.items():
        answer["description"] = _(DONE[int(code)])
        answer["headers"] = _headers(method, int(code), has_mark)
    if method == "get":
        answers[304] = {"description": _("Không thay đổi so với ETag đã gửi")}


def _foresee(operation: dict[str, Any], kinds: Iterable[Kind], shared: dict[str, Any]) -> None:
    ordered = sorted(kinds, key=lambda kind: (kind.status, kind.name))
    for status, group in groupby(ordered, key=lambda kind: kind.status):
        alike = list(group)
        if len(alike) > 1:
            operation["responses"][status] = _refused(status, alike)
            continue
        name = alike[0].name
        shared.setdefault(name, _refused(status, alike))
        operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
