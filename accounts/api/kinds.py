"""Kinds of refusal: what a program reads in `type`, each with its one status, its meaning and the way out.

Those of every call stand here; those of a room's own verbs in the room. `config` makes the index of all.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

URN = "urn:cong-an-xa:problem:"


@dataclass(frozen=True)
class Kind:
    """One kind of refusal: `name` and `status` for programs, `meaning` and `way_out` for people."""

    name: str
    status: int
    meaning: str
    way_out: str

    @property
    def urn(self) -> str:
        """The value of `type`."""
        return URN + self.name


BAD_REQUEST = Kind(
    "bad-request", 400,
    _("Không đọc được as_of, cursor, limit, lang, tiêu đề Idempotency-Key hoặc JSON gửi lên."),
    _("Sửa những gì “errors” nêu; không có “errors”: sửa JSON."),
)  # fmt: skip
UNKNOWN_PARAMETER = Kind(
    "unknown-parameter", 400,
    _(
        "Địa chỉ có tham số mà thao tác này không có; các thao tác ghi không có tham số nào, trừ reopen của "
        "DELETE."
    ),
    _("Bỏ tham số đó; “detail” kể các tham số dùng được."),
)  # fmt: skip
REPEATED_PARAMETER = Kind(
    "repeated-parameter", 400, _("Một tham số được gửi nhiều lần."), _("Gửi mỗi tham số một lần.")
)
UNKNOWN_CURSOR = Kind(
    "unknown-cursor", 400,
    _("“cursor” không phải do danh sách này cấp cho đúng các bộ lọc và as_of này."),
    _("Đọc lại từ trang đầu, không có “cursor”."),
)  # fmt: skip
INVALID_FILTER = Kind(
    "invalid-filter", 400,
    _("Giá trị của một bộ lọc không đọc được, không có trong các lựa chọn, hoặc là mã không có."),
    _("Sửa bộ lọc mà “errors” nêu; mã tỉnh, huyện, xã, vùng lấy từ các danh mục."),
)  # fmt: skip
UNAUTHORIZED = Kind(
    "unauthorized", 401,
    _("Thiếu mã truy cập, hoặc mã sai, hết hạn, bị thu hồi, hoặc tài khoản đã ngừng hoạt động."),
    _("Tạo mã mới ở /accounts/tokens/ rồi gửi trong “Authorization: Bearer …”."),
)  # fmt: skip
FORBIDDEN = Kind(
    "forbidden", 403,
    _("Vai trò của tài khoản không được làm việc này."),
    _("Dùng mã truy cập của tài khoản có vai trò mà thao tác nêu."),
)  # fmt: skip
READ_ONLY_TOKEN = Kind(
    "read-only-token", 403,
    _("Mã truy cập này chỉ được đọc."),
    _("Tạo mã được ghi ở /accounts/tokens/."),
)  # fmt: skip
CSRF = Kind(
    "csrf", 403,
    _("Gọi bằng phiên đăng nhập của trình duyệt mà thiếu mã chống giả mạo."),
    _("Gửi X-CSRFToken, hoặc dùng mã truy cập."),
)  # fmt: skip
HTTPS_ONLY = Kind(
    "https-only",
    403,
    _("Yêu cầu đến không qua HTTPS."),
    _("Gọi qua HTTPS; coi mã truy cập vừa gửi là đã lộ."),
)
NOT_FOUND = Kind(
    "not-found", 404,
    _("Không có bản ghi hoặc địa chỉ này trong phạm vi của tài khoản; của địa phương khác cũng vậy."),
    _("Lấy “id” hoặc mã từ danh sách mà tham số nêu."),
)  # fmt: skip
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed", 405, _("Địa chỉ này không có thao tác ấy."), _("Dùng phương thức mà Allow nêu.")
)
TOO_LARGE = Kind(
    "content-too-large", 413, _("Nội dung gửi lên quá lớn."), _("Chia thành nhiều yêu cầu nhỏ hơn.")
)
NOT_JSON = Kind(
    "unsupported-media-type", 415,
    _("Nội dung gửi lên không mang kiểu JSON."),
    _("Gửi Content-Type: application/json."),
)  # fmt: skip
UNPROCESSABLE = Kind(
    "unprocessable-entity", 422,
    _("Nội dung có trường thiếu, lạ, sai kiểu hoặc sai giá trị."),
    _("Sửa từng trường mà “errors” nêu."),
)  # fmt: skip
READ_ONLY_FIELD = Kind(
    "read-only-field", 422,
    _("Nội dung của PUT có trường chỉ đọc khác với bản ghi."),
    _("Bỏ trường đó, hoặc gửi đúng giá trị mà GET (không có as_of) trả về; trường này không sửa được ở đây."),
)  # fmt: skip
KEY_REUSED = Kind(
    "idempotency-key-reused", 422,
    _("Idempotency-Key này đã dùng cho một yêu cầu khác trong 24 giờ qua."),
    _("Chọn khóa mới cho yêu cầu mới."),
)  # fmt: skip
MARK_MISSING = Kind(
    "precondition-required", 428,
    _("Thiếu If-Match."),
    _("Đọc bản ghi rồi gửi ETag của nó trong If-Match."),
)  # fmt: skip
TOO_MANY = Kind(
    "too-many-requests", 429, _("Gọi quá nhanh."), _("Chờ số giây trong Retry-After rồi gửi lại.")
)
FAILED = Kind(
    "internal-server-error", 500,
    _("Hệ thống gặp lỗi; chưa ghi gì. Lỗi đã được ghi lại."),
    _("Gửi lại với cùng Idempotency-Key; nếu còn lỗi, báo người quản trị."),
)  # fmt: skip
AWAY = Kind(
    "service-unavailable", 503,
    _("Hệ thống tạm ngừng phục vụ; chưa ghi gì."),
    _("Chờ số giây trong Retry-After rồi gửi lại với cùng Idempotency-Key."),
)  # fmt: skip
NOT_FILTERS = ("as_of", "cursor", "limit", "lang")  # parameters of an address that narrow nothing
KINDS = (
    BAD_REQUEST, UNKNOWN_PARAMETER, REPEATED_PARAMETER, UNKNOWN_CURSOR, INVALID_FILTER, UNAUTHORIZED,
    FORBIDDEN, READ_ONLY_TOKEN, CSRF, HTTPS_ONLY, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LARGE, NOT_JSON,
    UNPROCESSABLE, READ_ONLY_FIELD, KEY_REUSED, MARK_MISSING, TOO_MANY, FAILED, AWAY,
)  # fmt: skip
# What the site or the API's library refuses before an endpoint is reached, by its status.
OF_STATUS = {
    kind.status: kind
    for kind in (
        BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LARGE, NOT_JSON,
        UNPROCESSABLE, MARK_MISSING, TOO_MANY, FAILED, AWAY,
    )
}  # fmt: skip


def of_status(status: int) -> Kind:
    """Give the kind of a refusal that bears a status alone."""
    return OF_STATUS.get(status, BAD_REQUEST if status < FAILED.status else FAILED)
