"""Who takes which step of the reporting cycle."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import Role, User
from reports.errors import NotYours
from reports.models import ProvincialReport

Reader = User | AnonymousUser


def may_review(user: Reader) -> bool:
    """Tell whether `user` opens periods, extends, approves, returns and reopens."""
    return isinstance(user, User) and user.is_active and user.role == Role.MINISTRY


def may_draft(user: Reader, report: ProvincialReport) -> bool:
    """Tell whether `user` writes in `report`, state apart."""
    own = isinstance(user, User) and user.is_active and user.province_id == report.province_id
    return own and isinstance(user, User) and user.is_provincial


def may_send(user: Reader, report: ProvincialReport) -> bool:
    """Tell whether `user` sends `report`, state apart."""
    return may_draft(user, report) and isinstance(user, User) and user.role == Role.PROVINCE_APPROVER


def refuse_unless_reviewer(user: User) -> None:
    """Raise NotYours for all but the Ministry."""
    if not may_review(user):
        raise NotYours(_("Chỉ tài khoản của Bộ mở kỳ, gia hạn, duyệt, trả lại hoặc mở khóa báo cáo."))


def refuse_unless_drafter(user: User, report: ProvincialReport) -> None:
    """Raise NotYours for all but the report's own province."""
    if not may_draft(user, report):
        raise NotYours(_("Chỉ cán bộ của địa phương soạn báo cáo của mình."))


def refuse_unless_sender(user: User, report: ProvincialReport) -> None:
    """Raise NotYours for all but an approver of the report's own province."""
    if not may_send(user, report):
        raise NotYours(_("Chỉ chỉ huy duyệt của địa phương gửi báo cáo; hãy chuyển để phê duyệt."))
