"""Who held which seat: officers with a rank, an age and a course of service that fit their posts."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from communes.calendar import months_later
from deployment.choices import Force, Post, Rank, Sex
from deployment.demo.names import full_name
from deployment.demo.seats import Span

STAYS_IN_SERVICE = 0.9  # of those who leave a seat
TAKES_A_FREE_OFFICER = 0.86
WOMEN = 0.1
OF_AGE = 18  # on the first day in a post: nobody is recruited younger (Law on the People's Public Security)
RANKS = {
    Post.CHIEF: (Rank.DAI_UY,) * 7 + (Rank.THIEU_TA,) * 8 + (Rank.TRUNG_TA,) * 4 + (Rank.THUONG_UY,),
    Post.DEPUTY: (Rank.THUONG_UY,) * 5 + (Rank.DAI_UY,) * 10 + (Rank.THIEU_TA,) * 5,
    Post.MEMBER: (Rank.THUONG_SI,) * 2
    + (Rank.THIEU_UY,) * 4
    + (Rank.TRUNG_UY,) * 6
    + (Rank.THUONG_UY,) * 6
    + (Rank.DAI_UY,) * 4,
}
ABOVE_CEILING = 0.002  # of chiefs: Thượng tá, which the import and the forms warn of
YOUNGEST = {
    Rank.THUONG_SI: 20, Rank.THIEU_UY: 23, Rank.TRUNG_UY: 25, Rank.THUONG_UY: 28, Rank.DAI_UY: 31,
    Rank.THIEU_TA: 36, Rank.TRUNG_TA: 41, Rank.THUONG_TA: 46,
}  # fmt: skip
ORDER = {Post.MEMBER: 0, Post.DEPUTY: 1, Post.CHIEF: 2}


@dataclass(slots=True)
class Person:
    """One officer: the spans they held, in order of time."""

    force: str
    spans: list[Span] = field(default_factory=list)

    @property
    def highest_post(self) -> str:
        return max((span.post for span in self.spans), key=lambda post: ORDER[Post(post)])


@dataclass(frozen=True, slots=True)
class Particulars:
    full_name: str
    sex: str
    date_of_birth: date
    rank: int | None


def people_for(spans: Iterable[Span], rng: Random) -> list[Person]:
    """Give each span a holder; whoever leaves one seat often takes the next that is free that day."""
    people: list[Person] = []
    leaving: dict[date, list[Person]] = {}
    free: list[Person] = []
    days: list[date] = []
    for span in sorted(spans, key=lambda s: (s.starts_on, s.commune, s.post, s.force, s.ends_on or date.max)):
        while days and days[0] <= span.starts_on:
            free += leaving.pop(days.pop(0), [])
        person = _holder(span, free, rng)
        if not person.spans:
            people.append(person)
        person.spans.append(span)
        if span.ends_on and span.force == Force.REGULAR and rng.random() < STAYS_IN_SERVICE:
            if span.ends_on not in leaving:
                insort(days, span.ends_on)
            leaving.setdefault(span.ends_on, []).append(person)
    return people


def _holder(span: Span, free: list[Person], rng: Random) -> Person:
    if span.force == Force.REGULAR and free and rng.random() < TAKES_A_FREE_OFFICER:
        return free.pop(rng.randrange(max(len(free) - 40, 0), len(free)))
    return Person(span.force)


def particulars(person: Person, province: str, last_day: date, rng: Random) -> Particulars:
    """Draw name, sex, age and rank that fit the highest post a person held, and the day of the first."""
    woman = rng.random() < WOMEN
    rank = _rank(person, rng)
    youngest = YOUNGEST[rank] if rank else 24
    age = min(youngest + int(rng.expovariate(1 / 5)), 59)
    born = last_day - timedelta(days=age * 365 + age // 4 + rng.randrange(365))
    of_age = months_later(min(span.starts_on for span in person.spans), -12 * OF_AGE)
    name = full_name(rng, province, woman=woman)
    sex = Sex.FEMALE if woman else Sex.MALE
    return Particulars(name, sex, min(born, of_age), rank.value if rank else None)


def _rank(person: Person, rng: Random) -> Rank | None:
    if person.force != Force.REGULAR:
        return None
    post = Post(person.highest_post)
    if post == Post.CHIEF and rng.random() < ABOVE_CEILING:
        return Rank.THUONG_TA
    return rng.choice(RANKS[post])


def numbered(people: Iterable[Person], first: int) -> Iterator[tuple[str, Person]]:
    """Give each person a service number that no other has; the numbers do not run in a row."""
    for place, person in enumerate(people, first):
        digits = f"{place * 7_919 % 1_000_000_000:09}"
        yield f"{digits[:6]}-{digits[6:]}", person
