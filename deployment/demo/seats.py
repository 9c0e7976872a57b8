"""The seats of a commune's police over time, and the spans for which one person held each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from deployment.choices import Force, Post
from deployment.demo.shape import Strength

PROGRAMME_BEGAN = date(2018, 10, 1)
CHANGES_A_YEAR = 0.95  # changes of holder in a regular seat
SEMI_CHANGES_A_YEAR = 0.12
SHORTEST = 5  # days
STILL_SEMI_PROFESSIONAL = 0.55  # chance that a semi-professional member stays after regulars come
SEMI_CHIEF_STAYS = 0.25  # where a regular chief never came
LEAVES_SOON = 0.008  # of those in post: the end within 90 days is known


@dataclass(frozen=True, slots=True)
class Span:
    """One holding of one seat, half-open; who holds it is decided later."""

    commune: str
    post: str
    force: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Waves:
    """When the communes of a province get their police: a few waves, most of them later than sooner."""

    days: tuple[date, ...]

    @classmethod
    def drawn(cls, rng: Random, last_day: date) -> "Waves":
        span = (last_day - PROGRAMME_BEGAN).days - 20
        days = (PROGRAMME_BEGAN + timedelta(days=int(span * rng.betavariate(2.2, 1.6))) for _ in range(4))
        return cls(tuple(sorted(days)))

    def day_for(self, rng: Random) -> date:
        return rng.choice(self.days)


def regular_spans(
    rng: Random, commune: str, strength: Strength, arrival: date, last_day: date, scale: int
) -> Iterator[Span]:
    """Yield the holdings of a commune's regular seats; on `last_day` just `strength` are held."""
    chief_ends = None if strength.has_chief else _before(rng, last_day, 230)
    chief_starts = min(arrival + timedelta(days=rng.choice((0, 0, 0, 14, 45))), last_day - timedelta(days=4))
    if chief_ends is None or chief_ends > chief_starts + timedelta(days=SHORTEST):
        yield from _holdings(rng, commune, Post.CHIEF, chief_starts, chief_ends, last_day, scale)
    others = strength.officers - strength.has_chief
    deputies = min(others, 2 if strength.officers >= 6 else 1 if strength.officers >= 3 else 0)
    room = max((last_day - arrival).days - 3, 1)
    for place in range(others):
        late = 0 if place < 2 else int(room * rng.random() ** 1.4)
        starts = min(arrival + timedelta(days=late), last_day - timedelta(days=2))
        post = Post.DEPUTY if place < deputies else Post.MEMBER
        yield from _holdings(rng, commune, post, starts, None, last_day, scale)


def semi_professional_spans(
    rng: Random, commune: str, chief_from: date | None, arrival: date | None, last_day: date, scale: int
) -> Iterator[Span]:
    """Yield the holdings of the staff who held the posts before; they go as the regulars come.

    chief_from: the first day of a regular chief, None where none ever came. arrival: None without police.
    """
    seats = [Post.CHIEF, Post.DEPUTY] + [Post.MEMBER] * rng.choice((1, 2, 2, 3))
    for seat in seats:
        began = PROGRAMME_BEGAN - timedelta(days=rng.randint(60, 2_600))
        ends = _semi_end(rng, seat, chief_from, arrival, last_day)
        cuts = _cuts(rng, max(began, PROGRAMME_BEGAN), ends or last_day, SEMI_CHANGES_A_YEAR * scale)
        yield from _between(commune, seat, Force.SEMI_PROFESSIONAL, [began, *cuts], ends)


def _semi_end(
    rng: Random, seat: str, chief_from: date | None, arrival: date | None, last_day: date
) -> date | None:
    if arrival is None:
        return None
    if seat == Post.CHIEF:
        if chief_from:
            return chief_from
        return None if rng.random() < SEMI_CHIEF_STAYS else arrival
    if seat == Post.MEMBER and rng.random() < STILL_SEMI_PROFESSIONAL:
        return None
    return min(arrival + timedelta(days=rng.randint(0, 400)), last_day)


def _holdings(
    rng: Random, commune: str, post: str, starts: date, ends: date | None, last_day: date, scale: int
) -> Iterator[Span]:
    cuts = _cuts(rng, starts, ends or last_day, CHANGES_A_YEAR * scale)
    if ends is None and rng.random() < LEAVES_SOON:
        ends = last_day + timedelta(days=rng.randint(2, 90))
    yield from _between(commune, post, Force.REGULAR, [starts, *cuts], ends)


def _between(commune: str, post: str, force: str, starts: list[date], ends: date | None) -> Iterator[Span]:
    for first, following in zip(starts, [*starts[1:], ends], strict=True):
        yield Span(commune, post, force, first, following)


def _cuts(rng: Random, starts: date, ends: date, a_year: float) -> list[date]:
    """Draw the days between on which the holder changes."""
    length = (ends - starts).days
    expected = a_year * length / 365
    wanted = int(expected) + (rng.random() < expected % 1)
    days = sorted({rng.randint(SHORTEST, length - 2) for _ in range(wanted)} if length > SHORTEST + 2 else ())
    kept: list[int] = []
    for day in days:
        if day - (kept[-1] if kept else 0) >= SHORTEST:
            kept.append(day)
    return [starts + timedelta(days=day) for day in kept]


def _before(rng: Random, day: date, most: int) -> date:
    return day - timedelta(days=rng.randint(1, most))
