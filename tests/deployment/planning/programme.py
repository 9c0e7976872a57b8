"""The same question as a linear programme, in its most general form, for another solver (HiGHS)."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from deployment.planning.flow import EARTH_METRES, Move, Place

Objective = tuple[int, ...]


def metres_between(one: Place, other: Place) -> int:
    """Give the whole metres between two places, written without numpy's arrays."""
    if one.point is None or other.point is None:
        return 0
    (lat1, lon1), (lat2, lon2) = np.radians(one.point), np.radians(other.point)
    chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return round(float(2 * EARTH_METRES * np.arcsin(np.sqrt(chord))))


def objective_of(places: Sequence[Place], moves: Sequence[Move]) -> Objective:
    """Give (remaining shortfall, crossings from the widest level on, moves, metres)."""
    received = [sum(m.count for m in moves if m.receiver == i) for i in range(len(places))]
    remaining = sum(max(0, place.shortfall - got) for place, got in zip(places, received, strict=True))
    levels = range(len(places[0].groups))
    crossings = [
        sum(m.count for m in moves if places[m.giver].groups[level] != places[m.receiver].groups[level])
        for level in reversed(levels)
    ]
    return (remaining, *crossings, sum(m.count for m in moves), sum(m.count * m.metres for m in moves))


def objective_by_programme(places: Sequence[Place], *, everybody: bool = False) -> Objective:
    """Minimise level after level, each held as a constraint of the next.

    everybody: any commune may give to any (also pass on what it receives); else those with a surplus
    give to those with a shortfall. A variable an arc, and one for the shortfall of each place.
    """
    n = len(places)
    givers = range(n) if everybody else [i for i in range(n) if places[i].surplus]
    takers = range(n) if everybody else [i for i in range(n) if places[i].shortfall]
    arcs = [(i, j) for i in givers for j in takers if i != j]
    costs = _levels(places, arcs)
    # outflow - inflow <= surplus; and for the short: inflow - outflow + unmet >= shortfall
    entries = [(i, arc, 1.0) for arc, (i, _) in enumerate(arcs)] + [
        (j, arc, -1.0) for arc, (_, j) in enumerate(arcs)
    ]
    entries += [(i, len(arcs) + i, -1.0) for i in range(n)]
    rows, columns, values = zip(*entries, strict=True)
    balance = csr_array((values, (rows, columns)), shape=(n, len(arcs) + n))
    limits = np.array([place.surplus - place.shortfall for place in places], float)
    bounds = [(0, None)] * len(arcs) + [(0, place.shortfall) for place in places]
    found: list[int] = []
    held, held_limits = [balance], [limits]
    for cost in costs:
        answer = linprog(
            cost, A_ub=vstack(held), b_ub=np.concatenate(held_limits), bounds=bounds, method="highs"
        )
        assert answer.status == 0, answer.message
        found.append(round(answer.fun))
        held.append(csr_array(cost.reshape(1, -1)))
        held_limits.append(np.array([float(found[-1])]))
    return tuple(found)


def _levels(places: Sequence[Place], arcs: list[tuple[int, int]]) -> list[np.ndarray]:
    n = len(places)
    unmet = np.concatenate([np.zeros(len(arcs)), np.ones(n)])
    crossings = [
        np.array([places[i].groups[level] != places[j].groups[level] for i, j in arcs] + [0] * n, float)
        for level in reversed(range(len(places[0].groups)))
    ]
    moves = 1 - unmet
    metres = np.array([metres_between(places[i], places[j]) for i, j in arcs] + [0] * n, float)
    return [unmet, *crossings, moves, metres]
