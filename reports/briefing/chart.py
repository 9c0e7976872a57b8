"""Figure 1: the four groups of communes by region, as stacked bars readable in greyscale."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_percent
from reports.summary import Figures, Summary

LEFT, WIDTH, BAR, STEP, TOP = 130, 336, 17, 24, 40
# figure, label, paint, colour of the number on it
PARTS = (
    ("communes_compliant", gettext_lazy("Đạt cả hai yêu cầu"), "#1f3a5f", "#fff"),
    ("no_chief", gettext_lazy("Đủ mức tối thiểu, khuyết Trưởng Công an"), "#7d93ae", "#000"),
    ("below_minimum", gettext_lazy("Có cán bộ nhưng dưới mức tối thiểu"), "#d5dce4", "#000"),
    ("not_deployed", gettext_lazy("Chưa bố trí"), "url(#gach)", "#000"),
)
LEGEND = ((130, 4), (242, 4), (130, 19), (320, 19))
NARROWEST_WITH_NUMBER = 22
LINE = 22  # letters


@dataclass(frozen=True)
class Segment:
    x: str
    width: str
    paint: str
    text: str
    ink: str
    middle: str
    is_hatched: bool


@dataclass(frozen=True)
class Bar:
    lines: tuple[tuple[str, int], ...]
    y: int
    baseline: int
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
        text = format_percent(count, figures.communes) if width >= NARROWEST_WITH_NUMBER else ""
        middle = f"{x + width / 2:.1f}"
        if count:
            segments.append(
                Segment(f"{x:.2f}", f"{width:.2f}", paint, text, ink, middle, paint.startswith("url"))
            )
        x += width
    return Bar(_lines(name, y), y, y + 12, place == 0, tuple(segments))


def _lines(name: str, y: int) -> tuple[tuple[str, int], ...]:
    """Set a long name in two lines."""
    if len(name) <= LINE:
        return ((name, y + 12),)
    cut = name.rfind(" ", 0, LINE)
    return ((name[:cut], y + 7), (name[cut + 1 :], y + 17))
