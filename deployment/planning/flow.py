"""Who gives to whom: a transport problem, solved to proven optimality.

Lexicographic objective: least remaining shortfall; then fewest moves across the widest groups (provinces),
then across the narrower ones (districts); then fewest moves; then fewest metres.

Two facts turn all but the last of these into plain counting, so that no large weights are needed:

1. No plan gains by a commune that both receives and gives. Crossings, moves and metres all obey the
   triangle inequality, so a chain A → B → C is never better than A → C, and is one move more. Hence only
   communes above their minimum give, only those below receive, every move takes one officer's shortfall
   away, and the number of moves is the shortfall removed: min(all surplus, all shortfall).
2. Within a group (a district, a province) at most min(its surplus, its shortfall) moves stay inside, and all
   groups of all levels can reach that bound at once, filling from the narrowest to the widest. A plan has the
   fewest crossings just when every group reaches it: where shortfall is the lesser, every shortfall of the
   group is filled from inside it; where surplus is the lesser, all of it stays inside.

So the network has just the arcs that fact 2 leaves, mandatory supplies and demands where it demands them,
and metres for costs. Bound: a metre cost is under 2.1e7 (half the earth's girth) and OR-tools multiplies
costs by the number of nodes (at most 10,604), 2.2e11 in all; with at most 10,603 · 32,767 officers the
total stays under 7.4e15: far from the limits of 64 bits (9.2e18).
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

EARTH_METRES = 6_371_008.8
ALL: Hashable = "all"


class NoPlan(Exception):
    """The solver did not prove its answer optimal; it always does on a network that is built here."""


@dataclass(frozen=True)
class Place:
    """A commune: what it can give or lacks (one of them is 0), its groups from the narrowest, its point."""

    surplus: int
    shortfall: int
    groups: tuple[Hashable, ...]
    point: tuple[float, float] | None = None


@dataclass(frozen=True)
class Move:
    """`count` officers from one place to another, by their positions in the list that was solved."""

    giver: int
    receiver: int
    count: int
    metres: int


def best_moves(places: Sequence[Place]) -> list[Move]:
    """Give the optimal moves between `places`, in the order of givers and receivers."""
    givers = [i for i, place in enumerate(places) if place.surplus > 0]
    receivers = [i for i, place in enumerate(places) if place.shortfall > 0]
    if not givers or not receivers:
        return []
    balance = _balances(places)
    tails, heads = _arcs(places, givers, receivers, balance)
    metres = _metres(places, tails, heads)
    flows = _solved(places, givers, receivers, balance, tails, heads, metres)
    used = [
        Move(int(tails[arc]), int(heads[arc]), int(flows[arc]), int(metres[arc]))
        for arc in np.flatnonzero(flows)
    ]
    return sorted(used, key=lambda move: (move.giver, move.receiver))


def _chain(place: Place) -> tuple[Hashable, ...]:
    return (*place.groups, ALL)


def _balances(places: Sequence[Place]) -> dict[Hashable, int]:
    """Give surplus less shortfall for each group; positive: the group can help others."""
    balances: dict[Hashable, int] = defaultdict(int)
    for place in places:
        for group in _chain(place):
            balances[group] += place.surplus - place.shortfall
    return balances


def _arcs(
    places: Sequence[Place], givers: list[int], receivers: list[int], balance: dict[Hashable, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Give the arcs that fact 2 leaves: out of groups with a surplus, into groups with a shortfall.

    A group below the common one has either, never both, so that no arc is made twice.
    """
    giving: dict[tuple[int, Hashable], list[int]] = defaultdict(list)
    receiving: dict[tuple[int, Hashable], list[int]] = defaultdict(list)
    for members, at, sign in ((givers, giving, 1), (receivers, receiving, -1)):
        for i in members:
            for level, group in enumerate(_chain(places[i])):
                at[level, group].append(i)
                if balance[group] * sign <= 0:
                    break
    tails, heads = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for key, own in giving.items():
        others = receiving.get(key, [])
        tails.append(np.repeat(np.array(own, np.int64), len(others)))
        heads.append(np.tile(np.array(others, np.int64), len(own)))
    return np.concatenate(tails), np.concatenate(heads)


def _metres(places: Sequence[Place], tails: np.ndarray, heads: np.ndarray) -> np.ndarray:
    """Measure each arc on a sphere; without both points it counts nothing."""
    points = np.radians([place.point or (np.nan, np.nan) for place in places])
    one, other = points[tails], points[heads]
    half = np.sin((other - one) / 2) ** 2
    chord = half[:, 0] + np.cos(one[:, 0]) * np.cos(other[:, 0]) * half[:, 1]
    metres = 2 * EARTH_METRES * np.arcsin(np.sqrt(chord))
    return np.rint(np.nan_to_num(metres)).astype(np.int64)


def _solved(
    places: Sequence[Place],
    givers: list[int],
    receivers: list[int],
    balance: dict[Hashable, int],
    tails: np.ndarray,
    heads: np.ndarray,
    metres: np.ndarray,
) -> np.ndarray:
    """Solve the network; one more node takes what need not be given, or stands in for what cannot be filled.

    Never both: where the whole has a surplus every shortfall is filled, else every surplus is used.
    """
    rest = len(places)
    network = min_cost_flow.SimpleMinCostFlow()
    surplus = np.array([place.surplus for place in places], np.int64)
    shortfall = np.array([place.shortfall for place in places], np.int64)
    network.add_arcs_with_capacity_and_unit_cost(
        tails, heads, np.minimum(surplus[tails], shortfall[heads]), metres
    )
    idle = [i for i in givers if all(balance[group] > 0 for group in _chain(places[i]))]
    unfilled = [i for i in receivers if all(balance[group] < 0 for group in _chain(places[i]))]
    for i in idle:
        network.add_arc_with_capacity_and_unit_cost(i, rest, int(surplus[i]), 0)
    for i in unfilled:
        network.add_arc_with_capacity_and_unit_cost(rest, i, int(shortfall[i]), 0)
    supplies = np.append(surplus - shortfall, (shortfall - surplus).sum())
    network.set_nodes_supplies(np.arange(rest + 1), supplies)
    status = network.solve()
    if status != network.OPTIMAL:
        raise NoPlan(str(status))
    return network.flows(np.arange(len(tails)))
