"""A province's communes as a report holds them: as they are now, or as they were sent."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg

from communes.models import Commune, Province, UnitQuerySet
from deployment.staffing import staffing_on
from reports.models import ReportSubmission, SubmittedCommune

FIGURES = (
    "code", "name", "kind", "district_code", "district_name", "minimum", "chief_required", "officers",
    "has_chief", "shortfall", "status", "organised",
)  # fmt: skip


def communes_now(province: Province, day: date) -> list[SubmittedCommune]:
    """Give the communes of `province` by the rule on `day`, in code order, as rows that are not stored."""
    return _rows(day, Commune.objects.filter(province=province))


def communes_now_by_province(day: date) -> dict[int, list[SubmittedCommune]]:
    """Give the same of every province at once, by province id."""
    found: dict[int, list[SubmittedCommune]] = {}
    for row in _rows(day, Commune.objects.all()):
        found.setdefault(row.province_id, []).append(row)
    return found


def _rows(day: date, communes: UnitQuerySet) -> list[SubmittedCommune]:
    staffed = staffing_on(day, communes.select_related("district"))
    return [_row(commune, day) for commune in staffed.order_by("code", "pk")]


def communes_sent(submission: ReportSubmission | None) -> list[SubmittedCommune]:
    """Give the communes of a sending in code order; none for None."""
    return list(submission.communes.order_by("code", "pk")) if submission else []


def values_of(row: SubmittedCommune) -> tuple[object, ...]:
    """Give the figures of a row, for comparing."""
    return tuple(getattr(row, name) for name in FIGURES)


def officers_a_commune(day: date) -> Decimal:
    """Give the nation's average of officers in communes that have any."""
    deployed = staffing_on(day, Commune.objects.all()).filter(officers__gt=0)
    mean = deployed.order_by().aggregate(mean=Avg("officers"))["mean"]
    return Decimal(mean or 0).quantize(Decimal("0.01"))


def _row(commune: Any, day: date) -> SubmittedCommune:
    district = commune.district
    return SubmittedCommune(
        commune_id=commune.pk,
        province_id=commune.province_id,
        code=commune.code,
        name=commune.name,
        kind=commune.kind,
        district_code=district.code if district else "",
        district_name=district.name if district else "",
        minimum=commune.minimum,
        chief_required=commune.chief_required,
        officers=commune.officers,
        has_chief=commune.has_chief,
        shortfall=commune.shortfall,
        status=commune.status,
        organised=commune.organised_on is not None and commune.organised_on <= day,
    )
