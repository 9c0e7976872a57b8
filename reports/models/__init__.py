"""The story: reporting periods, what provinces wrote and sent, what the Ministry answered."""

from reports.models.drafts import (
    LONGEST_EXPLANATION,
    LONGEST_SECTION,
    MOST_BYTES,
    Attachment,
    Explanation,
    Narrative,
)
from reports.models.periods import Period, ProvincialReport, ProvincialReportQuerySet
from reports.models.published import PublishedFigure
from reports.models.review import ReportEvent, ReturnReason
from reports.models.submissions import ReportSubmission, SubmittedCommune, SubmittedWarning

__all__ = [
    "LONGEST_EXPLANATION",
    "LONGEST_SECTION",
    "MOST_BYTES",
    "Attachment",
    "Explanation",
    "Narrative",
    "Period",
    "ProvincialReport",
    "ProvincialReportQuerySet",
    "PublishedFigure",
    "ReportEvent",
    "ReportSubmission",
    "ReturnReason",
    "SubmittedCommune",
    "SubmittedWarning",
]
