"""The words of the reporting cycle: states, sections, warnings, reasons, as stored and as read."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a provincial report stands; one name, one mark and one owner for each."""

    NOT_STARTED = "not_started", _("Chưa bắt đầu")
    DRAFTING = "drafting", _("Đang soạn")
    SENT = "sent", _("Đã gửi")
    RETURNED = "returned", _("Bị trả lại")
    APPROVED = "approved", _("Đã duyệt")
    CORRECTED = "corrected", _("Đã đính chính")

    @property
    def mark(self) -> "Mark":
        return MARKS[self]


class Mark(NamedTuple):
    """How a state looks, and who has to act on it."""

    css: str
    icon: str
    owner: str | Promise


PROVINCE, MINISTRY, NOBODY = _("Địa phương"), _("Bộ"), _("Đã khóa")
MARKS = {
    State.NOT_STARTED: Mark("tag-none", "i-circle", PROVINCE),
    State.DRAFTING: Mark("tag-draft", "i-pen", PROVINCE),
    State.SENT: Mark("tag-sent", "i-send", MINISTRY),
    State.RETURNED: Mark("tag-lack", "i-back", PROVINCE),
    State.APPROVED: Mark("tag-plain", "i-check", NOBODY),
    State.CORRECTED: Mark("tag-plain", "i-check", NOBODY),
}
WITH_PROVINCE = (State.NOT_STARTED, State.DRAFTING, State.RETURNED)
SETTLED = (State.APPROVED, State.CORRECTED)


class Section(models.TextChoices):
    """The narrative, in the order in which such reports are written."""

    DIRECTION = "1", _("I. Công tác lãnh đạo, chỉ đạo")
    OFFICERS = "2.1", _("II.1. Bố trí cán bộ chính quy")
    CHIEFS = "2.2", _("II.2. Kiện toàn chức danh Trưởng Công an")
    PREMISES = "2.3", _("II.3. Trụ sở, trang thiết bị, kinh phí")
    TRAINING = "2.4", _("II.4. Đào tạo, bồi dưỡng")
    SEMI_PROFESSIONAL = "2.5", _("II.5. Công an bán chuyên trách còn sử dụng, đã cho thôi")
    PARTY = "2.6", _("II.6. Tổ chức Đảng")
    PUBLIC_ORDER = "2.7", _("II.7. Kết quả bảo đảm an ninh, trật tự")
    MODEL_WARDS = "2.8", _("II.8. Công an phường điển hình, kiểu mẫu")
    SHORTCOMINGS = "3", _("III. Hạn chế, khó khăn và nguyên nhân")
    TASKS = "4", _("IV. Nhiệm vụ thời gian tới")
    PROPOSALS = "5", _("V. Đề xuất, kiến nghị")


REQUIRED_SECTIONS = (Section.DIRECTION, Section.OFFICERS, Section.CHIEFS, Section.SHORTCOMINGS, Section.TASKS)


class Matter(models.TextChoices):
    """What a national report carries beside the day's staffing; sealed line by line."""

    TREND = "trend", _("Diễn biến theo tháng")
    FORECAST = "forecast", _("Dự báo và thời hạn")
    SUPPORT = "support", _("Điều kiện bảo đảm")
    WARDS = "wards", _("Công an phường điển hình, kiểu mẫu")
    PUBLISHED = "published", _("Đối chiếu số liệu đã công bố")


class Flag(models.TextChoices):
    """A warning: what needs a sentence before a report can be sent."""

    JUMP = "jump", _("Biến động so với kỳ trước")
    AVERAGE = "average", _("Bình quân khác xa cả nước")
    VACANT_CHIEF = "vacant_chief", _("Khuyết Trưởng Công an trên 90 ngày")
    NO_DECISION = "no_decision", _("Chưa ghi quyết định bố trí")


class Hurdle(models.TextChoices):
    """What kind of thing stands against sending a report."""

    LAYOUT = "layout", _("danh mục xã hoặc quy định đã đổi; Bộ cập nhật biểu mẫu của kỳ trên trang")
    POINTS = "points", _("điểm bị trả lại chưa được sửa hoặc trả lời")
    COMMUNES = "communes", _("chưa xác nhận danh sách xã, thị trấn")
    POSTINGS = "postings", _("chưa xác nhận bố trí cán bộ, hoặc bố trí đã đổi từ khi xác nhận")
    OFFERS = "offers", _("đề nghị điều chuyển của địa phương khác chưa được trả lời trên trang")
    WARNINGS = "warnings", _("cảnh báo chưa được giải trình")
    SECTION = "section", _("một mục phải có thì chưa viết")


class Reason(models.TextChoices):
    """Why a report is returned."""

    UNEXPLAINED = "unexplained", _("Thiếu giải trình")
    DECISION = "decision", _("Số liệu không khớp quyết định")
    MOVEMENT = "movement", _("Biến động chưa rõ")
    NARRATIVE = "narrative", _("Phần thuyết minh chưa đạt yêu cầu")
    OTHER = "other", _("Khác")


class Happening(models.TextChoices):
    """What the log of a report tells."""

    STARTED = "started", _("Bắt đầu soạn")
    EXTENDED = "extended", _("Gia hạn")
    SENT = "sent", _("Gửi")
    RETURNED = "returned", _("Trả lại")
    APPROVED = "approved", _("Duyệt")
    REOPENED = "reopened", _("Mở khóa để đính chính")
    RENEWED = "renewed", _("Bộ cập nhật biểu mẫu")


class Measure(models.TextChoices):
    """What a published figure counts."""

    PROVINCES_DEPLOYED = "provinces_deployed", _("Địa phương đã triển khai")
    COMMUNES_DEPLOYED = "communes_deployed", _("Xã, thị trấn đã bố trí")
    DEPLOYED_RATE = "communes_deployed_rate", _("Tỷ lệ xã, thị trấn đã bố trí (%)")
    OFFICERS = "officers", _("Cán bộ chính quy")
    CHIEFS = "chief", _("Trưởng Công an")
    DEPUTIES = "deputy", _("Phó Trưởng Công an")
    MEMBERS = "member", _("Công an viên")


class Bound(models.TextChoices):
    """How a source puts its figure."""

    EXACT = "exact", _("đúng")
    MORE_THAN = "more_than", _("hơn")
    NEARLY = "nearly", _("gần")


class Precision(models.TextChoices):
    """How exactly a source says of which day its figure is."""

    DAY = "day", _("đến ngày")
    MONTH = "month", _("chỉ tháng")
    YEAR = "year", _("chỉ năm")
    UNKNOWN = "unknown", _("không ghi ngày")


class Premises(models.TextChoices):
    """Where a commune's police works."""

    SEPARATE_OUTSIDE = "separate_outside", _("Riêng, ngoài khuôn viên UBND")
    SEPARATE_INSIDE = "separate_inside", _("Riêng, trong khuôn viên UBND")
    SHARED = "shared", _("Dùng chung, mượn, thuê")
    NONE = "none", _("Chưa có")


class PartyCell(models.TextChoices):
    """How the party members of a commune's police are organised."""

    OWN = "own", _("Chi bộ riêng")
    JOINT = "joint", _("Sinh hoạt ghép")
    NONE = "none", _("Chưa có")
