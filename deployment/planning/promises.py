"""What open drafts promise: places of a plan's receiving communes, to officers of whichever commune."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import F

from deployment.choices import DraftState
from deployment.models import DraftTransfer
from deployment.planning.plan import Plan, PlannedMove


class OpenDraft(NamedTuple):
    """A draft that can still be carried out, by the keys of its communes and officer."""

    giver: int
    receiver: int
    officer: int
    giver_name: str
    receiver_name: str


def open_drafts(plan: Plan) -> list[OpenDraft]:
    """Give the open drafts of the plan's province whose officers still serve where they are to leave."""
    if not plan.scope.province:
        return []
    still_there = {"officer__assignments__commune": F("from_commune"), "officer__assignments__ends_on": None}
    drafts = DraftTransfer.objects.filter(province=plan.scope.province, state=DraftState.OPEN, **still_there)
    fields = ("from_commune", "to_commune", "officer", "from_commune__name", "to_commune__name")
    return list(map(OpenDraft._make, drafts.order_by("accepted_at", "pk").values_list(*fields)))


def promised_places(
    open_places: Mapping[PlannedMove, int], drafts: Iterable[OpenDraft]
) -> dict[PlannedMove, tuple[str, ...]]:
    """Give, for each move, the communes that `drafts` send somebody from to take one of its `open_places`.

    drafts: those that are no pick of a move of the plan itself.
    """
    taken: dict[PlannedMove, list[str]] = {move: [] for move in open_places}
    for draft in drafts:
        to = (move for move in open_places if move.receiver.pk == draft.receiver)
        if move := next((move for move in to if open_places[move] > len(taken[move])), None):
            taken[move].append(draft.giver_name)
    return {move: tuple(names) for move, names in taken.items()}
