"""What commands are given as words: days."""

from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.vietnamese import parse_day


def day_argument(text: str) -> date:
    """Read a day given to a command, ISO or `31/5/2021`. Raises CommandError for what is no day."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s” không phải là ngày, ví dụ 2021-05-31.") % {"text": text}) from error
