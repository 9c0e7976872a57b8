"""What the OpenAPI document says beside the shapes: its server, ids, marks, words of values, examples."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.api.foreseen import VERBS
from accounts.api.values import COMMUNE, PROVINCE
from accounts.models import Role
from communes.models import CommuneKind, DistrictKind, ProvinceKind
from config.api_examples import EXAMPLES
from config.api_fields import tell_fields, words_of
from config.api_intro import TAGS, introduction
from config.api_words import A_PAGE, OPERATIONS, SHAPES
from deployment.choices import Course, Force, Post, Sex, Status, Trait, WorkState
from reports.choices import Flag, Hurdle, Reason, Section, State
from reports.models import DocumentKind

CHOICES = (
    CommuneKind, Course, DistrictKind, DocumentKind, Flag, Force, Hurdle, Post,
    ProvinceKind, Reason, Role, Section, Sex, State, Status,
    Trait, WorkState,
)  # fmt: skip
ID = gettext_noop("“id” của bản ghi, lấy từ danh sách; không đổi và không cấp lại cho bản ghi khác")
# A part of a path by its place: the room it stands in, and its name.
PARTS = {
    ("provinces", "code"): PROVINCE,
    ("periods", "code"): PROVINCE,
    ("reports", "code"): COMMUNE,
    ("periods", "number"): gettext_noop("Lần gửi thứ mấy, từ 1; lần cuối là “sending” của báo cáo"),
    ("works", "pk"): gettext_noop("“id” của việc; địa chỉ đầy đủ ở Location khi yêu cầu lập tài liệu"),
}
# What a filter's label on the page leaves to the page.
NOTES = {
    "in_post": gettext_noop("ngày nói ở “as_of”"),
    "started_from": gettext_noop("ngày đầu tiên giữ chức, tính cả ngày này"),
    "started_to": gettext_noop("ngày đầu tiên giữ chức, tính cả ngày này"),
    "posted": gettext_noop(
        "waiting là cán bộ chính quy không giữ chức vụ vào ngày as_of, không có chức vụ bắt đầu sau đó, và "
        "chưa từng giữ chức vụ hoặc thôi giữ chưa quá 365 ngày (quá thì coi là đã rời ngành); no không xét "
        "những điều đó"
    ),
    "chief": gettext_noop(
        "chỉ tính Trưởng Công an chính quy; người bán chuyên trách đang giữ chức vụ: "
        "/assignments?post=chief&force=semi_professional&in_post=yes"
    ),
    "short_by": gettext_noop("thiếu ít nhất ngần ấy người so với mức tối thiểu"),
}


def told(document: dict[str, Any]) -> dict[str, Any]:
    """Add to the document what a stranger would have to guess; give the document itself, changed."""
    document["info"]["description"] = introduction().partition("\n\n")[2].strip()  # it has a title
    document["tags"] = [{"name": name, "description": _(words)} for name, words in TAGS.items()]
    document["externalDocs"] = {"url": "/api/v1/docs/", "description": _("Tài liệu này dưới dạng trang")}
    document["servers"] = [{"url": "/", "description": _("Máy chủ đã đưa ra tài liệu này")}]
    for path, operations in document["paths"].items():
        for method in VERBS:
            if method in operations:
                _tell_operation(path.split("/")[3], operations[method])
    words = {choices.__name__: words_of(choices) for choices in CHOICES}
    for name, shape in document["components"]["schemas"].items():
        _tell_shape(name, shape, words)
    return document


def _tell_shape(name: str, shape: dict[str, Any], words: dict[str, str]) -> None:
    if name in words:
        more = f"\n\n{_(SHAPES[name])}" if name in SHAPES else ""
        shape["description"] = words[name] + more
    elif name in SHAPES or name.endswith("Page"):
        shape["description"] = _(SHAPES.get(name, A_PAGE))
    if name in EXAMPLES:
        shape["examples"] = [EXAMPLES[name]]
    tell_fields(name, shape.get("properties", {}))


def untitled(part: Any) -> Any:
    """Give a part of the document without titles: the library makes them of names, in English words."""
    if isinstance(part, dict):
        return {
            name: untitled(value)
            for name, value in part.items()
            if not (name == "title" and isinstance(value, str))  # a field may be called so
        }
    return [untitled(each) for each in part] if isinstance(part, list) else part


def _tell_operation(room: str, operation: dict[str, Any]) -> None:
    if operation["operationId"] in OPERATIONS:
        operation["description"] = _(OPERATIONS[operation["operationId"]])
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        if parameter["in"] == "path":
            parameter["description"] = _(PARTS.get((room, name), ID))
        elif name in NOTES:
            parameter["description"] = f"{parameter['description']}: {_(NOTES[name])}"
        elif name == "kind" and room in ("staffing", "reports"):
            parameter["description"] = f"{parameter['schema']['description']} ({words_of(CommuneKind)})"
