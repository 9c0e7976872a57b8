"""What a file proposes: the officers and postings to be written, and the judgement of every row."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from deployment.importing.course import Posting
from deployment.importing.result import Outcome, Result
from deployment.importing.stored import Stored
from deployment.importing.table import Table


class OfficerWrite(NamedTuple):
    """An officer to be made (`id` None) or changed."""

    id: int | None
    service_number: str
    full_name: str
    date_of_birth: date
    sex: str
    rank: int | None
    force: str
    province_id: int


@dataclass
class Proposal:
    """Nothing of it is written where the result has errors. postings: those to be made or changed.

    outcomes: the class of each row without errors, by its number. speaking: the rows for whose sake a
    stored officer changes, by number; each such officer has one.
    """

    result: Result
    table: Table
    stored: Stored
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    officers: dict[str, OfficerWrite] = field(default_factory=dict)
    postings: list[tuple[str, Posting]] = field(default_factory=list)
    speaking: set[int] = field(default_factory=set)

    @property
    def undecided(self) -> int:
        """Count the postings of the file, to be made or changed, that have no number of a decision."""
        return sum(not posting.decision_number for _number, posting in self.postings if posting.row)
