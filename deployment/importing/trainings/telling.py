"""What an import of training wrote, put into words for its receipt."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from accounts.models import User
from deployment.choices import Course
from deployment.importing.preview import differences
from deployment.importing.result import Outcome
from deployment.importing.told import Named, Told, named
from deployment.importing.trainings.judging import StoredTraining
from deployment.importing.trainings.preview import training_words
from deployment.importing.trainings.writing import TrainingChanges

Row: TypeAlias = tuple[Outcome, StoredTraining | None, StoredTraining]


class TrainingsTold:
    """Puts the records of an import of training into words for `user`; rows: without their words."""

    def __init__(self, packed: bytes, user: User) -> None:
        self.user = user
        changes = TrainingChanges.unpacked(packed)
        made: list[Row] = [(Outcome.CREATED, None, record) for record in changes.made]
        self.rows: Sequence[Row] = [*made, *((Outcome.UPDATED, *pair) for pair in changes.changed)]

    def told(self, rows: Sequence[Row]) -> list[Told]:
        """Give the words of some rows."""
        officers = named({after.officer_id for _outcome, _before, after in rows}, {}, self.user)
        return [_told(*row, officers) for row in rows]


def _told(
    outcome: Outcome, before: StoredTraining | None, after: StoredTraining, officers: Mapping[int, Named]
) -> Told:
    return Told(
        0,
        outcome.words,
        officers.get(after.officer_id),
        what=str(Course(after.course).label),
        first_day=after.completed_on,
        certificate=after.certificate_number,
        details="; ".join(differences(training_words(before), training_words(after))) if before else "",
    )
