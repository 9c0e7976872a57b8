"""What became of a file: counts, errors, warnings; the JSON of the shared CONTRACT."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from deployment.choices import ImportKind
from deployment.importing.columns import ALL_HEADERS


class Outcome(StrEnum):
    """The class of a row without errors."""

    CREATED = "created"
    UPDATED = "updated"
    TRANSFERRED = "transferred"
    ENDED = "ended"
    UNCHANGED = "unchanged"

    @property
    def words(self) -> str:
        """Give the class as people read it."""
        return {
            "created": _("Mới"),
            "updated": _("Thay đổi"),
            "transferred": _("Điều chuyển"),
            "ended": _("Kết thúc"),
            "unchanged": _("Không đổi"),
        }[self.value]


# The classes that a row of each kind of file can be in.
OUTCOMES: dict[str, tuple[Outcome, ...]] = {
    ImportKind.ASSIGNMENTS: tuple(Outcome),
    ImportKind.TRAININGS: (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED),
}


class Problem(NamedTuple):
    """An error or a warning: the row that the spreadsheet shows, the English key, the cell as typed.

    message: why, and after a line break how to mend it.
    """

    row: int
    column: str
    value: str
    message: str

    @property
    def why(self) -> str:
        return self.message.partition("\n")[0]

    @property
    def mend(self) -> str:
        """How to mend it, "" where the reason says all."""
        return self.message.partition("\n")[2]

    @property
    def header(self) -> str:
        """The column as the file's header has it."""
        return ALL_HEADERS.get(self.column, self.column)

    @property
    def sentence(self) -> str:
        """Both in one line."""
        return self.message.replace("\n", " ")

    def as_data(self) -> dict[str, Any]:
        """Give the JSON of the contract."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.sentence,
        }


class ImportRefused(Exception):
    """Nothing was read or written; the text is a Vietnamese sentence that says why."""


class FileRefused(ImportRefused):
    """The file as a whole cannot be read."""


class MayNotImport(ImportRefused):
    """The user enters no postings."""


class ImportOvertaken(ImportRefused):
    """Others changed the same officers or communes while the file was judged."""


class ProposalChanged(ImportRefused):
    """The file would now do something else than its user has looked at."""


@dataclass(frozen=True)
class Result:
    """What an import did, or would do: every row is in `outcomes` or among the errors.

    notes: what of the file was read and what was not, in sentences.
    """

    dry_run: bool
    rows: int
    outcomes: Mapping[Outcome, int]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    receipt: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def rows_in_error(self) -> int:
        """Count the rows that are no class but error."""
        return self.rows - sum(self.outcomes.values())

    @property
    def counts(self) -> dict[str, int]:
        """The classes that occur, by their names in the contract."""
        return {outcome.value: count for outcome, count in self.outcomes.items() if count}

    def as_data(self) -> dict[str, Any]:
        """Give the JSON of the contract."""
        return {
            "dry_run": self.dry_run,
            "rows": self.rows,
            **{outcome.value: self.outcomes.get(outcome, 0) for outcome in Outcome},
            "errors": [problem.as_data() for problem in self.errors],
            "warnings": [problem.as_data() for problem in self.warnings],
            "notes": list(self.notes),
            "receipt": self.receipt,
        }
