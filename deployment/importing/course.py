"""One officer's course of postings: what a file's rows make of it, settled in order of their first days."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from deployment.importing.columns import Key
from deployment.importing.stored import Place, StoredPosting
from deployment.importing.table import Row, Table


@dataclass(slots=True)
class Posting:
    """A posting as it will stand. stored: what is in the database; row: what the file says of it.

    moved: it is the new end of a transfer; cut: a transfer of the file ends it.
    """

    place: Place
    post: str
    starts_on: date
    ends_on: date | None
    decision_number: str
    decision_date: date | None
    stored: StoredPosting | None
    row: Row | None
    moved: bool = False
    cut: bool = False

    @property
    def differs_beside_its_end(self) -> bool:
        """Tell whether the file changes more of a stored posting than its end."""
        old = self.stored
        return old is not None and (old.post, old.decision_number, old.decision_date) != (
            self.post,
            self.decision_number,
            self.decision_date,
        )

    @property
    def is_written(self) -> bool:
        """Tell whether the database must change for it."""
        return self.stored is None or self.stored.ends_on != self.ends_on or self.differs_beside_its_end


class Clash(NamedTuple):
    """A row that cannot stand, in which column it shows, and the posting it clashes with."""

    row: Row
    key: Key
    held: Posting


def as_stored(stored: StoredPosting, place: Place) -> Posting:
    """Give a stored posting that no row speaks of."""
    return Posting(
        place,
        stored.post,
        stored.starts_on,
        stored.ends_on,
        stored.decision_number,
        stored.decision_date,
        stored,
        None,
    )


def as_row_says(row: Row, place: Place, stored: StoredPosting | None, table: Table) -> Posting:
    """Give the posting of a row; what its file has no column for stays as stored."""
    ends_on, number, day = row.ends_on, row.decision_number or "", row.decision_date
    if stored is not None:
        ends_on = ends_on if table.has(Key.END_DATE) else stored.ends_on
        number = number if table.has(Key.DECISION_NUMBER) else stored.decision_number
        day = day if table.has(Key.DECISION_DATE) else stored.decision_date
    return Posting(place, row.post, row.starts_on, ends_on, number, day, stored, row)


def settle(postings: list[Posting]) -> list[Clash]:
    """Let later postings end earlier ones where that is a transfer, and give the rows that overlap.

    Of two rows the one that starts later clashes, of equal ones the one further down; against a posting
    that no row speaks of, the row does. A row that clashes is left out of account for the rest.
    """
    clashes: list[Clash] = []
    standing: list[Posting] = []
    for posting in sorted(postings, key=_in_order):
        while standing and _overlap(standing[-1], posting):
            held = standing[-1]
            if _is_transfer(held, posting):
                held.ends_on, held.cut, posting.moved = posting.starts_on, True, posting.stored is None
            elif posting.row is not None:
                clashes.append(Clash(posting.row, _column_of(held, posting), held))
                break
            elif held.row is not None:
                clashes.append(Clash(held.row, _column_of(held, posting), posting))
                _take_away(standing)
            else:  # two stored postings never overlap
                break
        else:
            standing.append(posting)
    return clashes


def _in_order(posting: Posting) -> tuple[date, int]:
    return posting.starts_on, posting.row.number if posting.row else 0


def _overlap(held: Posting, later: Posting) -> bool:
    return held.ends_on is None or held.ends_on > later.starts_on


def _is_transfer(held: Posting, later: Posting) -> bool:
    """A new open posting after an open one, within the province, elsewhere or in another post.

    Read again, a file meets its own transfer stored: the earlier row, still without an end, then
    means the end that the transfer gave it.
    """
    if held.ends_on or later.ends_on or later.starts_on == held.starts_on or later.row is None:
        return False
    if held.place.province_id != later.place.province_id:
        return False
    if later.stored is not None:
        return held.stored is not None and held.stored.ends_on == later.starts_on
    return (held.place.id, held.post) != (later.place.id, later.post)


def _column_of(held: Posting, later: Posting) -> Key:
    elsewhere = held.ends_on is None and held.place.province_id != later.place.province_id
    return Key.SERVICE_NUMBER if elsewhere else Key.START_DATE


def _take_away(standing: list[Posting]) -> None:
    """Remove the last posting, and the end that it gave to the one before."""
    gone = standing.pop()
    if gone.moved and standing:
        standing[-1].ends_on, standing[-1].cut = None, False
