"""Make an account; the only way that is not the administrator's page."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import PROVINCIAL_ROLES, Role, User
from communes.calendar import today
from communes.models import Province


class AccountRefused(ValueError):
    """The account cannot be made; the message says why, in words for a person."""


@transaction.atomic
def create_account(*, name: str, role: str, province_code: str | None, password: str) -> User:
    """Make the account `name` with `role`, and for provincial roles the province.

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
