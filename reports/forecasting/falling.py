"""Communes that comply and no longer will within 90 days: by ends already written, or by age limits.

An end is a fact. Reaching the age limit is a warning alone: service may be prolonged by a decision.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Q

from communes.calendar import months_later
from communes.models import Commune, UnitQuerySet
from deployment.choices import Post, Status
from deployment.models import Assignment, Officer, ServiceAgeLimit
from deployment.staffing import staffing_on, status_of

AHEAD = timedelta(days=90)
SLACK = timedelta(days=4)


@dataclass(frozen=True)
class Leaving:
    """An officer who reaches the age limit of their rank on `day`."""

    officer_id: int
    full_name: str
    is_chief: bool
    day: date


@dataclass(frozen=True)
class Falling:
    """A commune that complies on the day and will not: `first` is the first day somebody leaves.

    leaving: who reaches the age limit; empty where ends already written suffice.
    """

    commune: Commune
    first: date
    status: str
    shortfall: int
    leaving: tuple[Leaving, ...]


def falling_after(day: date, communes: UnitQuerySet) -> list[Falling]:
    """Give those of `communes` that comply on `day` and fall within 90 days, the soonest first."""
    later = _later(day)
    complying = staffing_on(day, communes).filter(status=Status.COMPLIANT).values_list("pk", flat=True)
    retiring = _reaching_age_limit(day, later, list(complying))
    ends = _first_ends(day, later, communes)
    staffed = staffing_on(later, Commune.objects.filter(pk__in=list(complying)))
    losing = staffed.filter(~Q(status=Status.COMPLIANT) | Q(pk__in=list(retiring)))
    rows = (
        _row(commune, retiring.get(commune.pk, []), ends.get(commune.pk))
        for commune in losing.select_related("province", "district")
    )
    return sorted((row for row in rows if row), key=lambda row: (row.first, row.commune.sort_key))


def _later(day: date) -> date:
    return min(day, date.max - AHEAD) + AHEAD


def _row(commune: Any, leaving: list[Leaving], first_end: date | None) -> Falling | None:
    if commune.status != Status.COMPLIANT:
        return Falling(commune, first_end or date.max, commune.status, commune.shortfall, ())
    left = commune.officers - len(leaving)
    has_chief = commune.has_chief and not any(person.is_chief for person in leaving)
    status = status_of(
        officers=left, minimum=commune.minimum, has_chief=has_chief, chief_required=commune.chief_required
    )
    if status == Status.COMPLIANT:
        return None
    first = min(person.day for person in leaving)
    return Falling(commune, first, status, max(0, commune.minimum - left), tuple(leaving))


def _first_ends(day: date, later: date, communes: UnitQuerySet) -> dict[int, date]:
    """Give the first end within the time by commune."""
    ending = Assignment.objects.regular().filter(commune__in=communes, until__gt=day, until__lte=later)
    return dict(ending.values("commune").annotate(first=Min("until")).values_list("commune", "first"))


def _reaching_age_limit(day: date, later: date, communes: list[int]) -> dict[int, list[Leaving]]:
    """Give who, still in post 90 days on by what is written, reaches the age limit in that time."""
    limits: dict[tuple[int, str], list[ServiceAgeLimit]] = defaultdict(list)
    for limit in ServiceAgeLimit.objects.all():
        limits[limit.rank, limit.sex].append(limit)
    near = _born_for(limits, day, later)
    leaving: dict[int, list[Leaving]] = defaultdict(list)
    if not near:
        return leaving
    born = Officer.objects.filter(near).values("pk")
    postings = Assignment.objects.in_post(later).regular().filter(officer__in=born, commune__in=communes)
    for posting in postings.select_related("officer"):
        officer = posting.officer
        reached = _reached(
            officer.date_of_birth, limits.get((officer.rank or 0, officer.sex), []), day, later
        )
        if reached:
            person = Leaving(officer.pk, officer.full_name, posting.post == Post.CHIEF, reached)
            leaving[posting.commune_id].append(person)
    return leaving


def _born_for(limits: Mapping[tuple[int, str], list[ServiceAgeLimit]], day: date, later: date) -> Q:
    """Give who may reach a limit after `day`, up to `later`: those born so long before.

    Months differ in length, so a few days more are let in; what is exact is `_reached`.
    """
    ranks: dict[tuple[str, int], set[int]] = defaultdict(set)
    for (rank, sex), rows in limits.items():
        for limit in rows:
            if day.year > limit.months // 12 + 2:
                ranks[sex, limit.months].add(rank)
    found = Q()
    for (sex, months), alike in ranks.items():
        born = (months_later(day, -months) - SLACK, months_later(later, -months) + SLACK)
        found |= Q(date_of_birth__range=born, sex=sex, rank__in=sorted(alike))
    return found


def _reached(born: date, limits: list[ServiceAgeLimit], day: date, later: date) -> date | None:
    """Give the day after `day`, up to `later`, on which a limit in force that very day is reached."""
    for limit in limits:
        reached = months_later(born, limit.months)
        begun = limit.starts_on is None or limit.starts_on <= reached
        if day < reached <= later and begun and (limit.ends_on is None or reached < limit.ends_on):
            return reached
    return None


def count_by_province(rows: list[Falling]) -> Counter[str]:
    """Count the communes by the code of their province."""
    return Counter(row.commune.province.code for row in rows)
