"""The vacant posts of chief of a province: their age, who could take them, and the plan for each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Count, QuerySet

from communes.models import Commune, Province
from deployment.choices import Post
from deployment.models import Assignment, ChiefPlan, Officer
from deployment.planning.trained import UNTRAINED, Trained, precedence, trained_on
from deployment.staffing import staffing_on
from deployment.vacancies import vacant_since

MOST_OF_THE_DISTRICT = 5
DeputiesByDistrict: TypeAlias = dict[int | None, list[tuple[Assignment, Trained]]]


@dataclass(frozen=True)
class Deputy:
    """A deputy in post; `is_here`: of the commune itself."""

    officer: Officer
    commune: Commune
    since: date
    trained: Trained
    is_here: bool


@dataclass(frozen=True)
class Vacancy:
    """A commune that must have a chief and has none; `since` is None where it never had a regular one."""

    commune: Any
    since: date | None
    days: int | None
    deputies: tuple[Deputy, ...]
    plan: ChiefPlan | None


@dataclass(frozen=True)
class ProvinceVacancies:
    """The vacant posts of one province, for the nation's table."""

    code: str
    name: str
    communes: int
    vacant: int
    never_filled: int
    oldest: date | None
    planned: int
    overdue: int


def vacant_posts(day: date, communes: QuerySet[Commune]) -> Any:
    """Narrow to the communes in scope on `day` that must have a chief and have none."""
    staffed: Any = staffing_on(day, communes)  # type: ignore[arg-type]
    return staffed.filter(chief_required=True, has_chief=False)


def vacancies_on(day: date, province: Province) -> list[Vacancy]:
    """Give the vacant posts of `province`, the longest vacant first, those never filled last."""
    communes = Commune.objects.filter(province=province)
    since = vacant_since(day, communes)
    plans = {(plan.commune_id, plan.vacant_since): plan for plan in _plans(province)}
    deputies = _deputies_by_district(day, communes)
    rows = []
    for commune in vacant_posts(day, communes.select_related("district")):
        began = since.get(commune.pk)
        rows.append(
            Vacancy(
                commune=commune,
                since=began,
                days=(day - began).days + 1 if began else None,
                deputies=_for(commune, deputies[commune.district_id]),
                plan=plans.get((commune.pk, began)),
            )
        )
    return sorted(rows, key=lambda row: (row.since or date.max, row.commune.sort_key))


def vacancies_by_province(day: date) -> list[ProvinceVacancies]:
    """Give a row for each province with communes in scope on `day`, in code order."""
    everything = Commune.objects.all()
    staffed: Any = staffing_on(day, everything)
    vacant = defaultdict(list)
    for pk, province in vacant_posts(day, everything).values_list("pk", "province_id"):
        vacant[province].append(pk)
    since = vacant_since(day, Commune.objects.filter(pk__in=[pk for pks in vacant.values() for pk in pks]))
    plans = {(plan.commune_id, plan.vacant_since): plan for plan in ChiefPlan.objects.all()}
    places = staffed.order_by().values("province__code", "province__short_name", "province_id")
    return [
        _province_row(day, place, vacant[place["province_id"]], since, plans)
        for place in places.annotate(n=Count("pk")).order_by("province__code")
    ]


def _province_row(
    day: date,
    place: dict[str, Any],
    vacant: list[int],
    since: dict[int, date],
    plans: dict[tuple[int, date | None], ChiefPlan],
) -> ProvinceVacancies:
    planned = [plan for pk in vacant if (plan := plans.get((pk, since.get(pk))))]
    return ProvinceVacancies(
        code=place["province__code"],
        name=place["province__short_name"],
        communes=place["n"],
        vacant=len(vacant),
        never_filled=sum(pk not in since for pk in vacant),
        oldest=min((since[pk] for pk in vacant if pk in since), default=None),
        planned=len(planned),
        overdue=sum(plan.due_on < day for plan in planned),
    )


def _plans(province: Province) -> QuerySet[ChiefPlan]:
    return ChiefPlan.objects.filter(province=province).select_related("officer", "made_by")


def _deputies_by_district(day: date, communes: QuerySet[Commune]) -> DeputiesByDistrict:
    """Give the regular deputies in post with their training, by `precedence`: rank, tenure, training."""
    deputies = list(
        Assignment.objects.in_post(day)
        .regular()
        .filter(commune__in=communes, post=Post.DEPUTY)
        .select_related("officer", "commune")
    )
    trained = trained_on(day, [posting.officer_id for posting in deputies])
    by_district: DeputiesByDistrict = defaultdict(list)
    for posting in sorted(deputies, key=lambda p: precedence(p, day, trained.get(p.officer_id, UNTRAINED))):
        by_district[posting.commune.district_id].append((posting, trained.get(posting.officer_id, UNTRAINED)))
    return by_district


def _for(commune: Commune, deputies: Iterable[tuple[Assignment, Trained]]) -> tuple[Deputy, ...]:
    """Those of the commune itself, then the first few of the district."""
    told = [Deputy(p.officer, p.commune, p.starts_on, t, p.commune_id == commune.pk) for p, t in deputies]
    here = [deputy for deputy in told if deputy.is_here]
    elsewhere = [deputy for deputy in told if not deputy.is_here]
    return (*here, *elsewhere[:MOST_OF_THE_DISTRICT])
