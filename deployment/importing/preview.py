"""What a file would do, as its user looks at it before confirming: kept small, shown page by page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from django.utils.translation import gettext as _

from communes.formats import active_language, format_day
from communes.vietnamese import last_day_in
from deployment.choices import Force, ImportKind, Post, Rank, Sex
from deployment.importing.columns import ALL_HEADERS, Key
from deployment.importing.course import Posting
from deployment.importing.effect import Effect
from deployment.importing.packing import pack, unpack
from deployment.importing.proposal import OfficerWrite, Proposal
from deployment.importing.result import Outcome, Problem, Result
from deployment.importing.stored import StoredOfficer, StoredPosting
from deployment.importing.table import Row
from deployment.shifts import Shift

MOST_SHIFTS = 50


class Line(NamedTuple):
    """One row of the file as the preview shows it.

    detail: where he was, or what changes. officer_changes: what beside that changes of the officer.
    """

    row: int
    outcome: str
    service_number: str
    full_name: str
    commune_code: str
    commune: str
    post: str
    starts_on: str
    last_day: str
    detail: str
    officer_changes: str = ""


class TrainingLine(NamedTuple):
    """One row of a file of training as the preview shows it. detail: what changes."""

    row: int
    outcome: str
    service_number: str
    full_name: str
    course: str
    completed_on: str
    certificate_number: str
    remark: str
    detail: str


LINES: dict[str, type[Line] | type[TrainingLine]] = {
    ImportKind.ASSIGNMENTS: Line,
    ImportKind.TRAININGS: TrainingLine,
}


@dataclass(frozen=True)
class Preview:
    """The judgement of a file, in words of `language`; what it does to the rule is told for `day`.

    undecided: how many postings to be written have no number of a decision. notes: what of the file was
    read and what was not. resting: words on reports that rest on days which it changes.
    """

    day: date
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    lines: tuple[Line | TrainingLine, ...] = ()
    shifts: tuple[Shift, ...] = ()
    language: str = field(default_factory=active_language)
    kind: str = ImportKind.ASSIGNMENTS
    undecided: int = 0
    notes: tuple[str, ...] = ()
    resting: tuple[str, ...] = ()

    @property
    def rows_in_error(self) -> int:
        return self.rows - sum(self.counts.values())

    @property
    def changing(self) -> int:
        """How many rows change something."""
        return sum(self.counts.values()) - self.counts.get(Outcome.UNCHANGED, 0)

    @property
    def more_shifts(self) -> int:
        """How many communes change beyond those shown."""
        return max(0, len(self.shifts) - MOST_SHIFTS)

    @property
    def shifts_shown(self) -> tuple[Shift, ...]:
        return self.shifts[:MOST_SHIFTS]

    @property
    def starting(self) -> list[Shift]:
        return [shift for shift in self.shifts if shift.starts]

    @property
    def stopping(self) -> list[Shift]:
        return [shift for shift in self.shifts if shift.stops]

    def packed(self) -> bytes:
        """Give all of it in few bytes."""
        head = {"day": self.day, "rows": self.rows, "counts": self.counts, "language": self.language}
        head |= {"kind": self.kind, "undecided": self.undecided, "notes": self.notes}
        head |= {"resting": self.resting}
        shifts = [asdict(shift) for shift in self.shifts]
        return pack([head, self.errors, self.warnings, shifts, *self.lines])

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Give back what `packed` gave."""
        head, errors, warnings, shifts, *lines = unpack(content)
        kind = head.get("kind", ImportKind.ASSIGNMENTS.value)
        return cls(
            day=date.fromisoformat(head["day"]),
            rows=head["rows"],
            counts=head["counts"],
            errors=tuple(Problem(*values) for values in errors),
            warnings=tuple(Problem(*values) for values in warnings),
            lines=tuple(LINES[kind](*values) for values in lines),
            shifts=tuple(Shift(**values) for values in shifts),
            language=head.get("language", "vi"),
            kind=kind,
            undecided=head.get("undecided", 0),
            notes=tuple(head.get("notes", ())),
            resting=tuple(head.get("resting", ())),
        )


