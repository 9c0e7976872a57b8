"""Who comes to a receiving commune after the day of a plan, as already written: they fill its places."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from deployment.models import Assignment
from deployment.planning.plan import Plan, PlannedMove


@dataclass(frozen=True)
class Arrival:
    """An officer whose service in a commune begins after the day; `origin`: where they serve on the day."""

    day: date
    origin: int | None


def arrivals_of(plan: Plan, open_places: Mapping[PlannedMove, int]) -> dict[PlannedMove, tuple[date, ...]]:
    """Give, for each move, the first days of those who already take its `open_places`, the earliest first.

    Who comes from the giving commune takes a place of that move; who comes from elsewhere, of any.
    """
    waiting = _written(plan)
    taken: dict[PlannedMove, list[date]] = {move: [] for move in plan.moves}
    for from_giver in (True, False):
        for move in plan.moves:
            coming = waiting[move.receiver.pk]
            fitting = [one for one in coming if not from_giver or one.origin == move.giver.pk]
            for one in fitting[: max(open_places[move] - len(taken[move]), 0)]:
                coming.remove(one)
                taken[move].append(one.day)
    return {move: tuple(sorted(days)) for move, days in taken.items()}


def _written(plan: Plan) -> dict[int, list[Arrival]]:
    """Regular officers whose first day in a receiving commune lies after the plan's, by commune."""
    in_post = Assignment.objects.in_post(plan.as_of).filter(officer=OuterRef("officer"))
    rows = (
        Assignment.objects.regular()
        .filter(commune__in={move.receiver.pk for move in plan.moves}, starts_on__gt=plan.as_of)
        .annotate(origin=Subquery(in_post.values("commune")[:1]))
        .order_by("starts_on", "pk")
        .values_list("commune", "officer", "origin", "starts_on")
    )
    coming: dict[int, list[Arrival]] = defaultdict(list)
    seen = set()
    for commune, officer, origin, day in rows:
        if origin != commune and (commune, officer) not in seen:
            seen.add((commune, officer))
            coming[commune].append(Arrival(day, origin))
    return coming
