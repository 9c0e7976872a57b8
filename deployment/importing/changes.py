"""What an import changed: each row before and after, packed small, to be taken back whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from deployment.importing.packing import pack, unpack
from deployment.importing.proposal import OfficerWrite
from deployment.importing.stored import StoredOfficer, StoredPosting


class Written(NamedTuple):
    """A row that changed something: its class, and the numbers of whom and what it wrote.

    posting: 0 where only the officer changed. left: the commune that a transfer leaves, or 0. speaks: the
    officer changed for this row's sake.
    """

    row: int
    outcome: str
    officer_id: int
    posting: int
    left: int
    speaks: bool


@dataclass(frozen=True)
class Changes:
    """The officers and postings made, and those changed: each (before, after).

    written: the rows that did it; early receipts keep none.
    """

    officers_made: list[StoredOfficer]
    officers_changed: list[tuple[StoredOfficer, OfficerWrite]]
    postings_made: list[StoredPosting]
    postings_changed: list[tuple[StoredPosting, StoredPosting]]
    written: list[Written] = field(default_factory=list)

    def province_id(self) -> int | None:
        """Give the province of all postings, None where they are of several, or there are none."""
        touched = [*self.postings_made, *(after for before, after in self.postings_changed)]
        provinces = {posting.province_id for posting in touched}
        provinces |= {after.province_id for before, after in self.officers_changed}
        return provinces.pop() if len(provinces) == 1 else None

    def packed(self) -> bytes:
        """Give all of it in few bytes."""
        parts: tuple[Sequence[Any], ...] = (
            self.officers_made,
            self.officers_changed,
            self.postings_made,
            self.postings_changed,
            self.written,
        )
        return pack((number, record) for number, part in enumerate(parts) for record in part)

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Give back what `packed` gave."""
        parts: tuple[list[Any], ...] = ([], [], [], [], [])
        for number, record in unpack(content):
            parts[number].append(record)
        made, changed, postings, postings_changed, written = parts
        return cls(
            [_officer(values) for values in made],
            [(_officer(before), OfficerWrite(*_officer(after))) for before, after in changed],
            [_posting(values) for values in postings],
            [(_posting(before), _posting(after)) for before, after in postings_changed],
            [Written(*values) for values in written],
        )


def _officer(values: list[Any]) -> StoredOfficer:
    return StoredOfficer._make([*values[:3], date.fromisoformat(values[3]), *values[4:]])


def _posting(values: list[Any]) -> StoredPosting:
    starts_on, ends_on, number, decision_date = values[5:]
    days = (date.fromisoformat(starts_on), _day(ends_on))
    return StoredPosting._make([*values[:5], *days, number, _day(decision_date)])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
