"""Recorded values in words: what each table and field is called, and how its values read."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_day, format_number
from communes.vietnamese import day_before

NOTHING = "–"
LONGEST = 200
TABLES = {
    "assignment": gettext_lazy("bố trí, giữ chức vụ"),
    "training": gettext_lazy("đào tạo, bồi dưỡng"),
    "transferoffer": gettext_lazy("đề nghị điều chuyển"),
    "receipt": gettext_lazy("nhập từ tệp"),
    "drafttransfer": gettext_lazy("điều chuyển dự kiến"),
    "chiefplan": gettext_lazy("kế hoạch bổ nhiệm Trưởng Công an"),
    "rankceiling": gettext_lazy("trần cấp bậc hàm"),
    "serviceagelimit": gettext_lazy("hạn tuổi phục vụ"),
    "placingdeadline": gettext_lazy("thời hạn bố trí"),
    "nationalsection": gettext_lazy("thuyết minh của Bộ"),
    "narrative": gettext_lazy("thuyết minh của địa phương"),
    "explanation": gettext_lazy("giải trình"),
    "returnanswer": gettext_lazy("trả lời điểm bị trả lại"),
    "attachment": gettext_lazy("tệp đính kèm"),
    "user": gettext_lazy("tài khoản"),
    "mailaddress": gettext_lazy("địa chỉ thư điện tử"),
}
# Fields that their models give no name for people, or one that says the stored day and not the last served.
FIELDS = {
    "ends_on": gettext_lazy("đến hết ngày"),
    "exists_until": gettext_lazy("tồn tại đến hết ngày"),
    "left_on": gettext_lazy("tham gia đến hết ngày"),
    "force": gettext_lazy("lực lượng"),
    "province": gettext_lazy("địa phương"),
    "user": gettext_lazy("tài khoản"),
    "is_superuser": gettext_lazy("quản trị toàn quyền"),
    "is_staff": gettext_lazy("vào trang quản trị"),
    "is_active": gettext_lazy("đang dùng được"),
    "asked_by": gettext_lazy("người đề nghị"),
    "asked_at": gettext_lazy("đề nghị lúc"),
    "answered_by": gettext_lazy("người trả lời"),
    "answered_at": gettext_lazy("trả lời lúc"),
    "by_command": gettext_lazy("bằng lệnh"),
    "created": gettext_lazy("dòng thêm mới"),
    "updated": gettext_lazy("dòng sửa"),
    "transferred": gettext_lazy("dòng điều chuyển"),
    "ended": gettext_lazy("dòng kết thúc"),
    "unchanged": gettext_lazy("dòng không đổi"),
    "reverted_at": gettext_lazy("hoàn tác lúc"),
    "reverted_by": gettext_lazy("người hoàn tác"),
    "accepted_by": gettext_lazy("người nhận phương án"),
    "accepted_at": gettext_lazy("nhận phương án lúc"),
    "closed_by": gettext_lazy("người khép lại"),
    "closed_at": gettext_lazy("khép lại lúc"),
    "assignment": gettext_lazy("lần giữ chức vụ"),
    "made_by": gettext_lazy("người lập"),
    "made_at": gettext_lazy("lập lúc"),
    "criteria": gettext_lazy("bộ tiêu chí"),
    "round": gettext_lazy("đợt đánh giá"),
    "ward": gettext_lazy("phường"),
    "entered_by": gettext_lazy("người nhập"),
    "entered_at": gettext_lazy("nhập lúc"),
    "assessment": gettext_lazy("lần đánh giá"),
    "criterion": gettext_lazy("tiêu chí"),
    "max_score": gettext_lazy("điểm tối đa"),
    "written_by": gettext_lazy("người viết"),
    "written_at": gettext_lazy("viết lúc"),
    "opened_by": gettext_lazy("người mở"),
    "latest": gettext_lazy("lần gửi gần nhất"),
    "approved": gettext_lazy("lần gửi được duyệt"),
    "report": gettext_lazy("báo cáo"),
    "attached_by": gettext_lazy("người đính kèm"),
}
LAST_DAYS = {"ends_on", "exists_until", "left_on"}  # stored as the first day after
Names = Mapping[tuple[str, Any], str]


def label_of(field: models.Field) -> str:
    """Give what a field is called: "Từ ngày"."""
    return str(capfirst(str(FIELDS.get(field.name) or field.verbose_name)))


def words_of(field: models.Field, value: Any, names: Names) -> str:
    """Give a recorded value (as JSON keeps it) in words; `names` holds those of other records."""
    if value is None or value == "":
        return NOTHING
    if isinstance(field, models.ForeignKey):
        return names.get((model_of(field), value), f"#{value}")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: models.Field, value: Any) -> str:
    if isinstance(field, models.BooleanField):
        return _("có") if value else _("không")
    if isinstance(field, models.DateTimeField):
        return moment_words(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        day = date.fromisoformat(value)
        return format_day(day_before(day) if field.name in LAST_DAYS else day)
    if isinstance(field, models.IntegerField):
        return format_number(value)
    return Truncator(str(value)).chars(LONGEST)


def moment_words(moment: datetime) -> str:
    """Give a moment as read in Việt Nam: `14:05:09 ngày 1/6/2021`."""
    local = localtime(moment)
    return _("%(time)s ngày %(day)s") % {"time": f"{local:%H:%M:%S}", "day": format_day(local.date())}


def model_of(key: models.ForeignKey) -> str:
    """Give the name of the table that a key points to."""
    return str(key.related_model._meta.model_name)


def keys_in(
    fields: Iterable[models.Field], row: Mapping[str, Any]
) -> Iterable[tuple[type[models.Model], Any]]:
    """Yield what the keys of a recorded row point to."""
    for field in fields:
        if isinstance(field, models.ForeignKey) and row.get(field.attname) is not None:
            yield field.related_model, row[field.attname]
