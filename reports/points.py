"""The points of a returned report, and which of them its province has met: by a change there, or in words.

A change somewhere else meets no point: a point on a commune asks for that commune, one on the narrative for
the narrative. Where the change is not in what is sent (a decision's date), the answer in words says so.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from reports.choices import Reason, State
from reports.models import ProvincialReport, ReportSubmission, ReturnReason, SubmittedCommune
from reports.submitted import values_of

Told = Collection[tuple[str, int | None, str, str]]


@dataclass(frozen=True)
class Point:
    """One reason of the return. answer: in words, "" where none; is_changed: what it asks about is other."""

    reason: ReturnReason
    answer: str
    is_changed: bool

    @property
    def is_met(self) -> bool:
        """Tell whether the report may go back as far as this point is concerned."""
        return self.is_changed or bool(self.answer)


@dataclass(frozen=True)
class Changes:
    """What would be sent otherwise than it was: communes by id (None: the report as a whole), and texts."""

    figures: Collection[int]
    told: Collection[int | None]
    narrative: bool
    attachments: bool


# Where a point on the whole report may be met.
PLACES: Mapping[str, Callable[[Changes], bool]] = {
    Reason.UNEXPLAINED: lambda found: bool(found.told) or found.narrative or found.attachments,
    Reason.DECISION: lambda found: bool(found.figures or found.told) or found.attachments,
    Reason.MOVEMENT: lambda found: bool(found.figures or found.told) or found.narrative,
    Reason.NARRATIVE: lambda found: found.narrative or found.attachments,
    Reason.OTHER: lambda found: bool(found.figures or found.told) or found.narrative or found.attachments,
}


def points_of(
    report: ProvincialReport,
    rows: Sequence[SubmittedCommune],
    narrative: Mapping[str, str],
    attachments: Sequence[Mapping[str, object]],
    told: Told,
) -> list[Point]:
    """Give the points of the last return, set beside what would be sent now; none of a report not returned.

    told: kind, commune, finding and explanation of every warning.
    """
    if report.state != State.RETURNED or report.latest is None:
        return []
    found = _changes(report.latest, rows, narrative, attachments, told)
    reasons = report.return_reasons.filter(submission=report.latest).select_related(
        "commune__district", "answer"
    )
    return [
        Point(reason, reason.answer.text if hasattr(reason, "answer") else "", _concerns(found, reason))
        for reason in reasons
    ]


def answered_in(sending: ReportSubmission) -> list[ReturnReason]:
    """Give the reasons for which the sending before this one was returned; each was met before this one."""
    reasons = ReturnReason.objects.filter(submission__report=sending.report_id)
    earlier = reasons.filter(submission__number=sending.number - 1)
    return list(earlier.select_related("commune__district", "answer", "submission"))


def answer_sent(reason: ReturnReason, latest: int) -> str:
    """Give the answer to `reason` where it was sent, else ""; latest: the number of what was sent last.

    What a province writes of an answer before it sends again is its draft, which it alone reads.
    """
    is_sent = latest > reason.submission.number and hasattr(reason, "answer")
    return reason.answer.text if is_sent else ""


def _changes(
    sent: ReportSubmission,
    rows: Sequence[SubmittedCommune],
    narrative: Mapping[str, str],
    attachments: Sequence[Mapping[str, object]],
    told: Told,
) -> Changes:
    before = {row.commune_id: values_of(row) for row in sent.communes.all()}
    after = {row.commune_id: values_of(row) for row in rows}
    was_told = sent.warnings.values_list("kind", "commune_id", "finding", "explanation")
    return Changes(
        figures={pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk)},
        told={commune for _kind, commune, *_words in {*was_told} ^ {*told}},
        narrative=dict(sent.narrative) != dict(narrative),
        attachments=_digests(sent.attachments) != _digests(attachments),
    )


def _concerns(found: Changes, reason: ReturnReason) -> bool:
    if reason.commune_id is None:
        return PLACES[reason.kind](found)
    has_moved = reason.commune_id in found.figures or reason.commune_id in found.told
    return has_moved or (reason.kind == Reason.NARRATIVE and found.narrative)


def _digests(attachments: Sequence[Mapping[str, object]]) -> set[object]:
    return {each["sha256"] for each in attachments}
