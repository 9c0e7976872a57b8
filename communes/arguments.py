"""What commands are given as words: days, and calls that are none; what their parser of arguments says."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from communes.vietnamese import parse_day

PARSER_REFUSES = 2
# What Python's parser of arguments says, by its own words; it speaks before translations are at hand.
PARSER_SAYS = {
    "usage: ": "cách gọi: ",
    "positional arguments": "tham số theo thứ tự",
    "options": "tùy chọn",
    "show this help message and exit": "hiện hướng dẫn này rồi thôi",
    "%(prog)s: error: %(message)s\n": "%(prog)s: lỗi: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "tham số %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "thiếu các tham số bắt buộc: %s",
    "one of the arguments %s is required": "phải có một trong các tham số %s",
    "not allowed with argument %s": "không dùng cùng với tham số %s",
    "unrecognized arguments: %s": "tham số không có: %s",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không đúng dạng %(type)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không nhận %(value)r (chọn trong %(choices)s)",
}


def speak_our_language() -> None:
    """Let the parser of arguments of this process speak the language that commands speak."""
    argparse._ = lambda text: PARSER_SAYS.get(text, text)  # type: ignore[attr-defined]


def day_argument(text: str) -> date:
    """Read a day given to a command, ISO or `31/5/2021`. Raises CommandError for what is no day."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s” không phải là ngày, ví dụ 2021-05-31.") % {"text": text}) from error


@contextmanager
def refused_with_1() -> Iterator[None]:
    """Leave with 1, as of everything refused, where the parser of arguments would with its own 2.

    Meanwhile the parser speaks our language.
    """
    speak_our_language()
    try:
        yield
    except SystemExit as left:
        if left.code != PARSER_REFUSES:
            raise
        sys.stderr.write(_("Lệnh gọi chưa đúng; “manage.py help TÊN_LỆNH” cho biết cách gọi.") + "\n")
        raise SystemExit(1) from left