def preview_of(proposal: Proposal, effect: Effect, day: date) -> Preview:
    """Give what `proposal` would do, and to the rule."""
    result: Result = proposal.result
    said = _Sayings(proposal)
    return Preview(
        day=day,
        rows=result.rows,
        counts=result.counts,
        errors=result.errors,
        warnings=result.warnings,
        lines=tuple(
            said.line(row, proposal.outcomes[row.number])
            for row in proposal.table.rows
            if row.number in proposal.outcomes
        ),
        shifts=effect.shifts,
        resting=effect.resting,
        undecided=proposal.undecided,
        notes=result.notes,
    )


class _Sayings:
    """Puts rows into words: where a transfer leaves from, what a change changes."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal, self.posts = proposal, dict(Post.choices)
        self.written = {p.row.number: p for number, p in proposal.postings if p.row}
        self.cut = {(number, p.ends_on): p for number, p in proposal.postings if p.cut}

    def line(self, row: Row, outcome: Outcome) -> Line:
        """Give the line of a row."""
        place = self.proposal.stored.place(row.commune_code, row.starts_on, row.ends_on)
        last_day = last_day_in(row.ends_on)
        return Line(
            row.number,
            outcome.value,
            row.service_number,
            row.full_name or "",
            row.commune_code,
            place.name if place else row.commune_code,
            str(self.posts[row.post]),
            format_day(row.starts_on),
            format_day(last_day) if last_day else "",
            *self._details(row, outcome),
        )

    def _details(self, row: Row, outcome: Outcome) -> tuple[str, str]:
        changes = self._officer_changes(row)
        if outcome == Outcome.TRANSFERRED:
            left = self.cut.get((row.service_number, row.starts_on))
            return left.place.name if left else "", "; ".join(changes)
        if outcome in (Outcome.UPDATED, Outcome.ENDED):
            return "; ".join([*changes, *_posting_changes(self.written.get(row.number))]), ""
        return "", "; ".join(changes)

    def _officer_changes(self, row: Row) -> list[str]:
        if row.number not in self.proposal.speaking:
            return []
        new = self.proposal.officers.get(row.service_number)
        old = self.proposal.stored.officers.get(row.service_number)
        return [] if new is None or old is None else differences(officer_words(old), officer_words(new))


def officer_words(officer: StoredOfficer | OfficerWrite) -> dict[Key, str]:
    """Put what an import may change of an officer into words."""
    return {
        Key.FULL_NAME: officer.full_name,
        Key.SEX: str(Sex(officer.sex).label) if officer.sex else "",
        Key.RANK: str(Rank(officer.rank).label) if officer.rank else "",
        Key.FORCE: str(Force(officer.force).label),
    }


def _posting_changes(posting: Posting | None) -> list[str]:
    if posting is None or posting.stored is None:
        return []
    return differences(posting_words(posting.stored), posting_words(posting))


def posting_words(posting: Posting | StoredPosting) -> dict[Key, str]:
    """Put what an import may change of a posting into words."""
    last_day, decided = last_day_in(posting.ends_on), posting.decision_date
    return {
        Key.POSITION: str(Post(posting.post).label),
        Key.END_DATE: format_day(last_day) if last_day else "",
        Key.DECISION_NUMBER: posting.decision_number,
        Key.DECISION_DATE: format_day(decided) if decided else "",
    }


def differences(old: Mapping[Any, str], new: Mapping[Any, str]) -> list[str]:
    """Say which columns change, from what to what."""
    empty = _("trống")
    return [
        f"{ALL_HEADERS[key]}: {old[key] or empty} → {new[key] or empty}"
        for key in old
        if old[key] != new[key]
    ]
