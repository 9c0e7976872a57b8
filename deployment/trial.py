"""A change that is carried out to see what it does, and taken back."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

Seen = TypeVar("Seen")


def tried(act: Callable[[], object], look: Callable[[], Seen]) -> tuple[Seen, Seen]:
    """Give what `look` sees before `act` and after it; nothing of what `act` writes stays.

    Raises what `act` and `look` raise.
    """
    before = look()
    with transaction.atomic():
        act()
        after = look()
        transaction.set_rollback(True)
    return before, after
