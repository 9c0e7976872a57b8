"""What the synthetic officers were trained in: a third of the regular ones, most in their profession."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from deployment.bulk import TrainingRow
from deployment.choices import Course, Force
from deployment.demo.names import LOCAL_OF
from deployment.demo.people import Person

TRAINED = 0.35  # of the regular officers
WITH_CERTIFICATE = 0.8
SOONEST = 30  # days after the first posting began: nobody is then younger than 16
USUAL = (Course.PROFESSIONAL,) * 6 + (Course.LAW,) * 4 + (Course.OTHER,) * 2
REMARKS = {Course.PROFESSIONAL: "Bồi dưỡng Công an xã (giả định)", Course.LANGUAGE: "Giả định"}


def trainings_of(
    people: Iterable[tuple[int, Person]], *, province_id: int, code: str, as_of: date, seed: int
) -> Iterator[TrainingRow]:
    """Draw the courses that officers of one province completed, each course once; people: with their ids."""
    rng = Random(f"training:{seed}:{code}")  # noqa: S311 (synthetic data, not secrets)
    courses = (*USUAL, *(Course.LANGUAGE,) * (4 if code in LOCAL_OF else 0))
    for officer_id, person in people:
        if person.force != Force.REGULAR or rng.random() >= TRAINED:
            continue
        first, last = _days(person, as_of)
        if first > last:
            continue
        for course in sorted({rng.choice(courses) for _each in range(rng.choice((1, 1, 2, 3)))}):
            day = first + timedelta(days=rng.randrange((last - first).days + 1))
            certificate = f"{rng.randint(1, 999)}/CN-{day.year}" if rng.random() < WITH_CERTIFICATE else ""
            remark = REMARKS.get(course, "")
            yield TrainingRow(officer_id, province_id, course.value, day, certificate, remark)


def _days(person: Person, as_of: date) -> tuple[date, date]:
    """Give the first and the last day on which `person` can have completed a course in service."""
    ends = [span.ends_on for span in person.spans]
    last = as_of if None in ends else min(as_of, max(day for day in ends if day))
    return person.spans[0].starts_on + timedelta(days=SOONEST), last
