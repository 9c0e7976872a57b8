"""What stands in the way of taking an import back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_NAMED = 20


@dataclass(frozen=True)
class Obstacle:
    """Something later that builds on an import: which officer, and what of them."""

    officer_id: int
    officer: str
    words: str


class RevertRefused(Exception):
    """The import stays; `obstacles` name what builds on it, where that is why."""

    def __init__(self, message: str, obstacles: tuple[Obstacle, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.obstacles = message, obstacles


def refuse_because_of(found: Sequence[Obstacle]) -> None:
    """Raise RevertRefused where something was found."""
    if found:
        raise RevertRefused(_("Có thay đổi sau lần nhập này; hãy xử lý trước."), tuple(found)[:MOST_NAMED])
