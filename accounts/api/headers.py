"""The headers of a writing call, as the guide to the API shows them."""

from typing import Any

from django.utils.translation import gettext_noop

from accounts.api.conditions import LONGEST


def _header(name: str, description: str, *, is_required: bool, longest: int) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": longest}
    told = {"in": "header", "name": name, "required": is_required, "schema": schema}
    return {"parameters": [told | {"description": description}]}


KEY = _header(
    "Idempotency-Key",
    gettext_noop(
        "Khóa do chương trình chọn (nên là UUID), riêng cho tài khoản, giữ 24 giờ. Gửi lại cùng khóa với "
        "đúng yêu cầu đó: ghi một lần, trả lời như cũ kèm Idempotency-Replayed: true. Cùng khóa với yêu cầu "
        "khác: 422. Yêu cầu bị từ chối không giữ khóa."
    ),
    is_required=False,
    longest=100,
)
MARK = _header(
    "If-Match",
    gettext_noop(
        "ETag hoặc trường “etag” của bản ghi như đã đọc lần cuối; dùng được đến khi bản ghi thay đổi. Thiếu: "
        "428. Bản ghi đã thay đổi: 412, kèm “etag” hiện tại. Nhiều ETag, cách nhau bằng dấu phẩy: chỉ cần "
        "một ETag đúng. *: bỏ qua việc kiểm tra."
    ),
    is_required=True,
    longest=LONGEST,
)
CHANGE = {"parameters": [*MARK["parameters"], *KEY["parameters"]]}
