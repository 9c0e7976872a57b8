"""The way to a page: which page stands above which, declared once for every address that shows a page.

A page of the first level stands in the menu (or the account's own) and has nothing above it.
`tests/config/test_crumbs.py` names an address that is missing here, and a link that its reader cannot follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template import Context, Variable, VariableDoesNotExist
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from deployment.days import kept_day


@dataclass(frozen=True)
class Page:
    """What a page is called as one that others stand below.

    above: the page above it, "" for the first level.
    named: where the context of a page may hold the own name of its record, the first found.
    address: where the context holds its address, for one that the path below does not give.
    route: the name of its address where that is not its name here (those that begin with @).
    parts: the parts of its path: by the name of one in the path below, or by a place in the context.
    query: what narrows it, each by a place in the context.
    national: there for those who see the nation alone.
    dated: speaks of a day, which the link keeps.
    """

    label: str | Promise
    above: str = ""
    named: tuple[str, ...] = ()
    address: str = ""
    route: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    national: bool = False
    dated: bool = False


@dataclass(frozen=True)
class Crumb:
    url: str
    label: str


def crumbs_of(context: Context) -> list[Crumb]:
    """Give the pages above the one that `context` is shown by, the highest first."""
    request: HttpRequest = context["request"]
    match = request.resolver_match
    page = PAGES.get(match.view_name) if match else None
    found: list[Crumb] = []
    while page and page.above:
        name, page = page.above, PAGES[page.above]
        if crumb := _crumb(name, page, context, request):
            found.append(crumb)
    return found[::-1]


def _crumb(name: str, page: Page, context: Context, request: HttpRequest) -> Crumb | None:
    user = request.user
    if page.national and not (isinstance(user, User) and user.sees_nation):
        return None
    own = next((text for place in page.named if (text := _in(context, place))), "")
    label = str(own or page.label)
    url = _in(context, page.address) if page.address else _address(page.route or name, page, context, request)
    return Crumb(str(url), label) if url and label else None


def _address(name: str, page: Page, context: Context, request: HttpRequest) -> str:
    """Give the address of a page above; "" where the context lacks a part of it."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    given = {part: kwargs.get(place) or _in(context, place) for part, place in page.parts.items()}
    if not all(given.values()):
        return ""
    url = reverse(name, kwargs=given)
    query = kept_day(request) if page.dated else ""
    narrowing = {key: value for key, place in page.query.items() if (value := _in(context, place))}
    return f"{url}{query}{('&' if query else '?') + urlencode(narrowing) if narrowing else ''}"


def _in(context: Context, place: str) -> Any:
    try:
        return Variable(place).resolve(context) or ""
    except VariableDoesNotExist:
        return ""


ACCOUNT, CODE, PK = "mfa_index", {"code": "code"}, {"pk": "pk"}
REPORT = {"pk": "pk", "code": "code"}
PERIOD_TITLES = ("period.title", "report.period.title", "view.subject.period.title", "view.period.title")

