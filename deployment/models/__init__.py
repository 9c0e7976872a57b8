"""The facts: officers, the posts they hold, and the staffing rule."""

from deployment.models.assignments import OPEN_END, Assignment, AssignmentQuerySet
from deployment.models.data import Dataset, DataVersion
from deployment.models.entry import Submission, TransferOffer, TransferOfferQuerySet
from deployment.models.imports import Receipt, Upload
from deployment.models.kept import LONGEST_NAME, LONGEST_QUERY, KeptList
from deployment.models.officers import SERVICE_NUMBER, Officer, OfficerQuerySet, called_like
from deployment.models.planning import ChiefPlan, DraftTransfer
from deployment.models.rules import PlacingDeadline, RankCeiling, ServiceAgeLimit, StaffingRule
from deployment.models.training import (
    LONGEST_CERTIFICATE,
    LONGEST_REMARK,
    YOUNGEST_TRAINED,
    Training,
    TrainingQuerySet,
)
from deployment.models.wards import (
    Assessment,
    AssessmentRound,
    CriteriaSet,
    Criterion,
    ModelWard,
    Score,
)
from deployment.models.works import Work, WorkFile

__all__ = [
    "LONGEST_CERTIFICATE",
    "LONGEST_NAME",
    "LONGEST_QUERY",
    "LONGEST_REMARK",
    "OPEN_END",
    "SERVICE_NUMBER",
    "YOUNGEST_TRAINED",
    "Assessment",
    "AssessmentRound",
    "Assignment",
    "AssignmentQuerySet",
    "ChiefPlan",
    "CriteriaSet",
    "Criterion",
    "DataVersion",
    "Dataset",
    "DraftTransfer",
    "KeptList",
    "ModelWard",
    "Officer",
    "OfficerQuerySet",
    "PlacingDeadline",
    "RankCeiling",
    "Receipt",
    "Score",
    "ServiceAgeLimit",
    "StaffingRule",
    "Submission",
    "Training",
    "TrainingQuerySet",
    "TransferOffer",
    "TransferOfferQuerySet",
    "Upload",
    "Work",
    "WorkFile",
    "called_like",
]
