"""Assessments compared: each ward's total and groups in each round, out of 100."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from accounts.scope import visible_to
from deployment.models import Assessment, AssessmentRound, ModelWard, Score

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class WardResult:
    """What one assessment adds up to: by group in the order of the criteria, and altogether."""

    assessment: Assessment
    groups: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.groups.values(), Decimal()).quantize(HUNDREDTH)


def in_pilot(wards: QuerySet[ModelWard], day: date) -> QuerySet[ModelWard]:
    """Narrow `wards` to those in the pilot on `day`."""
    return wards.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


def wards_for(user: User) -> QuerySet[ModelWard]:
    """Give the wards that `user` sees."""
    return visible_to(user, ModelWard.objects.select_related("commune__district", "province"))


def results(assessments: QuerySet[Assessment]) -> list[WardResult]:
    """Add up `assessments`: a criterion gives its weight times the share of its highest score."""
    scores = Score.objects.select_related("criterion").order_by("criterion__number")
    read = assessments.select_related("round__criteria", "ward__commune", "province")
    return [_result(assessment) for assessment in read.prefetch_related(Prefetch("scores", scores))]


def _result(assessment: Assessment) -> WardResult:
    groups: dict[str, Decimal] = defaultdict(Decimal)
    for score in assessment.scores.all():
        groups[score.criterion.group] += score.criterion.weight * score.value / score.max_score
    return WardResult(assessment, dict(groups))


@dataclass(frozen=True)
class Comparison:
    """Wards down, rounds across; a cell is None where the ward was not assessed."""

    rounds: tuple[AssessmentRound, ...]
    rows: tuple[tuple[ModelWard, tuple[WardResult | None, ...]], ...]


def compared(wards: Iterable[ModelWard], day: date | None = None) -> Comparison:
    """Compare `wards` through the rounds (to the end of `day` where one is given)."""
    wards = list(wards)
    rounds = AssessmentRound.objects.select_related("criteria")
    rounds = rounds.filter(as_of__lte=day) if day else rounds
    found = {
        (result.assessment.ward_id, result.assessment.round_id): result
        for result in results(Assessment.objects.filter(ward__in=wards, round__in=rounds))
    }
    held = tuple(rounds)
    rows = tuple((ward, tuple(found.get((ward.pk, one.pk)) for one in held)) for ward in wards)
    return Comparison(held, rows)
