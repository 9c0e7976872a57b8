"""Passwords known from breaches, looked up without a word going out.

`scripts/breached_passwords.py` made the list: the first bytes of each one's SHA-256, sorted; 44,000
passwords in 350 kB, a look-up of 16 steps. Another password is taken for one of them once in 10^14.
"""

import hashlib
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 12  # shorter ones are refused for that alone, and are not in the list
WIDTH = 8  # bytes
LIST = Path(__file__).with_name("breached.bin")


class BreachedValidator:
    """Refuses what stands in the list, in capitals or not, also between figures and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        if any(is_breached(word) for word in {password, password.strip(), bare(password)}):
            raise ValidationError(
                _("Mật khẩu này đã bị lộ và nằm trong danh sách ai cũng thử đầu tiên; hãy dùng câu khác."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Mật khẩu không được nằm trong danh sách mật khẩu đã bị lộ.")


def is_breached(word: str) -> bool:
    """Tell whether a password stands in the list."""
    marks, wanted = _marks(), mark_of(word)
    place = bisect_left(range(len(marks) // WIDTH), wanted, key=lambda n: marks[n * WIDTH : (n + 1) * WIDTH])
    return marks[place * WIDTH : (place + 1) * WIDTH] == wanted


def bare(word: str) -> str:
    """Give a password without the figures and signs that were put around it."""
    letters = [place for place, sign in enumerate(word) if sign.isalpha()]
    return word[letters[0] : letters[-1] + 1] if letters else word


def mark_of(word: str) -> bytes:
    """Give what the list holds of a password."""
    return hashlib.sha256(word.lower().encode("utf-8", "replace")).digest()[:WIDTH]


@cache
def _marks() -> bytes:
    return LIST.read_bytes()
