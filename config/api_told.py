"""What the OpenAPI document says beside the shapes: its server, ids, marks, words of values, examples."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.api.foreseen import VERBS
from accounts.api.values import COMMUNE, DISTRICT, PROVINCE, REGION
from accounts.models import Role
from communes.models import CommuneKind
from config.api_examples import EXAMPLES
from config.api_intro import INTRODUCTION, TAGS
from config.api_words import OPERATIONS, SHAPES
from deployment.choices import Course, Force, Post, Rank, Sex, Status, Trait, WorkState
from reports.choices import Flag, Hurdle, Reason, Section, State
from reports.models import DocumentKind
from reports.standing import Basis

CHOICES = (
    CommuneKind, Course, DocumentKind, Flag, Force, Hurdle, Post, Reason, Role, Section, Sex, State, Status,
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
# Fields that mean the same wherever they stand.
FIELDS = {
    "id": gettext_noop("Không đổi và không cấp lại cho bản ghi khác"),
    "next": gettext_noop("Gửi trong “cursor” để đọc trang sau; null: đây là trang cuối"),
    "etag": gettext_noop("Gửi trong If-Match khi thay đổi bản ghi; khác đi mỗi khi bản ghi thay đổi"),
    "as_of": gettext_noop("Ngày của số liệu"),
    "service_number": gettext_noop("Số hiệu: 6 chữ số, gạch nối, 3 chữ số; mỗi cán bộ một số"),
    "officer_id": gettext_noop("“id” của cán bộ (/officers)"),
    "report_id": gettext_noop("“id” của báo cáo niêm phong (/reports); null: bản dự thảo"),
    "period_id": gettext_noop("“id” của kỳ báo cáo (/periods)"),
    "previous_id": gettext_noop("“id” của phiên bản trước; null: phiên bản đầu"),
    "province_code": PROVINCE,
    "commune_code": COMMUNE,
    "district_code": DISTRICT,
    "region_code": REGION,
    "parent_code": gettext_noop("Mã của đơn vị cấp trên: huyện, nếu không có là tỉnh, hoặc vùng"),
    "starts_on": gettext_noop("Ngày đầu tiên giữ chức"),
    "last_day": gettext_noop("Ngày cuối cùng giữ chức, tính cả ngày đó; null: đang giữ"),
    "decision_number": gettext_noop("Số quyết định; trống nếu chưa ghi"),
    "decision_date": gettext_noop("Ngày quyết định; null nếu chưa ghi"),
    "chief": gettext_noop("filled: đã có Trưởng Công an; vacant: khuyết"),
    "sha256": gettext_noop("SHA-256 của tệp, hoặc của CSV chính tắc của báo cáo niêm phong"),
    "receipt": gettext_noop("Số biên nhận của lần gửi cuối; trống nếu chưa gửi"),
    "sending": gettext_noop("Lần gửi cuối là lần thứ mấy; null nếu chưa gửi"),
    "organised_on": gettext_noop("Ngày có hiệu lực của quyết định tổ chức; null nếu chưa có"),
    "standing": gettext_noop(
        "Bao nhiêu báo cáo của địa phương đã duyệt khi niêm phong, bằng lời của chính báo cáo, luôn là tiếng "
        "Việt; trống: không có kỳ báo cáo của ngày đó. Số đếm ở “standing_counts”"
    ),
    "standing_counts": gettext_noop("null: không có kỳ báo cáo chốt số liệu ngày đó"),
    "compliance_rate": gettext_noop("communes_compliant / communes, từ 0 đến 1; null nếu không có xã nào"),
}


def told(document: dict[str, Any]) -> dict[str, Any]:
    """Add to the document what a stranger would have to guess; give the document itself, changed."""
    document["info"]["description"] = "\n\n".join(map(_, INTRODUCTION))
    document["tags"] = [{"name": name, "description": _(words)} for name, words in TAGS.items()]
    document["servers"] = [{"url": "/", "description": _("Máy chủ đã đưa ra tài liệu này")}]
    for path, operations in document["paths"].items():
        for method in VERBS:
            if method in operations:
                _tell_operation(path.split("/")[3], operations[method])
    words = {choices.__name__: _words_of(choices) for choices in CHOICES}
    for name, shape in document["components"]["schemas"].items():
        _tell_shape(name, shape, words)
    return document


def _tell_shape(name: str, shape: dict[str, Any], words: dict[str, str]) -> None:
    if name in words:
        shape["description"] = words[name]
    elif name in SHAPES:
        shape["description"] = _(SHAPES[name])
    if name in EXAMPLES:
        shape["examples"] = [EXAMPLES[name]]
    _tell_fields(shape.get("properties", {}))


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
        if parameter["in"] == "path":
            parameter["description"] = _(PARTS.get((room, parameter["name"]), ID))


def _tell_fields(properties: dict[str, Any]) -> None:
    for field, described in properties.items():
        if field == "rank":
            described["description"] = f"{_words_of(Rank)}; null: {_('chưa rõ')}"
        elif field in FIELDS and "description" not in described:
            described["description"] = _(FIELDS[field])
        elif field in Basis.values:
            described["description"] = str(Basis(field).label)


def _words_of(choices: Any) -> str:
    return "; ".join(f"{value}: {label}" for value, label in choices.choices if value != "")
