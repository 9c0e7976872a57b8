"""What a past import wrote, row by row, as its receipt tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Commune
from communes.vietnamese import last_day_in
from deployment.choices import Course, ImportKind, Post
from deployment.importing.changes import Changes, Written
from deployment.importing.preview import differences, officer_words, posting_words
from deployment.importing.result import Outcome
from deployment.importing.stored import StoredPosting
from deployment.importing.trainings.preview import training_words
from deployment.importing.trainings.writing import TrainingChanges
from deployment.models import Officer, Receipt


@dataclass(frozen=True)
class Named:
    """An officer; `linked`: whether the reader may open the page."""

    id: int
    name: str
    number: str
    linked: bool


@dataclass(frozen=True)
class Told:
    """One thing that was written. commune, left: a code and a name; details: what changed, from what to what.

    row: of the file, 0 where nobody kept it. what: the post, or the course.
    """

    row: int
    outcome: str
    officer: Named | None
    commune: tuple[str, str] | None = None
    left: tuple[str, str] | None = None
    what: str = ""
    first_day: date | None = None
    last_day: date | None = None
    certificate: str = ""
    details: str = ""


class AllTold(Sequence[Told]):
    """All that an import wrote, as a paginator reads it: words are found for a page alone, in two queries."""

    def __init__(self, receipt: Receipt, user: User) -> None:
        self.receipt, self.user = receipt, user

    @cached_property
    def changes(self) -> Any:
        """What the receipt keeps, as its kind of file keeps it."""
        content = bytes(self.receipt.changes)
        if self.receipt.kind == ImportKind.TRAININGS:
            return TrainingChanges.unpacked(content)
        return Changes.unpacked(content)

    @cached_property
    def rows(self) -> Sequence[Any]:
        """What was written, without its words."""
        if isinstance(self.changes, TrainingChanges):
            made = [(Outcome.CREATED, None, record) for record in self.changes.made]
            return [*made, *((Outcome.UPDATED, *pair) for pair in self.changes.changed)]
        return self.changes.written or _guessed(self.changes)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: Any) -> Any:
        rows = self.rows[part]
        if isinstance(self.changes, TrainingChanges):
            return _trainings(rows, _named({row[2].officer_id for row in rows}, {}, self.user))
        return _Postings(self.changes, self.user).told(rows)


def _trainings(rows: Iterable[Any], officers: Mapping[int, Named]) -> list[Told]:
    return [
        Told(
            0,
            outcome.words,
            officers.get(after.officer_id),
            what=str(Course(after.course).label),
            first_day=after.completed_on,
            certificate=after.certificate_number,
            details="; ".join(differences(training_words(before), training_words(after))) if before else "",
        )
        for outcome, before, after in rows
    ]


class _Postings:
    """Puts the rows of an import of assignments into words."""

    def __init__(self, changes: Changes, user: User) -> None:
        self.user = user
        self.before = {old.id: old for old, _new in changes.postings_changed}
        self.after = {new.id: new for _old, new in changes.postings_changed}
        self.after |= {posting.id: posting for posting in changes.postings_made}
        self.officers = {old.id: (old, new) for old, new in changes.officers_changed}
        self.known = {o.id: (o.full_name, o.service_number) for o in changes.officers_made}
        self.known |= {old.id: (new.full_name, new.service_number) for old, new in changes.officers_changed}

    def told(self, rows: Sequence[Written]) -> list[Told]:
        """Give the words of some rows."""
        officers = _named({row.officer_id for row in rows}, self.known, self.user)
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


def _named(ids: set[int], known: Mapping[int, tuple[str, str]], user: User) -> dict[int, Named]:
    """Give officers by id: as they are where `user` may see them, else as the import knew them."""
    seen = visible_to(user, Officer.objects.filter(pk__in=ids)).values_list(
        "pk", "full_name", "service_number"
    )
    found = {pk: Named(pk, name, number, linked=True) for pk, name, number in seen}
    return {pk: Named(pk, *known[pk], linked=False) for pk in ids if pk in known} | found


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
