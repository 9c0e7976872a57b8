"""What commands are given as words: days, and calls that are none."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.vietnamese import parse_day

PARSER_REFUSES = 2


def day_argument(text: str) -> date:
    """Read a day given to a command, ISO or `31/5/2021`. Raises CommandError for what is no day."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s” không phải là ngày, ví dụ 2021-05-31.") % {"text": text}) from error


@contextmanager
def refused_with_1() -> Iterator[None]:
    """Leave with 1, as of everything refused, where the parser of arguments would with its own 2."""
    try:
        yield
    except SystemExit as left:
        if left.code != PARSER_REFUSES:
            raise
        sys.stderr.write(_("Lệnh gọi chưa đúng; “manage.py help TÊN_LỆNH” cho biết cách gọi.") + "\n")
        raise SystemExit(1) from left
