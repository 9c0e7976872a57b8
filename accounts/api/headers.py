"""The headers of a writing call, as the guide to the API shows them."""

from typing import Any

from django.utils.translation import gettext_noop


def _header(name: str, description: str, *, is_required: bool) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": 100}
    told = {"in": "header", "name": name, "required": is_required, "schema": schema}
    return {"parameters": [told | {"description": description}]}


CHANGE = _header(
    "If-Match",
    gettext_noop("ETag hoặc trường “etag” của bản ghi như đã đọc; * bỏ qua việc kiểm tra."),
    is_required=True,
)
KEY = _header(
    "Idempotency-Key", gettext_noop("Gửi lại cùng khóa: ghi một lần, trả lời như cũ."), is_required=False
)
