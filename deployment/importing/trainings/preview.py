"""What a file of training would do, as its user looks at it before confirming."""

from datetime import date

from communes.formats import format_day
from deployment.choices import Course, ImportKind
from deployment.importing.columns import TrainingKey
from deployment.importing.preview import Preview, TrainingLine, differences
from deployment.importing.result import Outcome
from deployment.importing.trainings.judging import StoredTraining, TrainingProposal
from deployment.importing.trainings.table import TrainingRow


def preview_of_trainings(proposal: TrainingProposal, day: date) -> Preview:
    """Give what `proposal` would do; it does nothing to the rule."""
    result = proposal.result
    lines = [
        _line(proposal, row, outcome)
        for row in proposal.table.rows
        if (outcome := proposal.outcomes.get(row.number))
    ]
    return Preview(
        day=day, rows=result.rows, counts=result.counts, errors=result.errors, warnings=result.warnings,
        lines=tuple(lines), kind=ImportKind.TRAININGS.value, notes=result.notes,
    )  # fmt: skip


def _line(proposal: TrainingProposal, row: TrainingRow, outcome: Outcome) -> TrainingLine:
    return TrainingLine(
        row.number,
        outcome.value,
        row.service_number,
        proposal.names[row.service_number],
        str(Course(row.course).label),
        format_day(row.completed_on),
        row.certificate_number or "",
        row.remark or "",
        _detail(proposal, row.number),
    )


def _detail(proposal: TrainingProposal, number: int) -> str:
    if number not in proposal.changed:
        return ""
    before, after = proposal.changed[number]
    return "; ".join(differences(training_words(before), training_words(after)))


def training_words(record: StoredTraining) -> dict[TrainingKey, str]:
    """Put what an import may change of a record into words."""
    return {
        TrainingKey.CERTIFICATE_NUMBER: record.certificate_number,
        TrainingKey.REMARK: record.remark,
    }
