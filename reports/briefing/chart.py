"""Figure 1: the four groups of communes by region, as stacked bars readable in greyscale."""

from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_percent
from reports.summary import Figures, Summary

LEFT, WIDTH, BAR, STEP, TOP = 130, 336, 13, 24, 40
# figure, label, paint, colour of the number on it
PARTS = (
    ("communes_compliant", gettext_lazy("Đạt cả hai yêu cầu"), "#1f3a5f", "#fff"),
    ("no_chief", gettext_lazy("Đủ mức tối thiểu, khuyết Trưởng Công an"), "#7d93ae", "#000"),
    ("below_minimum", gettext_lazy("Có cán bộ nhưng dưới mức tối thiểu"), "#d5dce4", "#000"),
    ("not_deployed", gettext_lazy("Chưa bố trí"), "url(#gach)", "#000"),
)
LEGEND = ((130, 4), (242, 4), (130, 19), (320, 19))
NARROWEST_WITH_NUMBER = 24
UNDER, UNDER_SIZE = 7, 8  # below the bar, the number of a part too narrow for it
APART = 3  # between two such numbers, at least
DIGIT, COMMA = 0.5, 0.25  # widths in Times, of its size
LINE = 22  # letters


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    paint: str
    text: str
    ink: str
    middle: float
    is_hatched: bool
    is_under: bool  # its number stands under it, at `middle`


@dataclass(frozen=True)
class Bar:
    lines: tuple[tuple[str, int], ...]
    y: int
    baseline: int
    under: int
    is_nation: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Chart:
    height: int
    alternative: str
    legend: tuple[tuple[int, int, int, str, str | Promise], ...]
    bars: tuple[Bar, ...]


def chart_of(summary: Summary) -> Chart:
    """Give the chart of the nation and its regions."""
    places = [(_("Cả nước"), summary.national), *((r.region.name, r.figures) for r in summary.regions)]
    bars = tuple(_bar(name, figures, place) for place, (name, figures) in enumerate(places))
    legend = tuple(
        (x, y, y + 8, paint, label) for (x, y), (_name, label, paint, _ink) in zip(LEGEND, PARTS, strict=True)
    )
    alternative = (
        _("Biểu đồ thanh ngang xếp chồng, tỷ lệ xã, thị trấn theo tình trạng ở từng vùng.")
        + " "
        + "; ".join(f"{name}: {_words(figures)}" for name, figures in places)
    )
    return Chart(TOP + STEP * len(places) + 4, alternative, legend, bars)


def _words(figures: Figures) -> str:
    return ", ".join(
        f"{str(label).lower()} {format_percent(getattr(figures, name), figures.communes)}%"
        for name, label, _paint, _ink in PARTS
    )


def _bar(name: str, figures: Figures, place: int) -> Bar:
    y = TOP + STEP * place
    segments, x = [], float(LEFT)
    for part, _label, paint, ink in PARTS:
        count = getattr(figures, part)
        width = WIDTH * count / figures.communes if figures.communes else 0.0
        if count:
            text, is_under = format_percent(count, figures.communes), width < NARROWEST_WITH_NUMBER
            is_hatched = paint.startswith("url") and not is_under
            segments.append(Segment(x, width, paint, text, ink, x + width / 2, is_hatched, is_under))
        x += width
    return Bar(_lines(name, y), y, y + 10, y + BAR + UNDER, place == 0, _apart(segments))


def _apart(segments: list[Segment]) -> tuple[Segment, ...]:
    """Move the numbers under a bar so far aside that none lies on another, and none beyond the bar."""
    halves = [_width(part.text, UNDER_SIZE) / 2 if part.is_under else 0.0 for part in segments]
    middles = [part.middle for part in segments]
    under = [number for number, part in enumerate(segments) if part.is_under]
    for left, right in pairwise(under):
        middles[right] = max(middles[right], middles[left] + halves[left] + APART + halves[right])
    end = float(LEFT + WIDTH) + APART
    for number in reversed(under):
        middles[number] = min(middles[number], end - APART - halves[number])
        end = middles[number] - halves[number]
    return tuple(replace(part, middle=middle) for part, middle in zip(segments, middles, strict=True))


def _width(text: str, size: float) -> float:
    return sum(COMMA if letter in ",." else DIGIT for letter in text) * size


def _lines(name: str, y: int) -> tuple[tuple[str, int], ...]:
    """Set a long name in two lines."""
    if len(name) <= LINE:
        return ((name, y + 10),)
    cut = name.rfind(" ", 0, LINE)
    return ((name[:cut], y + 5), (name[cut + 1 :], y + 15))
