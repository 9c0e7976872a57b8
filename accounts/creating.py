"""Make an account; the only way that is not the administrator's page."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import PROVINCIAL_ROLES, Role, User
from communes.calendar import today
from communes.models import Province

TEMPORARY = timedelta(days=7)


class AccountRefused(ValueError):
    """The account cannot be made; the message says why, in words for a person."""


def end_of_temporary() -> datetime:
    """Give until when a password that is given now opens the way to one's own."""
    return now() + TEMPORARY


@transaction.atomic
def create_account(
    *, name: str, role: str, province_code: str | None, password: str, is_temporary: bool = False
) -> User:
    """Make the account `name` with `role`, and for provincial roles the province.

    is_temporary: the password opens nothing but the page that sets one's own, and that for a week.
    Raises AccountRefused for an unknown role or province, a province where none belongs, a name that
    is taken or malformed, a password against the policy.
    """
    if role not in Role.values:
        raise AccountRefused(
            _("Không có vai trò “%(role)s”; hãy chọn: %(known)s.")
            % {"role": role, "known": ", ".join(Role.values)}
        )
    user = User(username=name, role=role, province=_province_for(role, province_code))
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        raise AccountRefused(" ".join(error.messages)) from error
    user.set_password(password)
    user.password_expires_at = end_of_temporary() if is_temporary else None
    user.save()
    return user


def _province_for(role: str, code: str | None) -> Province | None:
    if role not in PROVINCIAL_ROLES:
        if code:
            raise AccountRefused(_("Vai trò “%(role)s” không gắn với tỉnh nào.") % {"role": role})
        return None
    if not code:
        raise AccountRefused(_("Vai trò “%(role)s” cần mã tỉnh (--province).") % {"role": role})
    province = Province.objects.called(code, today())
    if province is None:
        raise AccountRefused(_("Không có tỉnh, thành phố mang mã “%(code)s”.") % {"code": code})
    return province