PAGES: dict[str, Page] = {
    "home": Page(_("Việc cần làm")),
    "notices:list": Page(_("Thông báo")),
    "notices:choose": Page(_("Cách báo"), "notices:list"),
    "notices:address": Page(_("Cách báo"), "notices:list"),
    "notices:prove": Page(_("Cách báo"), "notices:list"),
    "help": Page(_("Hướng dẫn")),
    "help-page": Page(_("Trang hướng dẫn"), "help"),
    "search": Page(_("Tìm kiếm")),
    # Accounts
    "accounts:login": Page(_("Đăng nhập")),
    "accounts:logout": Page(_("Đăng xuất")),
    "account_login": Page(_("Đăng nhập")),
    "account_logout": Page(_("Đăng xuất")),
    "account_inactive": Page(_("Tài khoản đã ngừng hoạt động")),
    "account_reauthenticate": Page(_("Xác nhận lại"), ACCOUNT),
    "account_change_password": Page(_("Đổi mật khẩu"), ACCOUNT),
    "usersessions_list": Page(_("Các phiên đăng nhập"), ACCOUNT),
    "mfa_index": Page(_("Đăng nhập và bảo mật")),
    "mfa_authenticate": Page(_("Mã xác minh")),
    "mfa_reauthenticate": Page(_("Xác nhận lại"), ACCOUNT),
    "mfa_reauthenticate_webauthn": Page(_("Xác nhận lại"), ACCOUNT),
    "mfa_activate_totp": Page(_("Cài ứng dụng xác minh"), ACCOUNT),
    "mfa_deactivate_totp": Page(_("Tắt ứng dụng xác minh"), ACCOUNT),
    "mfa_view_recovery_codes": Page(_("Mã dự phòng"), ACCOUNT),
    "mfa_generate_recovery_codes": Page(_("Tạo mã dự phòng"), ACCOUNT),
    "mfa_list_webauthn": Page(_("Khóa bảo mật"), ACCOUNT),
    "mfa_add_webauthn": Page(_("Thêm khóa"), "mfa_list_webauthn"),
    "mfa_remove_webauthn": Page(_("Bỏ khóa"), "mfa_list_webauthn"),
    "mfa_edit_webauthn": Page(_("Đổi tên khóa"), "mfa_list_webauthn"),
    "accounts:tokens": Page(_("Mã truy cập API"), ACCOUNT),
    "api-guide": Page(_("Giao diện lập trình (API)"), "accounts:tokens"),
    "api-start": Page(_("Giao diện lập trình (API)"), "accounts:tokens"),
    # Facts
    "deployment:communes": Page(_("Xã, thị trấn"), dated=True),
    "@province": Page(
        "",
        "reports:summary",
        ("record.place.province.short_name",),
        route="reports:province",
        parts={"code": "record.place.province.code"},
        dated=True,
    ),
    "@district": Page(
        "",
        "@province",
        ("record.place.district.name",),
        route="deployment:communes",
        query={"province": "record.place.province.code", "district": "record.place.district.code"},
        dated=True,
    ),
    "deployment:commune": Page(_("Xã, thị trấn"), "@district", dated=True),
    "deployment:officers": Page(_("Cán bộ"), dated=True),
    "deployment:officer": Page(_("Cán bộ"), "deployment:officers"),
    "@officer": Page(
        "", "deployment:officers", ("view.subject.officer.full_name", "view.subject.full_name"), "back"
    ),
    "deployment:register": Page(_("Đăng ký cán bộ mới"), "deployment:officers"),
    "deployment:amend": Page(_("Sửa thông tin"), "@officer"),
    "deployment:transfer": Page(_("Điều chuyển"), "@officer"),
    "deployment:end": Page(_("Kết thúc"), "@officer"),
    "deployment:correct": Page(_("Đính chính"), "@officer"),
    "deployment:cancel": Page(_("Hủy"), "@officer"),
    "deployment:train": Page(_("Ghi bồi dưỡng"), "@officer"),
    "deployment:correct_training": Page(_("Đính chính"), "@officer"),
    "deployment:remove_training": Page(_("Xóa"), "@officer"),
    "deployment:assignments": Page(_("Bố trí"), dated=True),
    "deployment:appoint": Page(_("Bổ nhiệm"), "deployment:officers"),
    "deployment:history": Page(_("Lịch sử thay đổi")),
    "deployment:readings": Page(_("Nhật ký xem dữ liệu"), "deployment:history"),
    "deployment:rules": Page(_("Quy định"), dated=True),
    "deployment:decree": Page(_("Ban hành"), "deployment:rules"),
    "deployment:end_rule": Page(_("Chấm dứt"), "deployment:rules"),
    "deployment:cancel_rule": Page(_("Hủy"), "deployment:rules"),
    "deployment:offers": Page(_("Điều chuyển giữa các địa phương")),
    "deployment:ask": Page(_("Đề nghị tiếp nhận"), "deployment:offers"),
    "deployment:agree": Page(_("Đồng ý"), "deployment:offers"),
    "deployment:decline": Page(_("Không đồng ý"), "deployment:offers"),
    "deployment:withdraw": Page(_("Rút đề nghị"), "deployment:offers"),
    "deployment:import": Page(_("Nhập từ tệp")),
    "deployment:import_trainings": Page(_("Nhập đào tạo, bồi dưỡng"), "deployment:officers"),
    "@upload": Page(_("Nhập từ tệp"), "", ("import_title",), address="import_url"),
    "deployment:preview": Page(_("Xem trước"), "@upload"),
    "deployment:receipts": Page(_("Các lần nhập từ tệp")),
    "deployment:receipt": Page(_("Biên nhận"), "deployment:receipts", parts=PK),
    "deployment:revert": Page(_("Hoàn tác"), "deployment:receipt"),
    "deployment:work": Page(_("Việc đang làm"), "home"),
    # Plans
    "deployment:nation_plan": Page(_("Phương án cân đối biên chế"), national=True, dated=True),
    "deployment:region_plan": Page(_("Vùng"), "deployment:nation_plan"),
    "deployment:plan": Page(
        _("Phương án"), "deployment:nation_plan", ("province.short_name",), parts=CODE, dated=True
    ),
    "deployment:accept_plan": Page(_("Chọn điều chuyển"), "deployment:plan"),
    "deployment:drafts": Page(_("Điều chuyển dự kiến"), "deployment:plan"),
    "@plan": Page(
        "",
        "deployment:nation_plan",
        ("view.subject.province.short_name",),
        route="deployment:plan",
        parts={"code": "view.subject.province.code"},
    ),
    "@drafts": Page(_("Điều chuyển dự kiến"), "@plan", address="back"),
    "deployment:carry_out": Page(_("Thực hiện"), "@drafts"),
    "deployment:discard": Page(_("Bỏ"), "@drafts"),
    "deployment:chief_posts": Page(_("Trưởng Công an còn khuyết"), national=True, dated=True),
    "deployment:province_chief_posts": Page(
        _("Địa phương"), "deployment:chief_posts", ("province.short_name",), dated=True
    ),
    "@chief_posts": Page(
        _("Trưởng Công an còn khuyết"),
        "deployment:chief_posts",
        ("view.subject.province.short_name",),
        address="back",
    ),
    "deployment:plan_chief": Page(_("Kế hoạch bổ nhiệm"), "@chief_posts"),
    # Model wards
    "deployment:wards": Page(_("Phường điển hình, kiểu mẫu")),
    "deployment:admit_ward": Page(_("Đưa vào thí điểm"), "deployment:wards"),
    "deployment:ward": Page(_("Phường"), "deployment:wards", ("view.subject.commune.name",), parts=PK),
    "deployment:release_ward": Page(_("Thôi thí điểm"), "deployment:ward"),
    "deployment:assess_ward": Page(_("Đánh giá"), "deployment:ward"),
    "deployment:new_criteria": Page(_("Lập bộ tiêu chí"), "deployment:wards"),
    "deployment:criteria": Page(_("Bộ tiêu chí"), "deployment:wards", parts=PK),
    "deployment:write_criteria": Page(_("Sửa"), "deployment:criteria"),
    "deployment:force_criteria": Page(_("Cho có hiệu lực"), "deployment:criteria"),
    "deployment:new_round": Page(_("Mở đợt đánh giá"), "deployment:wards"),
    # What is read
    "reports:summary": Page(_("Tổng hợp toàn quốc"), national=True, dated=True),
    "reports:province": Page(
        _("Địa phương"), "reports:summary", ("province.short_name",), parts=CODE, dated=True
    ),
    "reports:map": Page(_("Bản đồ"), dated=True),
    "reports:trends": Page(_("Diễn biến"), dated=True),
    "reports:forecast": Page(_("Dự báo"), national=True, dated=True),
    "reports:province_forecast": Page(
        _("Địa phương"), "reports:forecast", ("province.short_name",), dated=True
    ),
    "reports:published": Page(_("Số liệu đã công bố")),
    "reports:published_enter": Page(_("Ghi số liệu"), "reports:published"),
    "reports:published_amend": Page(_("Sửa"), "reports:published"),
    "reports:published_strike": Page(_("Bỏ"), "reports:published"),
    # The cycle
    "reports:periods": Page(_("Kỳ báo cáo")),
    "reports:open_period": Page(_("Mở kỳ báo cáo"), "reports:periods"),
    "reports:period": Page(_("Kỳ"), "reports:periods", PERIOD_TITLES, parts=PK, national=True),
    "reports:renew_period": Page(_("Cập nhật bố cục"), "reports:period"),
    "reports:period_queue": Page(_("Chờ duyệt"), "reports:period", parts=PK),
    "reports:bulk_approve": Page(_("Duyệt nhiều báo cáo"), "reports:period_queue"),
    "reports:period_support": Page(_("Điều kiện bảo đảm"), "reports:period"),
    "reports:report": Page(
        _("Báo cáo"),
        "reports:period",
        ("report.province.short_name", "view.subject.province.short_name"),
        parts=REPORT,
    ),
    "reports:report_support": Page(_("Điều kiện bảo đảm"), "reports:report", parts=REPORT),
    "reports:report_support_import": Page(_("Nhập từ tệp"), "reports:report_support"),
    "reports:report_communes": Page(_("Danh sách xã, thị trấn"), "reports:report", parts=REPORT),
    "reports:report_confirm_communes": Page(_("Xác nhận"), "reports:report_communes"),
    "reports:report_postings": Page(_("Xác nhận bố trí"), "reports:report"),
    "reports:report_explain": Page(_("Giải trình"), "reports:report"),
    "reports:report_answers": Page(_("Điểm bị trả lại"), "reports:report"),
    "reports:report_narrative": Page(_("Thuyết minh"), "reports:report", parts=REPORT),
    "reports:report_section": Page(_("Một mục"), "reports:report_narrative"),
    "reports:report_attach": Page(_("Đính kèm"), "reports:report"),
    "reports:report_detach": Page(_("Bỏ tệp"), "reports:report"),
    "reports:report_send": Page(_("Gửi"), "reports:report"),
    "reports:report_extend": Page(_("Gia hạn"), "reports:report"),
    "reports:report_approve": Page(_("Duyệt"), "reports:report"),
    "reports:report_return": Page(_("Trả lại"), "reports:report"),
    "reports:report_reopen": Page(_("Mở lại"), "reports:report"),
    # National reports
    "reports:list": Page(_("Báo cáo toàn quốc")),
    "reports:freeze": Page(pgettext_lazy("verb", "Niêm phong"), "reports:list"),
    "reports:narrative": Page(_("Thuyết minh toàn quốc"), "reports:list"),
    "reports:sealed": Page(_("Báo cáo đã niêm phong"), "reports:list", ("sealed", "view.subject"), parts=PK),
    "reports:sealed_province": Page(
        _("Địa phương"),
        "reports:sealed",
        ("row.province_name",),
        parts={"pk": "pk", "code": "row.province_code"},
    ),
    "reports:sealed_matters": Page(_("Diễn biến, dự báo, điều kiện"), "reports:sealed"),
    "reports:sealed_communes": Page(_("Xã, thị trấn"), "reports:sealed"),
    "reports:sealed_commune": Page(_("Xã"), "reports:sealed_province"),
    "reports:sealed_documents": Page(_("Văn bản, đối chiếu"), "reports:sealed", parts=PK),
    "reports:sealed_differences": Page(_("Thay đổi"), "reports:sealed_documents"),
    "reports:sealed_changes": Page(_("Thay đổi"), "reports:sealed_documents"),
    "reports:issue": Page(_("Ban hành"), "reports:sealed"),
    "reports:pack": Page(_("Bộ tài liệu"), "reports:sealed_documents"),
}
