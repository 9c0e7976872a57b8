"""The timeline of a commune's postings or an officer's, as coordinates: a template only prints it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.vietnamese import last_day_in
from deployment.axis import PADDING, RIGHT, WIDTH, Axis, Tick, fitting, px
from deployment.choices import Force, Post
from deployment.headcount import Headcount
from deployment.models import Assignment

LANES_TOP, LANES_TOP_ALONE = 104, 30
ROW, BAR, TEXT = 30, 23, 16  # height of a lane, of a bar, and a text's baseline in it
SEMI = "b-semi"
MOST_LANES = {Post.CHIEF: 1, Post.DEPUTY: 5, Post.MEMBER: 10}


@dataclass(frozen=True)
class Span:
    """From `start` to the day before `until` (ordinals): somebody in post, or nobody (`css` "gap")."""

    start: int
    until: int
    css: str
    name: str
    title: str


@dataclass(frozen=True)
class Bar:
    x: str
    y: int
    width: str
    css: str
    title: str
    text: str
    text_x: str
    text_y: int


@dataclass(frozen=True)
class LaneLabel:
    y: int
    text: str


@dataclass(frozen=True)
class Timeline:
    """`not_drawn` counts the postings for which there was no lane; `final_gap_y` marks a vacancy today."""

    axis: Axis
    headcount: Headcount | None
    bars: tuple[Bar, ...]
    labels: tuple[LaneLabel, ...]
    bottom: int
    not_drawn: int
    final_gap_y: int | None

    width = WIDTH
    now_x = px(RIGHT)
    after_x = px(RIGHT + 8)
    before_x = px(RIGHT - 2)

    @property
    def height(self) -> int:
        return self.bottom + 4

    @property
    def first_day(self) -> date:
        return date.fromordinal(self.axis.first)

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.axis.end - 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return tuple(self.axis.ticks())

    @classmethod
    def of_commune(
        cls,
        axis: Axis,
        postings: Sequence[Assignment],
        headcount: Headcount | None = None,
        vacant_since: date | None = None,
    ) -> Self:
        """Draw who served in a commune.

        `vacant_since`: from when on a day without a chief is a vacancy; None where none is required.
        """
        spans = {post: [_person(posting) for posting in postings if posting.post == post] for post in Post}
        if vacant_since:
            spans[Post.CHIEF] += _gaps(spans[Post.CHIEF], vacant_since.toordinal(), axis.end)
        return cls._drawn(axis, headcount, spans, LANES_TOP if headcount else LANES_TOP_ALONE)

    @classmethod
    def of_officer(cls, axis: Axis, postings: Sequence[Assignment]) -> Self:
        """Draw where a person served."""
        spans = {post: [_place(posting) for posting in postings if posting.post == post] for post in Post}
        return cls._drawn(axis, None, spans, LANES_TOP_ALONE)

    @classmethod
    def _drawn(cls, axis: Axis, headcount: Headcount | None, spans: dict[Post, list[Span]], top: int) -> Self:
        bars: list[Bar] = []
        labels: list[LaneLabel] = []
        not_drawn, y, final_gap_y = 0, top, None
        for post, of_post in spans.items():
            shown = [span for span in of_post if span.until > axis.first]
            lanes = _packed(shown)
            not_drawn += len(of_post) - len(shown)
            if lanes:
                labels.append(LaneLabel(y + TEXT, str(post.label)))
            for lane in lanes[: MOST_LANES[post]]:
                bars += [_bar(axis, span, y) for span in lane]
                if any(span.css == "gap" and span.until >= axis.end for span in lane):
                    final_gap_y = y + TEXT
                y += ROW
            not_drawn += sum(len(lane) for lane in lanes[MOST_LANES[post] :])
        return cls(axis, headcount, tuple(bars), tuple(labels), y, not_drawn, final_gap_y)


def _person(posting: Assignment) -> Span:
    css = f"b-{posting.post}" if posting.force == Force.REGULAR else SEMI
    return _span(posting, css, posting.officer.full_name)


def _place(posting: Assignment) -> Span:
    return _span(posting, f"b-{posting.post}", posting.commune.short_name)


def _span(posting: Assignment, css: str, name: str) -> Span:
    last_day = last_day_in(posting.ends_on)
    words = {
        "name": name,
        "post": posting.get_post_display(),
        "first": format_day(posting.starts_on),
        "last": format_day(last_day) if last_day else "",
    }
    title = (
        _("%(name)s, %(post)s, %(first)s – %(last)s") if last_day else _("%(name)s, %(post)s, từ %(first)s")
    )
    return Span(posting.starts_on.toordinal(), posting.until.toordinal(), css, name, title % words)


def _gaps(held: list[Span], since: int, end: int) -> list[Span]:
    """Give the days from `since` on which nobody holds the post."""
    gaps, free_from = [], since
    for span in sorted(held, key=lambda span: span.start):
        if span.start > free_from:
            gaps.append(_gap(free_from, span.start))
        free_from = max(free_from, span.until)
    return [*gaps, _gap(free_from, end)] if free_from < end else gaps


def _gap(start: int, until: int) -> Span:
    title = _("Khuyết Trưởng Công an từ %(day)s") % {"day": format_day(date.fromordinal(start))}
    return Span(start, until, "gap", _("khuyết"), title)


def _packed(spans: list[Span]) -> list[list[Span]]:
    """Lay spans into lanes without overlap, those who count first, so that theirs are drawn."""
    lanes: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.css == SEMI, span.start, span.until)):
        free = next((lane for lane in lanes if all(_apart(span, other) for other in lane)), None)
        if free is None:
            lanes.append([span])
        else:
            free.append(span)
    return lanes


def _apart(one: Span, other: Span) -> bool:
    return one.until <= other.start or other.until <= one.start


def _bar(axis: Axis, span: Span, y: int) -> Bar:
    x, end = axis.x(span.start), axis.x(span.until)
    width = max(end - x, 2)
    return Bar(
        px(x), y, px(width), span.css, span.title, fitting(span.name, width), px(x + PADDING), y + TEXT
    )
