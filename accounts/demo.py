"""The accounts of the demonstration; made by `load_demo` alone."""

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
    users = User.objects.filter(username__in=ACCOUNTS).select_related("province").order_by("pk")
    return [
        f"{user.username}: {user.get_role_display()}"
        + (f", {user.province.short_name}" if user.province else "")
        for user in users
    ]
