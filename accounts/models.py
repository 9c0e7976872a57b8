"""The people who sign in: a role, and for provincial roles the province."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Province


class Role(models.TextChoices):
    MINISTRY = "ministry", _("Bộ Công an")
    PROVINCE_EDITOR = "province_editor", _("Cán bộ nhập liệu của địa phương")
    PROVINCE_APPROVER = "province_approver", _("Chỉ huy duyệt của địa phương")
    AUDITOR = "auditor", _("Kiểm tra, giám sát")


PROVINCIAL_ROLES = (Role.PROVINCE_EDITOR, Role.PROVINCE_APPROVER)
NATIONAL_ROLES = (Role.MINISTRY, Role.AUDITOR)


@recorded("password", "last_login")
class User(AbstractUser):
    """An account. A superuser has no role: it manages accounts and may import for any province."""

    role = models.CharField(_("vai trò"), max_length=20, choices=Role, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, verbose_name=_("tỉnh, thành phố")
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=PROVINCIAL_ROLES, province__isnull=False)
                | Q(province=None) & ~Q(role__in=PROVINCIAL_ROLES),
                name="provincial_roles_alone_have_a_province",
                violation_error_message=_("Vai trò của địa phương phải có tỉnh, vai trò khác thì không."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values) | Q(role="", is_superuser=True),
                name="account_has_a_known_role",
                violation_error_message=_("Tài khoản phải có một vai trò."),
            ),
        ]

    @property
    def is_provincial(self) -> bool:
        return self.role in PROVINCIAL_ROLES

    @property
    def own_province(self) -> Province:
        """The province of a provincial account, which the database makes sure of."""
        if self.province is None:
            raise ValueError(f"{self} has no province")
        return self.province

    @property
    def sees_nation(self) -> bool:
        return self.role in NATIONAL_ROLES or self.is_superuser
