"""Kinds of refusal of the verbs on officers, postings and training, and which verb may answer with which."""

from django.utils.translation import gettext_noop as _

from accounts.api.kinds import FORBIDDEN, INVALID_FILTER, READ_ONLY_FIELD, Kind
from deployment.errors import (
    AppointedTooYoung,
    BornTooLate,
    CommuneHasAChief,
    DayTooEarly,
    EndsBeforeItStarts,
    NoOpenPosting,
    NothingToReopen,
    OfficerHoldsAPost,
    OfficerServesElsewhere,
    OutsideTheCommunesDays,
    PostingGone,
    PostingRefused,
    SamePost,
    ServiceNumberTaken,
    WriteFailed,
)
from deployment.seen import ChangedMeanwhile
from deployment.training import NotCompletedYet, TrainedAlready, TrainedTooYoung, TrainingGone

UNKNOWN_COMMUNE = Kind(
    "unknown-commune", 422,
    _("Không có xã nào mang mã này trong phạm vi của tài khoản vào ngày đó."),
    _("Lấy mã xã từ /communes?province=…&as_of=…, với as_of là ngày nói đến."),
)  # fmt: skip
CHANGED = Kind(
    "changed-meanwhile", 412,
    _("Bản ghi đã thay đổi từ khi đọc; “etag” là ETag hiện tại."),
    _("Đọc lại bản ghi, xem thay đổi, rồi gửi lại với ETag mới nếu vẫn muốn."),
)  # fmt: skip
TAKEN = Kind(
    "service-number-taken", 409,
    _("Đã có cán bộ khác mang số hiệu này."),
    _("Tìm cán bộ đó ở /officers?q=…; nếu không thấy, cán bộ do địa phương khác quản lý."),
)  # fmt: skip
BORN_TOO_LATE = Kind(
    "born-too-late", 422,
    _(
        "Với ngày sinh này, cán bộ chưa đủ 16 tuổi đến hôm nay, khi hoàn thành một lần bồi dưỡng đã ghi, "
        "hoặc khi bắt đầu một lần giữ chức vụ đã ghi."
    ),
    _("Sửa ngày sinh, hoặc đính chính lần bồi dưỡng, lần giữ chức vụ trước."),
)  # fmt: skip
DAY_TOO_EARLY = Kind(
    "day-too-early", 422,
    _("Ngày sinh, ngày bắt đầu giữ chức hoặc ngày quyết định trước năm 1900."),
    _("Sửa ngày mà “errors” nêu."),
)  # fmt: skip
APPOINTED_TOO_YOUNG = Kind(
    "appointed-too-young", 422,
    _("Vào ngày bắt đầu giữ chức, cán bộ chưa đủ 16 tuổi."),
    _("Sửa ngày bắt đầu, hoặc sửa ngày sinh của cán bộ trước."),
)  # fmt: skip
HOLDS_A_POST = Kind(
    "officer-holds-a-post", 409,
    _("Cán bộ đang giữ một chức vụ trong thời gian đó; mỗi lúc chỉ giữ một chức vụ."),
    _("Điều chuyển hoặc kết thúc lần giữ chức vụ đó trước, hoặc đổi ngày."),
)  # fmt: skip
SERVES_ELSEWHERE = Kind(
    "officer-serves-elsewhere", 409,
    _("Cán bộ đang giữ chức vụ ở địa phương khác."),
    _("Hai địa phương thống nhất điều chuyển trên trang trước; việc này không có trong API."),
)  # fmt: skip
HAS_A_CHIEF = Kind(
    "commune-has-a-chief", 409,
    _("Xã đã có Trưởng Công an, chính quy hoặc bán chuyên trách, trong thời gian đó."),
    _("Kết thúc hoặc điều chuyển người đó trước (/assignments?commune=…&post=chief), hoặc chức vụ khác."),
)  # fmt: skip
OUTSIDE_DAYS = Kind(
    "outside-the-communes-days", 422,
    _("Xã không tồn tại trong suốt thời gian đó."),
    _("Đổi ngày; “exists_from” và “exists_until” ở /communes."),
)  # fmt: skip
ENDS_BEFORE = Kind(
    "ends-before-it-starts", 422,
    _("Ngày cuối cùng trước ngày đầu tiên, hoặc ngày điều chuyển không sau ngày bắt đầu của lần đang giữ."),
    _("Sửa ngày mà “errors” nêu."),
)  # fmt: skip
NOT_OPEN = Kind(
    "no-open-posting", 409,
    _("Lần giữ chức vụ này đã kết thúc; chỉ lần đang giữ mới điều chuyển hoặc kết thúc được."),
    _("Đọc lại; để đổi ngày của lần đã kết thúc, dùng PUT; để giữ chức vụ mới, dùng “appoint”."),
)  # fmt: skip
SAME = Kind("same-post", 409, _("Cán bộ đang giữ chính chức vụ đó tại chính xã đó."), _("Không cần làm gì."))
NOT_REOPENED = Kind(
    "nothing-to-reopen", 409,
    _("Không có lần giữ chức vụ nào kết thúc do chính việc điều chuyển đã lập lần này, hoặc đã có lần sau."),
    _("Gọi không có “reopen”; muốn mở lại lần trước thì dùng PUT với “last_day” null."),
)  # fmt: skip
GONE = Kind(
    "posting-gone", 409,
    _("Lần giữ chức vụ vừa bị người khác hủy trong khi đang ghi."),
    _("Đọc lại: nay là 404."),
)  # fmt: skip
WRITE_FAILED = Kind(
    "write-failed", 409,
    _("Cơ sở dữ liệu từ chối vì một ràng buộc không có lời riêng; “detail” nêu tên ràng buộc."),
    _("Báo người quản trị kèm tên đó."),
)  # fmt: skip
TRAINED = Kind(
    "trained-already", 409,
    _("Khóa này, hoàn thành ngày này, đã được ghi cho cán bộ."),
    _("Không cần ghi lại; sửa bản ghi đã có bằng PUT /trainings/…"),
)  # fmt: skip
NOT_COMPLETED = Kind(
    "not-completed-yet", 422, _("Ngày hoàn thành ở tương lai."), _("Ghi khi khóa học đã hoàn thành.")
)
TOO_YOUNG = Kind(
    "trained-too-young", 422,
    _("Vào ngày hoàn thành, cán bộ chưa đủ 16 tuổi."),
    _("Sửa ngày hoàn thành, hoặc sửa ngày sinh của cán bộ trước."),
)  # fmt: skip
TRAINING_GONE = Kind(
    "training-gone", 409,
    _("Lần bồi dưỡng vừa bị người khác xóa trong khi đang ghi."),
    _("Đọc lại: nay là 404."),
)  # fmt: skip
OF_REFUSAL: dict[type[PostingRefused], Kind] = {
    ChangedMeanwhile: CHANGED, ServiceNumberTaken: TAKEN, BornTooLate: BORN_TOO_LATE,
    OfficerHoldsAPost: HOLDS_A_POST, OfficerServesElsewhere: SERVES_ELSEWHERE, CommuneHasAChief: HAS_A_CHIEF,
    OutsideTheCommunesDays: OUTSIDE_DAYS, EndsBeforeItStarts: ENDS_BEFORE, NoOpenPosting: NOT_OPEN,
    SamePost: SAME, NothingToReopen: NOT_REOPENED, PostingGone: GONE, WriteFailed: WRITE_FAILED,
    TrainedAlready: TRAINED, NotCompletedYet: NOT_COMPLETED, TrainedTooYoung: TOO_YOUNG,
    TrainingGone: TRAINING_GONE, DayTooEarly: DAY_TOO_EARLY, AppointedTooYoung: APPOINTED_TOO_YOUNG,
}  # fmt: skip
KINDS = (UNKNOWN_COMMUNE, *OF_REFUSAL.values())
PLACED = (
    FORBIDDEN, UNKNOWN_COMMUNE, HOLDS_A_POST, SERVES_ELSEWHERE, HAS_A_CHIEF, OUTSIDE_DAYS, ENDS_BEFORE,
    DAY_TOO_EARLY, APPOINTED_TOO_YOUNG,
)  # fmt: skip
STUDIED = (FORBIDDEN, TRAINED, NOT_COMPLETED, TOO_YOUNG, WRITE_FAILED)
# What an operation may answer with beside what all of its form do (`accounts.api.foreseen`).
RAISED: dict[str, tuple[Kind, ...]] = {
    "officers": (INVALID_FILTER,),
    "assignments": (INVALID_FILTER,),
    "staffing": (INVALID_FILTER,),
    "register": (FORBIDDEN, TAKEN, BORN_TOO_LATE, DAY_TOO_EARLY, WRITE_FAILED),
    "amend": (FORBIDDEN, CHANGED, TAKEN, BORN_TOO_LATE, DAY_TOO_EARLY, READ_ONLY_FIELD, WRITE_FAILED),
    "appoint": (*PLACED, WRITE_FAILED),
    "transfer": (*PLACED, CHANGED, NOT_OPEN, SAME, WRITE_FAILED),
    "end": (FORBIDDEN, CHANGED, NOT_OPEN, ENDS_BEFORE, OUTSIDE_DAYS, GONE, WRITE_FAILED),
    "correct": (*PLACED, CHANGED, GONE, READ_ONLY_FIELD, WRITE_FAILED),
    "cancel": (
        FORBIDDEN,
        CHANGED,
        GONE,
        NOT_REOPENED,
        HOLDS_A_POST,
        HAS_A_CHIEF,
        OUTSIDE_DAYS,
        WRITE_FAILED,
    ),
    "train": STUDIED,
    "correct_training": (*STUDIED, CHANGED, TRAINING_GONE, READ_ONLY_FIELD),
    "remove_training": (FORBIDDEN, CHANGED, TRAINING_GONE),
}
