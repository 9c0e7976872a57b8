"""No commune has two chiefs at a time: checked over the whole file, with the ends that it makes itself."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from communes.formats import format_day
from deployment.choices import Force, Post
from deployment.importing.course import Posting
from deployment.importing.stored import ChiefInPost, chiefs_in
from deployment.importing.table import Row
from deployment.models import OPEN_END


class _Chief(NamedTuple):
    starts_on: date
    number: int
    ends_on: date | None
    row: Row | None  # the row that would make or change this, None where it stands as stored
    words: str
    place: str


def second_chiefs(postings: Iterable[Posting]) -> Iterator[tuple[Row, str]]:
    """Give the rows that would make a second chief, with messages.

    postings: all that the file makes or changes. Of two rows the one that starts later is at fault,
    of equal ones the one further down.
    """
    written = [posting for posting in postings if posting.stored or posting.post == Post.CHIEF]
    touched = {posting.stored.id for posting in written if posting.stored}
    heads = [posting for posting in written if posting.post == Post.CHIEF]
    chiefs: dict[int, list[_Chief]] = {p.place.id: [] for p in heads if not _only_ends_sooner(p)}
    for posting in heads:
        if posting.place.id in chiefs:
            chiefs[posting.place.id].append(_as_proposed(posting))
    for chief in chiefs_in(chiefs):
        if chief.posting_id not in touched:
            chiefs[chief.commune_id].append(_as_stored(chief))
    for held in chiefs.values():
        if len(held) > 1:
            yield from _clashes(sorted(held, key=lambda chief: chief[:2]))


def _only_ends_sooner(posting: Posting) -> bool:
    """Tell whether a chief stays one in less time than is stored; such a row is never at fault."""
    old = posting.stored
    if old is None or old.post != Post.CHIEF:
        return False
    return (posting.ends_on or OPEN_END) <= (old.ends_on or OPEN_END)


def _as_proposed(posting: Posting) -> _Chief:
    row = posting.row
    if row is None:
        words = _("người được tệp này điều chuyển đi")
        return _Chief(posting.starts_on, 0, posting.ends_on, None, words, posting.place.name)
    words = _("dòng %(number)s: %(name)s, %(service_number)s") % {
        "number": row.number,
        "name": row.full_name,
        "service_number": row.service_number,
    }
    at_fault = None if _only_ends_sooner(posting) else row
    return _Chief(posting.starts_on, row.number, posting.ends_on, at_fault, words, posting.place.name)


def _as_stored(chief: ChiefInPost) -> _Chief:
    words = f"{chief.full_name}, {chief.service_number}"
    if chief.force == Force.SEMI_PROFESSIONAL:  # no chief for the rule, and the post is taken all the same
        words = _("%(who)s, bán chuyên trách") % {"who": words}
    return _Chief(chief.starts_on, 0, chief.ends_on, None, words, "")


def _clashes(chiefs: list[_Chief]) -> Iterator[tuple[Row, str]]:
    held: _Chief | None = None
    for chief in chiefs:
        if held is None or (held.ends_on is not None and held.ends_on <= chief.starts_on):
            held = chief
        elif chief.row is not None:
            yield chief.row, _message(chief, held)
        elif held.row is not None:
            yield held.row, _message(held, chief)
            held = chief


def _message(at_fault: _Chief, other: _Chief) -> str:
    return _(
        "%(place)s đã có Trưởng Công an từ %(day)s (%(who)s)."
        "\nGhi “Đến ngày” cho người đó, hoặc sửa chức vụ hay ngày ở dòng này."
    ) % {"place": at_fault.place, "day": format_day(other.starts_on), "who": other.words}
