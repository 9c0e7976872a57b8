"""Whose token this is, what it may do and of which province; and which day it is here."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Router, Schema
from pydantic import Field

from accounts.api.problems import refuse_unknown
from accounts.api.values import Moment
from accounts.models import Role
from accounts.requests import UserRequest
from communes.calendar import today
from deployment.days import default_day
from reports.moment import day_of, present_moment

router = Router(tags=["account"])


class AccountOut(Schema):
    """The account that calls; `may_write`, `expires_at`: of its token."""

    username: str = Field(description=_("Tên đăng nhập"))
    role: Role | None = Field(description=_("Vai trò; null: tài khoản quản trị, không thuộc vai trò nào"))
    province_code: str | None = Field(description=_("Mã tỉnh của tài khoản địa phương; null: cả nước"))
    may_write: bool = Field(
        description=_(
            "true: được ghi trong phạm vi của vai trò; false: mã chỉ đọc (ghi thì read-only-token) hoặc vai "
            "trò chỉ đọc, auditor (ghi thì forbidden)"
        )
    )
    expires_at: Moment | None = Field(description=_("Khi nào mã hết hạn; null: gọi bằng phiên đăng nhập"))
    today: date = Field(description=_("Hôm nay của máy chủ, theo giờ Việt Nam"))
    cycle_today: date = Field(
        description=_(
            "Hôm nay của kỳ báo cáo, niêm phong và văn bản: đúng là “today”, trừ bản minh họa, nơi các việc "
            "đó ghi theo ngày minh họa"
        )
    )
    default_as_of: date = Field(description=_("Ngày của số liệu khi không gửi as_of"))


@router.get("/account", response=AccountOut, summary=_("Tài khoản đang gọi"))
def account(request: UserRequest) -> dict[str, Any]:
    """Whose token it is."""
    refuse_unknown(request, ())
    token = getattr(request, "api_token", None)
    return {
        "username": request.user.get_username(),
        "role": request.user.role or None,
        "province_code": request.user.province.code if request.user.province else None,
        "may_write": (token.may_write if token else True) and request.user.role != Role.AUDITOR,
        "expires_at": token.expires_at if token else None,
        "today": today(),
        "cycle_today": day_of(present_moment()),
        "default_as_of": default_day(),
    }
