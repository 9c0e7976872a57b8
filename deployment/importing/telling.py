"""What a past import wrote, row by row, as its receipt tells it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from accounts.models import User
from communes.models import Commune
from communes.vietnamese import last_day_in
from deployment.choices import ImportKind, Post
from deployment.importing.changes import Changes, Written
from deployment.importing.preview import differences, officer_words, posting_words
from deployment.importing.result import Outcome
from deployment.importing.stored import StoredPosting
from deployment.importing.told import Named, Told, named
from deployment.importing.trainings.telling import TrainingsTold
from deployment.models import Receipt


class PostingsTold:
    """Puts the rows of an import of assignments into words for `user`; rows: without their words."""

    def __init__(self, packed: bytes, user: User) -> None:
        self.user = user
        changes = Changes.unpacked(packed)
        self.rows: Sequence[Written] = changes.written or _guessed(changes)
        self.before = {old.id: old for old, _new in changes.postings_changed}
        self.after = {new.id: new for _old, new in changes.postings_changed}
        self.after |= {posting.id: posting for posting in changes.postings_made}
        self.officers = {old.id: (old, new) for old, new in changes.officers_changed}
        self.known = {o.id: (o.full_name, o.service_number) for o in changes.officers_made}
        self.known |= {old.id: (new.full_name, new.service_number) for old, new in changes.officers_changed}

    def told(self, rows: Sequence[Written]) -> list[Told]:
        """Give the words of some rows."""
        officers = named({row.officer_id for row in rows}, self.known, self.user)
        ids = {row.left for row in rows} | {self.after[row.posting].commune_id for row in rows if row.posting}
        communes = {
            pk: (code, name)
            for pk, code, name in Commune.objects.filter(pk__in=ids).values_list("pk", "code", "name")
        }
        return [self._told(row, officers, communes) for row in rows]

    def _told(
        self, row: Written, officers: Mapping[int, Named], communes: Mapping[int, tuple[str, str]]
    ) -> Told:
        posting = self.after.get(row.posting)
        outcome, officer = Outcome(row.outcome).words, officers.get(row.officer_id)
        details = "; ".join(self._details(row, posting))
        if posting is None:
            return Told(row.row, outcome, officer, details=details)
        return Told(
            row.row,
            outcome,
            officer,
            communes.get(posting.commune_id),
            communes.get(row.left),
            str(Post(posting.post).label),
            posting.starts_on,
            last_day_in(posting.ends_on),
            details=details,
        )

    def _details(self, row: Written, posting: StoredPosting | None) -> list[str]:
        said: list[str] = []
        if row.speaks and row.officer_id in self.officers:
            before, after = self.officers[row.officer_id]
            said += differences(officer_words(before), officer_words(after))
        if posting and posting.id in self.before:
            said += differences(posting_words(self.before[posting.id]), posting_words(posting))
        return said


class Teller(Protocol):
    """What a kind of file tells of its receipts, made of what a receipt keeps and of its reader."""

    rows: Sequence[Any]

    def __init__(self, packed: bytes, user: User) -> None: ...
    def told(self, rows: Any) -> list[Told]:
        """Give the words of some rows."""


TELLERS: dict[ImportKind, type[Teller]] = {
    ImportKind.ASSIGNMENTS: PostingsTold,
    ImportKind.TRAININGS: TrainingsTold,
}


class AllTold(Sequence[Told]):
    """All that an import wrote, as a paginator reads it: words are found for a page alone, in two queries."""

    def __init__(self, receipt: Receipt, user: User) -> None:
        self.receipt, self.user = receipt, user

    @cached_property
    def teller(self) -> Teller:
        """What the receipt keeps, read as its kind of file keeps it."""
        return TELLERS[ImportKind(self.receipt.kind)](bytes(self.receipt.changes), self.user)

    def __len__(self) -> int:
        return len(self.teller.rows)

    def __getitem__(self, part: Any) -> Any:
        return self.teller.told(self.teller.rows[part])


def _guessed(changes: Changes) -> list[Written]:
    """Give what an early receipt, which kept no rows, is seen to have written."""
    cut = {
        (old.officer_id, new.ends_on): new
        for old, new in changes.postings_changed
        if old.ends_on is None and new == old._replace(ends_on=new.ends_on)
    }
    moved = {key: cut[key] for p in changes.postings_made if (key := (p.officer_id, p.starts_on)) in cut}
    changed = {old.id for old, _new in changes.officers_changed}
    written = []
    for posting in changes.postings_made:
        left = moved.get((posting.officer_id, posting.starts_on))
        outcome = Outcome.TRANSFERRED if left else Outcome.CREATED
        written.append(_row(outcome, posting, left.commune_id if left else 0))
    gone = {posting.id for posting in moved.values()}
    for old, new in changes.postings_changed:
        if new.id not in gone:
            is_end = cut.get((old.officer_id, new.ends_on)) is new
            written.append(_row(Outcome.ENDED if is_end else Outcome.UPDATED, new, 0))
    return [*written, *(Written(0, Outcome.UPDATED.value, pk, 0, 0, True) for pk in sorted(changed))]


def _row(outcome: Outcome, posting: StoredPosting, left: int) -> Written:
    return Written(0, outcome.value, posting.officer_id, posting.id, left, False)
