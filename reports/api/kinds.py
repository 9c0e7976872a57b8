"""Kinds of refusal of the reporting cycle and of sealing, and which operation may answer with which."""

from django.utils.translation import gettext_noop as _

from accounts.api.kinds import FORBIDDEN, INVALID_FILTER, Kind
from deployment.api.kinds import UNKNOWN_COMMUNE
from reports.errors import (
    AlreadyDecided,
    AlreadySent,
    Blocked,
    CutOffAhead,
    NothingToAnswer,
    NotOpenYet,
    NotSent,
    NotSettled,
    NotYours,
    ReasonMissing,
    ReportChanged,
    ReportLocked,
    ReportRefused,
)
from reports.freezing import Incomplete, NothingToSeal, UnitsChanged

CHANGED = Kind(
    "report-changed", 412,
    _("Báo cáo, hoặc số liệu của bản đang soạn, đã thay đổi từ khi đọc; “etag” là ETag hiện tại."),
    _("Đọc lại báo cáo hoặc bản đang soạn, xem thay đổi, rồi gửi lại với ETag mới nếu vẫn muốn."),
)  # fmt: skip
UNKNOWN_POINT = Kind(
    "unknown-point", 422,
    _("Báo cáo này không có điểm bị trả lại nào mang mã đó."),
    _("Lấy “id” của điểm từ …/points."),
)  # fmt: skip
UNKNOWN_WARNING = Kind(
    "unknown-warning", 422,
    _("Bản đang soạn không có cảnh báo nào như vậy để giải trình."),
    _("Lấy “kind” và “commune_code” từ “warnings” của …/draft."),
)  # fmt: skip
NOTHING_TO_ANSWER = Kind(
    "nothing-to-answer", 409,
    _("Điểm này thuộc một lần trả lại trước, không phải lần gần nhất."),
    _("Đọc …/points và trả lời các điểm ở đó."),
)  # fmt: skip
WORDS_MISSING = Kind(
    "reason-missing", 422,
    _("Một lý do, tên hoặc câu phải có thì trống hoặc quá dài; ngày đã niêm phong cần lý do đính chính."),
    _("Viết vào trường mà “errors” nêu."),
)  # fmt: skip
AHEAD = Kind(
    "cut-off-ahead",
    422,
    _("Ngày ở tương lai, sau “cycle_today” của /account: chưa có số liệu ngày đó."),
    _("Chọn ngày đã qua hoặc hôm nay."),
)
NOTHING_TO_SEAL = Kind(
    "nothing-to-seal", 422, _("Ngày đó không có xã nào trong phạm vi của quy định."), _("Chọn ngày khác.")
)
INCOMPLETE = Kind(
    "incomplete", 409,
    _("Chưa duyệt đủ báo cáo của mọi địa phương cho ngày đó, hoặc không có kỳ báo cáo của ngày đó."),
    _("Duyệt đủ (/periods/…/reports?state=sent) rồi gửi lại, hoặc gửi allow_incomplete: true."),
)  # fmt: skip
UNITS_CHANGED = Kind(
    "units-changed", 409,
    _("Danh mục, quy định hoặc báo cáo của một địa phương đổi trong khi niêm phong; chưa niêm phong gì."),
    _("Gửi lại đúng yêu cầu đó."),
)  # fmt: skip
LOCKED = Kind(
    "report-locked", 409,
    _("Báo cáo đã gửi hoặc đã duyệt nên địa phương không viết được."),
    _("Chờ Bộ trả lại, hoặc mở khóa báo cáo đã duyệt."),
)  # fmt: skip
SENT_ALREADY = Kind(
    "already-sent",
    409,
    _("Báo cáo đã được gửi."),
    _("Không gửi lần thứ hai; biên nhận ở “receipt” của báo cáo."),
)
NOT_SENT = Kind(
    "not-sent", 409,
    _("Địa phương chưa gửi báo cáo, nên chưa có gì để duyệt hoặc trả lại."),
    _("Chờ “state” là sent."),
)  # fmt: skip
DECIDED = Kind(
    "already-decided", 409,
    _("Báo cáo đã được duyệt hoặc trả lại trước đó."),
    _("Đọc lại báo cáo; báo cáo đã duyệt chỉ đổi được sau khi mở khóa (…/reopen)."),
)  # fmt: skip
NOT_SETTLED = Kind(
    "not-settled", 409,
    _("Báo cáo chưa được duyệt; chỉ mở khóa báo cáo đã duyệt."),
    _("Báo cáo đang chờ duyệt thì trả lại (…/return)."),
)  # fmt: skip
NOT_OPEN_YET = Kind(
    "not-open-yet",
    409,
    _("Kỳ báo cáo chưa mở; trước đó địa phương không thấy kỳ (404)."),
    _("Chờ đến “opens_at” của kỳ."),
)
BLOCKED = Kind(
    "blocked", 409,
    _("Còn việc cản gửi báo cáo; “obstacles” nêu từng việc, “obstacle_kinds” là loại của chúng."),
    _("Làm từng việc, xem lại “obstacles” của bản đang soạn, rồi gửi lại."),
)  # fmt: skip
OF_REFUSAL: dict[type[ReportRefused], Kind] = {
    NotYours: FORBIDDEN, ReportChanged: CHANGED, NothingToAnswer: NOTHING_TO_ANSWER,
    ReasonMissing: WORDS_MISSING, CutOffAhead: AHEAD, NothingToSeal: NOTHING_TO_SEAL, Incomplete: INCOMPLETE,
    UnitsChanged: UNITS_CHANGED, ReportLocked: LOCKED, AlreadySent: SENT_ALREADY, NotSent: NOT_SENT,
    AlreadyDecided: DECIDED, NotSettled: NOT_SETTLED, NotOpenYet: NOT_OPEN_YET, Blocked: BLOCKED,
}  # fmt: skip
KINDS = (UNKNOWN_POINT, UNKNOWN_WARNING, *(kind for kind in OF_REFUSAL.values() if kind is not FORBIDDEN))
# What an operation may answer with beside what all of its form do (`accounts.api.foreseen`).
RAISED: dict[str, tuple[Kind, ...]] = {
    "drafted": (FORBIDDEN,),
    "draft": (
        FORBIDDEN, CHANGED, LOCKED, NOT_OPEN_YET, UNKNOWN_COMMUNE, UNKNOWN_POINT, UNKNOWN_WARNING,
        NOTHING_TO_ANSWER, WORDS_MISSING,
    ),
    "send": (FORBIDDEN, CHANGED, SENT_ALREADY, NOT_OPEN_YET, BLOCKED),
    "send_back": (FORBIDDEN, CHANGED, NOT_SENT, DECIDED, UNKNOWN_COMMUNE, WORDS_MISSING),
    "approve": (FORBIDDEN, CHANGED, NOT_SENT, DECIDED),
    "reopen": (FORBIDDEN, CHANGED, NOT_SETTLED, WORDS_MISSING),
    "sealed_rows": (INVALID_FILTER,),
    "seal": (FORBIDDEN, WORDS_MISSING, AHEAD, INCOMPLETE, NOTHING_TO_SEAL, UNITS_CHANGED),
    "ask_pack": (FORBIDDEN,),
    "ask_communes_annex": (FORBIDDEN,),
}  # fmt: skip
