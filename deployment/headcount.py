"""How many regular officers a commune had through time, as the steps of a chart beside its minimum."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune
from deployment.axis import LEFT, RIGHT, Axis, px
from deployment.choices import Force
from deployment.held import NOW, Held
from deployment.models import Assignment

BASE, TALLEST = 88, 60
LEAST_SCALE = 6
LABEL_ROOM = 16.0
MOST_RULE_CHANGES = 8
MOST_STEPS_TOLD = 12


@dataclass(frozen=True)
class Step:
    """`count` from the day `start` (an ordinal) until the next step."""

    start: int
    count: int


@dataclass(frozen=True)
class Label:
    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Level:
    """The minimum from `x1` to `x2`, with its words at the left of the chart or at the line's own start."""

    x1: str
    x2: str
    y: str
    label: Label
    is_first: bool


@dataclass(frozen=True)
class Headcount:
    path: str
    labels: tuple[Label, ...]
    levels: tuple[Level, ...]
    final: Label
    description: str

    @classmethod
    def drawn(cls, axis: Axis, steps: Sequence[Step], minima: Sequence[Step]) -> Self:
        """Draw `steps` (at least one before the axis ends) as an area and `minima` as lines."""
        steps = [step for step in steps if step.start < axis.end]
        scale = TALLEST / max(LEAST_SCALE, *(step.count for step in (*steps, *minima)))
        last = steps[-1].count
        return cls(
            path=_path(axis, steps, scale),
            labels=tuple(_labels(axis, steps)),
            levels=tuple(_levels(axis, minima, scale)),
            final=Label(px(RIGHT + 8), px(BASE - scale * last + 5), str(last)),
            description=_described(steps),
        )


def officers_through(postings: Sequence[Assignment]) -> list[Step]:
    """Count the regular officers among `postings` from each day on which their number changes."""
    changes: Counter[int] = Counter()
    for posting in postings:
        if posting.force == Force.REGULAR:
            changes[posting.starts_on.toordinal()] += 1
            changes[posting.until.toordinal()] -= 1
    steps, count = [], 0
    for ordinal in sorted(ordinal for ordinal, change in changes.items() if change):
        count += changes[ordinal]
        steps.append(Step(ordinal, count))
    return steps


def minima_through(place: Commune, first_day: date, day: date, minimum: int, held: Held = NOW) -> list[Step]:
    """Ask the rule for the minimum of `place` from `first_day` on; on `day` it is `minimum`.

    Where the rules changed more often than a chart can show, the older changes are left out.
    """
    dates = held.rules.filter(
        Q(starts_on__gt=first_day, starts_on__lte=day) | Q(ends_on__gt=first_day, ends_on__lte=day)
    ).values_list("starts_on", "ends_on")
    changed = sorted({d for pair in dates for d in pair if d and first_day < d <= day})[-MOST_RULE_CHANGES:]
    steps = [] if changed else [Step(first_day.toordinal(), minimum)]
    for since in [first_day, *changed] if changed else []:
        staffed = held.staffing_on(since, held.communes.filter(id=place.pk)).first()
        asked = staffed.minimum if staffed else 0
        if not steps or steps[-1].count != asked:
            steps.append(Step(since.toordinal(), asked))
    return steps


def _with_ends(axis: Axis, steps: Sequence[Step]) -> Iterator[tuple[Step, int]]:
    ends = [*(step.start for step in steps[1:]), axis.end]
    return zip(steps, ends, strict=True)


def _path(axis: Axis, steps: Sequence[Step], scale: float) -> str:
    parts = [f"M{px(axis.x(steps[0].start))} {BASE}"]
    for step, end in _with_ends(axis, steps):
        parts.append(f"V{px(BASE - scale * step.count)} H{px(axis.x(end))}")
    return f"{' '.join(parts)} V{BASE} Z"


def _labels(axis: Axis, steps: Sequence[Step]) -> Iterator[Label]:
    for step, end in _with_ends(axis, steps):
        x = axis.x(step.start)
        if axis.x(end) - x >= LABEL_ROOM:
            yield Label(px(x + 4), px(BASE - 4), str(step.count))


def _levels(axis: Axis, minima: Sequence[Step], scale: float) -> Iterator[Level]:
    for place, (step, end) in enumerate(_with_ends(axis, minima)):
        x, y = axis.x(step.start) if place else LEFT, BASE - scale * step.count
        words = _("tối thiểu %(count)s") % {"count": step.count}
        label = Label(px(x + 4), px(y - 3), words) if place else Label(px(LEFT - 8), px(y + 4), words)
        yield Level(px(x), px(axis.x(end)), px(y), label, is_first=not place)


def _described(steps: Sequence[Step]) -> str:
    told = [
        _("%(count)s từ %(day)s") % {"count": step.count, "day": format_day(date.fromordinal(step.start))}
        for step in steps[-MOST_STEPS_TOLD:]
    ]
    return _("Số cán bộ chính quy: %(steps)s.") % {"steps": "; ".join(told)}
