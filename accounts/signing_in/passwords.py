"""Passwords against lists kept here: no word goes out to be checked."""

import re
from functools import cache
from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Province
from communes.vietnamese import fold

# What somebody would think of first, here. Those of breaches: `breached.py`, and Django's list.
CONTEXT = (
    "congan", "canhsat", "anninh", "bocongan", "bca", "congantinh", "conganxa", "chinhquy", "matkhau",
    "password", "vietnam", "quocgia", "anhyeuem", "admin", "quantri", "demo", "only", "qwerty", "bo", "xa",
    "huyen", "tinh", "thanhpho", "phuong", "ministry", "auditor", "editor", "approver", "secret", "welcome",
)  # fmt: skip
# Without those words six letters must be left, or ten steps from a figure or sign to the next.
OWN, LETTER, STEP = 30, 5, 3


class LengthValidator(MinimumLengthValidator):
    """Refuses a short password, in words that Django has not in Vietnamese."""

    def get_error_message(self) -> str:
        return _("Mật khẩu phải có ít nhất %(least)s ký tự.") % {"least": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()


class ContextWordsValidator:
    """Refuses a password that is made of this service's words, places, one's name and figures."""

    def validate(self, password: str, user: Any = None) -> None:
        left = fold(password).replace(" ", "")
        for word in sorted({*CONTEXT, *_places(), *_names(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if LETTER * sum(sign.isalpha() for sign in left) + STEP * _steps(left) < OWN:
            raise ValidationError(
                _("Mật khẩu gồm toàn từ quen thuộc, địa danh hoặc dãy số; hãy thêm vài từ của riêng bạn."),
                code="password_of_context_words",
            )

    def get_help_text(self) -> str:
        return _("Mật khẩu không được chỉ gồm từ của ngành, địa danh, tên đăng nhập và số.")


def _steps(text: str) -> int:
    """Count the different steps from a figure or sign to the next; 123, 777 and 90 are none."""
    others = [ord(sign) for sign in text if not sign.isalpha()]
    return len({step for step in pairwise(others) if abs(step[1] - step[0]) not in (0, 1, 9)})


@cache
def _places() -> frozenset[str]:
    names = Province.objects.values_list("search_key", flat=True)
    kinds = ("tinh ", "thanh pho ")
    return frozenset(
        name.removeprefix(kind).replace(" ", "") for name in names for kind in kinds if name.startswith(kind)
    )


def _names(user: Any) -> set[str]:
    name = fold(user.get_username()) if isinstance(user, User) else ""
    return {part for part in re.split(r"[\W\d_]+", name) if len(part) > 2}
