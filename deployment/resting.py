"""Reports rest on the postings of a day: what the room above says of them to those who change postings.

This room knows no reports. The room above gives its words once, when it is ready; the pages of entry ask
for them before a change and after it. Nothing is refused: a late truth is entered, and is not silent.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Max

from accounts.models import User
from accounts.requests import UserRequest
from deployment.models import Assignment

HISTORY = Assignment.pgh_event_model  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Words:
    """What the room above says.

    before: to a user who may change postings of a day from the given one on (None: any day).
    after: of the changes that the history holds beyond a place in it.
    """

    before: Callable[[User, date | None], list[str]]
    after: Callable[[int], list[str]]


_given: list[Words] = []


def give(words: Words) -> None:
    """Take the words of the room above, in place of earlier ones."""
    _given[:] = [words]


def words_before(user: User, since: date | None = None) -> list[str]:
    """Say which reports rest on days that a change from `since` on may touch."""
    return [text for words in _given for text in words.before(user, since)]


def place_in_history() -> int:
    """Give the place that the history of postings has reached."""
    return HISTORY.objects.aggregate(last=Max("pgh_id"))["last"] or 0


def words_after(place: int) -> list[str]:
    """Say which reports hold other figures than their day has, for what changed beyond `place`."""
    return [text for words in _given for text in words.after(place)]


@contextmanager
def told_after(request: UserRequest) -> Iterator[None]:
    """Tell the user, once the change inside is made, which reports it has moved away from."""
    place = place_in_history()
    yield
    for text in words_after(place):
        messages.warning(request, text)
