"""Is what went wrong a passing trouble of the database or a full disk? Then it is 503 in words, not 500."""

import errno
import sys
from collections.abc import Iterator

import psycopg
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg import errors

from config.embedded.server import EmbeddedServerError

TOO_SLOW = _("Yêu cầu này xử lý quá lâu nên đã được dừng. Hãy thu hẹp phạm vi rồi thử lại.")
FULL = _("Máy chủ dữ liệu hết chỗ lưu. Việc vừa làm chưa được ghi; hãy báo quản trị hệ thống.")
AWAY = _("Tạm thời không kết nối được cơ sở dữ liệu. Hãy thử lại sau ít phút.")
FULL_HERE = _("Máy chủ web hết chỗ lưu tạm. Việc vừa làm chưa được ghi; hãy báo quản trị hệ thống.")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
RETRY_AFTER = 10  # seconds
KINDS: list[tuple[tuple[type[BaseException], ...], Promise]] = [
    ((errors.QueryCanceled, errors.LockNotAvailable, errors.IdleInTransactionSessionTimeout), TOO_SLOW),
    ((errors.DiskFull,), FULL),
    # An OperationalError is of the connection or the server; InterfaceError: the connection was lost.
    ((psycopg.OperationalError, psycopg.InterfaceError, EmbeddedServerError), AWAY),
    ((errors.ReadOnlySqlTransaction,), AWAY),  # a standby that is being promoted
]


def present_outage() -> Promise | None:
    """Give the words for what is being handled, where that is such an outage; else None."""
    chain = list(_chain(sys.exc_info()[1]))
    for kinds, words in KINDS:
        if any(isinstance(error, kinds) for error in chain):
            return words
    if any(isinstance(error, OSError) and error.errno in NO_ROOM for error in chain):
        return FULL_HERE
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and those that it was raised from (Django wraps those of psycopg)."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
