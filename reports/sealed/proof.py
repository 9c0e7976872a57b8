"""Whether a sealed report is still what was sealed, in words for who presses "Kiểm chứng ngay"."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.formats import format_number
from reports.freezing import verify
from reports.models import NationalReport


@dataclass(frozen=True)
class Check:
    """What a verification found. at: the true time, also with synthetic data."""

    is_whole: bool
    words: str
    at: datetime


def check_of(report: NationalReport) -> Check:
    """Verify `report` now; nothing is written."""
    difference = verify(report)
    if difference:
        return Check(False, difference.text, timezone.now())
    words = _(
        "Tính lại từ %(rows)s dòng xã, thị trấn đang lưu: đúng mã SHA-256 đã ghi lúc niêm phong. Quy định,"
        " danh mục, thuyết minh, tên cán bộ và các bảng đi kèm cũng đúng mã của chúng."
    ) % {"rows": format_number(report.communes.count())}
    return Check(True, words, timezone.now())
