"""What the OpenAPI document says before its operations: how to call, in which order, what refusals mean.

It is written in docs/api, once in each language, in the Markdown of the manual; the guide shows it too.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop as _

from communes.formats import in_english

PAGES = Path(settings.BASE_DIR) / "docs" / "api"


def introduction() -> str:
    """Give the whole in the language of the moment: a title, and chapters."""
    return _text_of("en" if in_english() else "vi")


@cache
def _text_of(language: str) -> str:
    return (PAGES / f"{language}.md").read_text(encoding="utf-8")


TAGS = {
    "account": _("Tài khoản của mã truy cập đang dùng."),
    "units": _(
        "Danh mục vùng, tỉnh, huyện, xã của một ngày; ai cũng đọc được. Mã trong mọi thao tác lấy từ đây."
    ),
    "officers": _("Cán bộ, kèm chức vụ đang giữ vào ngày được hỏi. “id” lấy từ danh sách hoặc từ POST."),
    "assignments": _(
        "Các lần giữ chức vụ, cũ và đang giữ. Bổ nhiệm, điều chuyển, kết thúc, đính chính, hủy: mỗi việc một "
        "thao tác. “id” lấy từ danh sách, hoặc từ câu trả lời khi bổ nhiệm và điều chuyển."
    ),
    "trainings": _("Các khóa đào tạo, bồi dưỡng mà cán bộ đã hoàn thành."),
    "staffing": _(
        "Từng xã, thị trấn theo quy định của ngày được hỏi: bao nhiêu cán bộ, có Trưởng Công an không."
    ),
    "summary": _("Số liệu tổng hợp của một ngày, tính từ dữ liệu hiện tại."),
    "periods": _(
        "Kỳ báo cáo và báo cáo của từng địa phương: soạn, gửi, trả lại, duyệt, mở khóa. Báo cáo được gọi "
        "bằng “id” của kỳ và mã tỉnh."
    ),
    "reports": _("Báo cáo toàn quốc đã niêm phong: không thay đổi nữa, kiểm tra được bằng SHA-256."),
    "documents": _(
        "Báo cáo sơ kết, phụ lục và bảng tổng hợp: từ số liệu hiện tại (bản dự thảo) hoặc của một báo cáo "
        "niêm phong; và sổ các văn bản đã lập."
    ),
    "works": _("Việc lâu đã yêu cầu: đến đâu, tệp đã lập."),
}
