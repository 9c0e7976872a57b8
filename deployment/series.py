"""Figures through time: nation, regions and provinces on many days, in one statement.

Each day is the very `staffing_on` of that day, so that no second rule grows here; the days are joined by
UNION ALL, which PostgreSQL answers in one go (41 months of the nation: about a second). Ask once
for all days and places that a page needs, and keep the result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connections

from communes.models import Commune, UnitQuerySet
from deployment.figures import TRAITS, Figures, figures_sql
from deployment.models import StaffingRule
from deployment.staffing import staffing_on

KEYS = "region_id, province_id"
SETS = "(region_id, province_id), (region_id), ()"
CLASSES = ", ".join(("province_id", *TRAITS))
OnDays = Mapping[date, Figures]
Class = frozenset[str]  # the traits that communes have in common


@dataclass(frozen=True)
class Series:
    """Figures by day, for the nation, each region and each province (by primary key).

    A place without a commune in scope on a day has no entry for that day.
    """

    days: tuple[date, ...]
    national: OnDays
    regions: Mapping[int, OnDays] = field(default_factory=dict)
    provinces: Mapping[int, OnDays] = field(default_factory=dict)


def figures_through(
    days: Iterable[date], communes: UnitQuerySet | None = None, *, by_rules_of: date | None = None
) -> Series:
    """Give the figures of `communes` (those of the whole nation by default) on each of `days`.

    by_rules_of: a day whose rules are asked of all days, so that the past is measured by one yardstick;
    without it each day has its own.
    """
    days = tuple(sorted(set(days)))
    nation: dict[date, Figures] = {}
    regions: dict[int, dict[date, Figures]] = {}
    provinces: dict[int, dict[date, Figures]] = {}
    chosen = Commune.objects.all() if communes is None else communes
    for ordinal, region, province, *counts in _rows(by_rules_of, days, chosen, KEYS, SETS):
        figures = Figures(*counts)
        if not figures.communes:
            continue
        place = (
            provinces.setdefault(province, {})
            if province
            else regions.setdefault(region, {})
            if region
            else nation
        )
        place[days[ordinal]] = figures
    return Series(days, nation, regions, provinces)


def figures_of_classes(
    days: Iterable[date], communes: UnitQuerySet, *, by_rules_of: date
) -> dict[int, dict[date, dict[Class, Figures]]]:
    """Give the figures of `communes` by province, day and class: what any set of classes comes to, at once.

    Each commune is in one class; a class without a commune in scope on a day has no entry for that day.
    """
    days = tuple(sorted(set(days)))
    found: dict[int, dict[date, dict[Class, Figures]]] = {}
    for ordinal, province, *rest in _rows(by_rules_of, days, communes, CLASSES, f"({CLASSES})"):
        held, counts = rest[: len(TRAITS)], rest[len(TRAITS) :]
        traits = frozenset(trait for trait, is_held in zip(TRAITS, held, strict=True) if is_held)
        found.setdefault(province, {}).setdefault(days[ordinal], {})[traits] = Figures(*counts)
    return found


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """Give the last days of the months from `first` on, and `last`: the days of a monthly series."""
    days, day = [], last
    while day >= first:
        days.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return tuple(reversed(days))


def _rows(
    by_rules_of: date | None, days: tuple[date, ...], communes: UnitQuerySet, keys: str, sets: str
) -> list[tuple[Any, ...]]:
    if not days:
        return []
    rules = list(StaffingRule.objects.all())
    statements: list[str] = []
    parameters: list[Any] = []
    for ordinal, day in enumerate(days):
        in_force = [rule for rule in rules if rule.is_in_force(by_rules_of or day)]
        sql, values = figures_sql(day, staffing_on(day, communes, in_force), keys, sets)
        statements.append(f"(SELECT {ordinal}, figures.* FROM ({sql}) AS figures)")
        parameters += values
    with connections[communes.db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return cursor.fetchall()
