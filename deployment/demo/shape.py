"""How far each province has come on the last day: which communes have how many officers, and a chief.

The totals are those reported at the conference of 31/5/2021: 7,800 communes and townships with regular
police, more than 43,000 officers. Everything below the totals is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

DEPLOYED = 7_800
OFFICERS = (43_100, 43_900)  # the total is drawn between these
VACANT_CHIEFS = 0.031  # share of the communes with police that have no chief

COMPLETE, NEARLY, WEAK, USUAL = "complete", "nearly", "weak", "usual"
# Of 63 provinces: everything done; police everywhere; far behind; the rest.
KINDS = (COMPLETE,) * 8 + (NEARLY,) * 9 + (WEAK,) * 9 + (USUAL,) * 37
SURPLUS_SIZES = (5, 5, 5, 5, 5, 5, 6, 6, 6, 7, 7, 8, 9, 11, 14)


@dataclass
class Strength:
    """A commune on the last day: regular officers in post, and whether one of them is chief."""

    officers: int
    has_chief: bool = True


def shape(places: Mapping[str, Sequence[str]], seed: int) -> dict[str, Strength]:
    """Give the strength of each commune (by code) that has regular police on the last day.

    places: the codes of the communes in scope, by code of their province.
    """
    rng = Random(f"shape:{seed}")  # noqa: S311 (synthetic data, not secrets)
    codes = sorted(places)
    kinds = dict(zip(rng.sample(codes, len(codes)), _kinds(len(codes)), strict=True))
    deployed = _deployed_counts(places, kinds, rng)
    strengths: dict[str, Strength] = {}
    for code in codes:
        chosen = rng.sample(sorted(places[code]), deployed[code])
        share_short = {COMPLETE: 0.0, NEARLY: 0.05, WEAK: 0.42, USUAL: rng.uniform(0.05, 0.2)}[kinds[code]]
        strengths |= {commune: _strength(rng, share_short, kinds[code]) for commune in chosen}
    _meet_total(strengths, rng)
    return strengths


def _kinds(count: int) -> list[str]:
    return [KINDS[place % len(KINDS)] for place in range(count)]


def _deployed_counts(
    places: Mapping[str, Sequence[str]], kinds: Mapping[str, str], rng: Random
) -> dict[str, int]:
    """Share the communes without police among the provinces that are not done; their total is exact."""
    whole = sum(len(communes) for communes in places.values())
    missing = whole - round(DEPLOYED * whole / 8_880)
    weights = {
        code: len(places[code]) * (rng.uniform(0.3, 0.6) if kind == WEAK else rng.uniform(0.01, 0.12))
        for code, kind in kinds.items()
        if kind in (WEAK, USUAL)
    }
    counts = {code: len(communes) for code, communes in places.items()}
    total = sum(weights.values())
    for code in sorted(weights):
        counts[code] -= min(int(missing * weights[code] / total), counts[code] - 1)
    surplus = sum(counts.values()) - (whole - missing)
    for code in sorted(weights, key=lambda code: -counts[code])[:surplus]:
        counts[code] -= 1
    return counts


def _strength(rng: Random, share_short: float, kind: str) -> Strength:
    officers = rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 4, 4)) if rng.random() < share_short else _enough(rng)
    return Strength(officers, kind == COMPLETE or rng.random() >= VACANT_CHIEFS * 63 / 55)


def _enough(rng: Random) -> int:
    return rng.choice(SURPLUS_SIZES)


def _meet_total(strengths: dict[str, Strength], rng: Random) -> None:
    """Add to or take from communes above the minimum until the sum is as drawn."""
    wanted = round(rng.randint(*OFFICERS) * len(strengths) / DEPLOYED)
    movable = [strengths[code] for code in sorted(strengths) if strengths[code].officers >= 5]
    total = sum(strength.officers for strength in strengths.values())
    while total != wanted:
        strength = rng.choice(movable)
        step = 1 if total < wanted else -1
        if step == 1 or strength.officers > 5:
            strength.officers += step
            total += step
