"""Figure 1 of the briefing: every part of a bar says its share, and no number lies on another."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from reports.briefing.chart import BAR, DIGIT, LEFT, PARTS, STEP, UNDER, UNDER_SIZE, WIDTH, chart_of

NAMES = [name for name, *_rest in PARTS]


def chart(*counts):
    """The chart of a nation whose communes fall into the four groups by `counts`."""
    figures = SimpleNamespace(communes=sum(counts), **dict(zip(NAMES, counts, strict=True)))
    return chart_of(SimpleNamespace(national=figures, regions=[]))


@pytest.mark.parametrize(
    "counts",
    [(940, 4, 45, 11), (964, 3, 30, 3), (700, 29, 227, 44), (250, 250, 250, 250), (0, 0, 0, 9)],
)
def test_every_part_that_is_there_says_its_share_apart_from_the_others(counts):
    (bar,) = chart(*counts).bars
    under = [part for part in bar.segments if part.is_under]

    assert len(bar.segments) == sum(1 for count in counts if count)
    assert all(part.text for part in bar.segments)
    for left, right in pairwise(under):
        needed = UNDER_SIZE * DIGIT * (len(left.text) + len(right.text)) / 2 - UNDER_SIZE * DIGIT / 2
        assert right.middle - left.middle >= needed
    assert all(LEFT < part.middle < LEFT + WIDTH for part in under)


def test_the_ground_of_a_number_on_the_hatching_stays_inside_the_frame():
    for tenths in range(1, 1000):
        (bar,) = chart(1000 - tenths, 0, 0, tenths).bars
        part = bar.segments[-1]
        if part.is_hatched:
            left, right = part.x, part.x + part.width
            assert left + 1 < part.middle - 10
            assert part.middle + 10 < right - 1


def test_numbers_under_a_bar_stay_above_the_next():
    drawn = chart(964, 3, 30, 3)
    page = render_to_string("reports/briefing/chart.html", {"chart": drawn, "n": {"communes": 1000}})

    assert UNDER + BAR < STEP - 3
    for share in ("96,4", "0,3", "3,0"):
        assert f">{share}</text>" in page
