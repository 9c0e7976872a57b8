"""Names of provinces kept apart on a printed map, where nobody can come nearer: none lies over another.

A name that has no room at its own place stands at the nearest free one, with a line to its province.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

LETTER, HIGH, ABOVE, MARGIN = 6.6, 13.0, 10.5, 3.0  # of a bold 12-unit name, in units of the picture
NEAREST, FURTHEST, STEP, TURNS = 10, 160, 5, 24


class Box(NamedTuple):
    """What a name or a frame covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share any place."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Label(NamedTuple):
    """A name and where the middle of its base line stands."""

    text: str
    x: float
    y: float

    @property
    def box(self) -> Box:
        """What it covers."""
        half, top = LETTER * len(self.text) / 2 + MARGIN, self.y - ABOVE
        return Box(self.x - half, top, self.x + half, top + HIGH)


def apart(labels: Sequence[Label], taken: Iterable[Box], width: float, height: float) -> list[Label]:
    """Give `labels`, in their order, moved so that none meets another, what is `taken`, or the edge.

    Those that have room stay; where nothing is free within FURTHEST a name stays as well.
    """
    inside = Box(0, 0, width, height)
    boxes, found = list(taken), {}
    crowded = [each for each in labels if any(each.box.meets(o.box) for o in labels if o is not each)]
    for label in sorted(labels, key=lambda each: each in crowded):
        free = (
            each
            for each in _near(label)
            if _within(each.box, inside) and not any(each.box.meets(box) for box in boxes)
        )
        found[label] = next(free, label)
        boxes.append(found[label].box)
    return [found[label] for label in labels]


def _near(label: Label) -> Iterator[Label]:
    yield label
    for away in range(NEAREST, FURTHEST, STEP):
        for turn in range(TURNS):
            angle = 2 * pi * turn / TURNS
            yield label._replace(x=label.x + away * cos(angle), y=label.y + away * sin(angle))


def _within(box: Box, whole: Box) -> bool:
    across = whole.left <= box.left and box.right <= whole.right
    return across and whole.top <= box.top and box.bottom <= whole.bottom


def leader(label: Label, home: Label) -> str:
    """Give the path of the line from a moved name to its own place; none where it is near."""
    if abs(label.x - home.x) + abs(label.y - home.y) < NEAREST:
        return ""
    return f"M{home.x:.1f} {home.y - 4:.1f}L{label.x:.1f} {label.y - 4:.1f}"
