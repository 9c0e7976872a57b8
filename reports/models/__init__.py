"""The story: reporting periods, what provinces wrote and sent, what the Ministry answered and sealed."""

from reports.models.documents import Copy, Document, DocumentKind, Issue, Secrecy
from reports.models.drafts import (
    LONGEST_EXPLANATION,
    LONGEST_SECTION,
    MOST_BYTES,
    Attachment,
    Explanation,
    Narrative,
)
from reports.models.national import (
    FrozenCommune,
    FrozenLine,
    FrozenPosting,
    NationalReport,
    NationalSection,
)
from reports.models.periods import Period, ProvincialReport, ProvincialReportQuerySet
from reports.models.published import PublishedFigure
from reports.models.review import LONGEST_ANSWER, ReportEvent, ReturnAnswer, ReturnReason
from reports.models.submissions import ReportSubmission, SubmittedCommune, SubmittedWarning
from reports.models.support import SupportCondition

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_EXPLANATION",
    "LONGEST_SECTION",
    "MOST_BYTES",
    "Attachment",
    "Copy",
    "Document",
    "DocumentKind",
    "Explanation",
    "FrozenCommune",
    "FrozenLine",
    "FrozenPosting",
    "Issue",
    "Narrative",
    "NationalReport",
    "NationalSection",
    "Period",
    "ProvincialReport",
    "ProvincialReportQuerySet",
    "PublishedFigure",
    "ReportEvent",
    "ReportSubmission",
    "ReturnAnswer",
    "ReturnReason",
    "Secrecy",
    "SubmittedCommune",
    "SubmittedWarning",
    "SupportCondition",
]
