"""The rule, evaluated in one place: which communes have whom on a day, and what is missing."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias, TypedDict

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest
from django.db.models.sql.constants import LOUTER
from django_cte import CTE, with_cte
from django_stubs_ext import WithAnnotations

from communes.models import Commune, UnitQuerySet
from deployment.choices import Post, Status
from deployment.models import Assignment, AssignmentQuerySet, StaffingRule


class Staffing(TypedDict):
    """What `staffing_on` adds to a commune."""

    minimum: int
    chief_required: bool
    officers: int
    has_chief: bool
    shortfall: int
    status: str


StaffedCommunes: TypeAlias = "QuerySet[WithAnnotations[Commune, Staffing]]"


def staffing_on(
    day: date,
    communes: UnitQuerySet,
    rules: Sequence[StaffingRule] | None = None,
    postings: AssignmentQuerySet | None = None,
) -> StaffedCommunes:
    """Evaluate the rule in force on `day` for those of `communes` that exist and are in its scope.

    Adds `minimum`, `chief_required`, `officers` (regular officers in post that day), `has_chief` (a
    regular officer holds the post), `shortfall` (max(0, minimum - officers); no surplus elsewhere
    offsets it) and `status`. The result chains like any queryset: filter, order, page.

    rules: those in force on `day`, where the caller has them at hand. postings: other than those held now
    (`deployment.held`).
    Source: the Minister's directive of 31/5/2021 as stored in StaffingRule; shared CONTRACT, "The rule".
    """
    rules = list(StaffingRule.objects.in_force(day)) if rules is None else list(rules)
    counts = CTE(_officers_by_commune(day, postings), name="counts")
    joined = counts.join(in_scope_on(day, communes, rules), id=counts.col.commune_id, _join_type=LOUTER)
    return (
        with_cte(counts, select=joined)
        .annotate(
            minimum=_minimum(rules),
            chief_required=_chief_required(rules),
            officers=Coalesce(counts.col.officers, 0),
            has_chief=Coalesce(counts.col.has_chief, False),
        )
        .annotate(shortfall=Greatest(F("minimum") - F("officers"), 0), status=_status())
    )


def in_scope_on(
    day: date, communes: UnitQuerySet, rules: Sequence[StaffingRule] | None = None
) -> UnitQuerySet:
    """Give those of `communes` that exist on `day` and are in the scope of the rule in force then."""
    rules = list(StaffingRule.objects.in_force(day)) if rules is None else list(rules)
    return communes.existing_on(day).filter(kind__in=_kinds_in_scope(rules))


def _officers_by_commune(day: date, postings: AssignmentQuerySet | None) -> QuerySet[Assignment, Any]:
    every = Assignment.objects.all() if postings is None else postings
    counted = every.in_post(day).regular().order_by()
    return counted.values("commune_id").annotate(officers=Count("*"), has_chief=BoolOr(Q(post=Post.CHIEF)))


def _kinds_in_scope(rules: list[StaffingRule]) -> list[str]:
    kinds = {rule.kind for rule in rules if not rule.trait and not rule.commune_id}
    return sorted(kinds) or [""]  # no kind at all: a list that matches nothing


def _fits(rule: StaffingRule) -> Q:
    return Q(kind=rule.kind) & (Q(**{rule.trait: True}) if rule.trait else Q())


def _minimum(rules: list[StaffingRule]) -> Combinable:
    own = [When(id=rule.commune_id, then=rule.minimum) for rule in rules if rule.commune_id]
    fitting = [Case(When(_fits(rule), then=rule.minimum), default=0) for rule in rules if not rule.commune_id]
    strictest = Greatest(*fitting) if len(fitting) > 1 else fitting[0] if fitting else Value(0)
    return Case(*own, default=strictest, output_field=IntegerField())


def _chief_required(rules: list[StaffingRule]) -> Combinable:
    own = [When(id=rule.commune_id, then=Value(rule.chief_required)) for rule in rules if rule.commune_id]
    requiring = [
        When(_fits(rule), then=Value(True)) for rule in rules if rule.chief_required and not rule.commune_id
    ]
    return Case(*own, *requiring, default=Value(False), output_field=BooleanField())


def _status() -> Combinable:
    enough = Q(officers__gte=F("minimum"))
    return Case(
        When(enough & (Q(has_chief=True) | Q(chief_required=False)), then=Value(Status.COMPLIANT)),
        When(officers=0, then=Value(Status.NOT_DEPLOYED)),
        When(enough, then=Value(Status.NO_CHIEF)),
        default=Value(Status.BELOW_MINIMUM),
        output_field=CharField(),
    )


def status_of(*, officers: int, minimum: int, has_chief: bool, chief_required: bool) -> str:
    """Give the status of figures that are no stored facts, those after a plan, as `staffing_on` would."""
    if officers >= minimum and (has_chief or not chief_required):
        return Status.COMPLIANT
    if not officers:
        return Status.NOT_DEPLOYED
    return Status.NO_CHIEF if officers >= minimum else Status.BELOW_MINIMUM
