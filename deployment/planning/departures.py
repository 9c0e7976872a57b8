"""Who leaves a giving commune after the day of a plan, as already written: they are not spare twice.

The plan itself stays that of its day, as do its figures: what is written for later narrows only what is
offered, as arrivals do at the other end.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef

from deployment.models import Assignment
from deployment.planning.plan import Plan, PlannedMove


def departures_of(plan: Plan) -> dict[int, tuple[date, ...]]:
    """Give the first days out of the regular officers who leave each giving commune after the plan's day.

    Who goes on in another post of the same commune does not leave it.
    """
    later = Assignment.objects.filter(
        officer=OuterRef("officer"), commune=OuterRef("commune"), starts_on__gt=plan.as_of
    )
    rows = (
        Assignment.objects.in_post(plan.as_of)
        .regular()
        .filter(commune__in={move.giver.pk for move in plan.moves}, ends_on__isnull=False)
        .exclude(Exists(later))
        .order_by("ends_on", "pk")
        .values_list("commune", "ends_on")
    )
    leaving: dict[int, list[date]] = {}
    for commune, ends_on in rows:
        if ends_on:  # always; for the checker of types
            leaving.setdefault(commune, []).append(ends_on)
    return {commune: tuple(days) for commune, days in leaving.items()}


def withheld_places(
    open_places: Mapping[PlannedMove, int], leaving: Mapping[int, tuple[date, ...]], drafted: Counter[int]
) -> dict[PlannedMove, int]:
    """Give how many of the `open_places` of each move its commune can no longer fill, the last moves first.

    drafted: how many officers open drafts are still to take from each commune.
    """
    spare = {
        move.giver.pk: move.giver.surplus - len(leaving[move.giver.pk]) - drafted[move.giver.pk]
        for move in open_places
        if move.giver.pk in leaving
    }
    withheld = dict.fromkeys(open_places, 0)
    for move, places in open_places.items():
        giver = move.giver.pk
        if giver in spare:
            filled = max(min(places, spare[giver]), 0)
            spare[giver] -= filled
            withheld[move] = max(places, 0) - filled
    return withheld
