"""The accounts of the demonstration; made by `load_demo` alone."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import check_password

from accounts.models import Role, User
from communes.calendar import today
from communes.models import Province

PASSWORD = "demo-only-2021"  # noqa: S105 (public on purpose; production refuses to start with it)
ACCOUNTS = {
    "ministry": (Role.MINISTRY, None),
    "auditor": (Role.AUDITOR, None),
    "editor-11": (Role.PROVINCE_EDITOR, "11"),
    "approver-11": (Role.PROVINCE_APPROVER, "11"),
    "editor-01": (Role.PROVINCE_EDITOR, "01"),
    "approver-01": (Role.PROVINCE_APPROVER, "01"),
}


def ensure_demo_accounts() -> list[str]:
    """Make the demonstration's accounts where they are missing; gives their names."""
    for name, (role, code) in ACCOUNTS.items():
        if not User.objects.filter(username=name).exists():
            province = Province.objects.called(code, today()) if code else None
            User.objects.create_user(name, password=PASSWORD, role=role, province=province)
    return list(ACCOUNTS)


def who_is_who() -> list[str]:
    """Say of each account what it is for: "approver-11: Chỉ huy duyệt của địa phương, Điện Biên"."""
    return [f"{user.username}: {purpose_of(user)}" for user in _accounts()]


def open_accounts() -> list[tuple[str, str]]:
    """Give name and purpose of each account that opens with the demonstration's password.

    None anywhere but in this machine's own demo: a production asks nothing and shows nothing.
    """
    if not settings.LOCAL:
        return []
    return [(user.username, purpose_of(user)) for user in _accounts()
            if user.is_active and _opens(user.password)]  # fmt: skip


def purpose_of(user: User) -> str:
    """Say what an account is for: its role, and the province of a provincial one."""
    role = str(user.get_role_display())
    return f"{role}, {user.province.short_name}" if user.province else role


def _accounts() -> list[User]:
    return list(User.objects.filter(username__in=ACCOUNTS).select_related("province").order_by("pk"))


@lru_cache(maxsize=64)
def _opens(encoded: str) -> bool:
    """Tell whether the password opens what is stored: asked once of each, for it takes long on purpose."""
    return check_password(PASSWORD, encoded)
