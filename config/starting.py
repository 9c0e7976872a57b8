"""What must be so before anybody is let in: production does not start otherwise.

Asked as Django's checks (`check --deploy`, `check --database default`) and, of the real process, by gunicorn
before it listens, or by whatever else loads `config.wsgi`. This machine's own
demo (the embedded server with nothing set) is no production.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from accounts.demo import ACCOUNTS, PASSWORD
from accounts.models import User

CHECKED = "CHECKED_BEFORE_STARTING"  # set by gunicorn's parent for its workers
SHORTEST_KEY, FEWEST_LETTERS = 50, 10
KNOWN_KEYS = ("django-insecure-", "changeme", "secret", "x" * 8, "test")
ROLE = """
SELECT rolsuper, rolbypassrls, EXISTS (
         SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                                  AND pg_has_role(current_user, c.relowner, 'MEMBER'))
  FROM pg_roles WHERE rolname = current_user
"""


def objections_to_settings() -> Iterator[str]:
    """Give what in the settings forbids production."""
    key = settings.SECRET_KEY
    if settings.DEBUG:
        yield _("DEBUG đang bật.")
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS or key.lower().startswith(KNOWN_KEYS):
        yield _("SECRET_KEY ngắn hơn %(n)s ký tự, quá đơn giản hoặc là khóa mẫu.") % {"n": SHORTEST_KEY}
    if settings.REQUIRE_MFA == "none" and not settings.EMBEDDED and not settings.WITHOUT_MFA_BECAUSE:
        yield _("REQUIRE_MFA=none cần ghi rõ lý do ở WITHOUT_MFA_BECAUSE.")


def objections_to_database(name: str = "default") -> Iterator[str]:
    """Give what in the database forbids production: what its role may, and the demonstration's accounts."""
    with connections[name].cursor() as cursor:
        cursor.execute(ROLE)
        is_superuser, bypasses, owns = cursor.fetchone()
    if is_superuser:
        yield _("Ứng dụng kết nối cơ sở dữ liệu bằng vai trò quản trị (superuser).")
    if bypasses:
        yield _("Vai trò kết nối cơ sở dữ liệu bỏ qua được tường giữa các tỉnh (BYPASSRLS).")
    if owns and not is_superuser:
        yield _("Vai trò kết nối cơ sở dữ liệu sở hữu các bảng.")
    demo = [user.username for user in User.objects.filter(username__in=ACCOUNTS, is_active=True)
            if user.check_password(PASSWORD)]  # fmt: skip
    if demo:
        yield _("Còn tài khoản minh họa với mật khẩu minh họa: %(names)s.") % {
            "names": ", ".join(sorted(demo))
        }


def objections_to_static_files() -> Iterator[str]:
    """Give what is missing of the files that pages link to: each page would answer 500."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    folders = map(Path, settings.STATICFILES_DIRS)
    ours = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("[!.]*")
            if path.is_file()}  # fmt: skip
    missing = sorted(ours - staticfiles_storage.hashed_files.keys())
    if missing:
        yield _("Chưa gom tệp tĩnh (thiếu %(n)s tệp, như %(name)s): chạy make setup.") % {
            "n": len(missing), "name": missing[0]
        }  # fmt: skip


@register(Tags.security, deploy=True)
def check_settings(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Django's check of the settings."""
    return [Error(text, id="config.E001") for text in objections_to_settings()]


@register(Tags.database)
def check_database(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> Sequence[CheckMessage]:
    """Django's check of the database, where one is named and the site is production as the application."""
    is_application = connections["default"].settings_dict.get("WALLED") and not settings.LOCAL
    if not databases or not is_application:
        return []
    return [Error(text, id="config.E002") for text in objections_to_database()]


def objections() -> list[str]:
    """Give all that forbids letting anybody in; this machine's own demo needs its static files alone."""
    found = list(objections_to_static_files())
    if settings.LOCAL:
        return found
    found += objections_to_settings()
    try:
        return found or list(objections_to_database())
    except DatabaseError as error:
        return [_("Không hỏi được cơ sở dữ liệu: %(error)s") % {"error": error}]


def refuse_or_go_on() -> None:
    """End this process with a word on stderr where something forbids letting anybody in."""
    found = objections()
    if found:
        lines = [_("Không khởi động:"), *(f"- {text}" for text in found)]
        sys.stderr.write("\n".join(lines) + "\n")
        sys.exit(1)
    connections.close_all()


def refuse_once() -> None:
    """Do so unless a parent process has: each of gunicorn's workers loads the same application."""
    if not os.environ.get(CHECKED):
        refuse_or_go_on()
