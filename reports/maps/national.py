"""The nation's map and a region's: dots by status, or areas by a figure, drawn from one Summary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from communes.models import Province
from reports.columns import percent
from reports.maps import picture
from reports.maps.dots import Spot, layers, split_offshore
from reports.maps.figures import MapFigure, Scale
from reports.maps.ground import Frame, frame_around
from reports.maps.picture import DOT, MARGIN, NATION, NATION_SIZE, TALLEST, WIDEST, Inset, Picture
from reports.summary import Figures, ProvinceRow

GUTTER = 16.0  # between a region and the archipelagos beside it
DOT_IN_REGION, DOT_OFFSHORE = 2.6, 3.4


@dataclass(frozen=True)
class Canvas:
    """A frame, the picture's size, how large a dot is, and the archipelagos' frames beside the land."""

    frame: Frame
    width: float
    height: float
    dot: float
    insets: tuple[Inset, ...]
    offshore: Frame | None
    is_nation: bool


def map_url(day: date, area: str, figure: str) -> str:
    """Give the address of a map."""
    query = {"as_of": day.isoformat(), "area": area, "figure": figure}
    return f"{reverse('reports:map')}?{urlencode({name: value for name, value in query.items() if value})}"


def dot_picture(
    rows: Sequence[ProvinceRow], spots: Iterable[Spot], day: date, of: str, is_nation: bool
) -> Picture:
    """Draw each commune of `rows`' provinces as a dot. of: the place in words, for the alternative text."""
    spots, places = list(spots), [row.province for row in rows]
    urls = {place.code: map_url(day, place.code, "") for place in places}
    canvas = _canvas(places, urls, is_nation)
    ashore, offshore = split_offshore(spots)
    drawn = layers(ashore, canvas.frame, canvas.dot)
    if canvas.offshore:
        drawn += layers(offshore, canvas.offshore, DOT_OFFSHORE)
    titles = {row.province.code: _status_title(row) for row in rows}
    return Picture(
        canvas.width, canvas.height, _dots_in_words(of, day, spots),
        areas=picture.areas(places, canvas.frame, urls, titles, in_nation=is_nation),
        layers=tuple(drawn), insets=canvas.insets, day=day.isoformat(), is_nation=is_nation,
        signs=picture.coast_signs(urls, canvas.frame),
    )  # fmt: skip


def area_picture(
    rows: Sequence[ProvinceRow], figure: MapFigure, scale: Scale, day: date, of: str, is_nation: bool
) -> Picture:
    """Colour the areas of `rows`' provinces by `figure`."""
    places = [row.province for row in rows]
    urls = {place.code: map_url(day, place.code, "") for place in places}
    colours = {row.province.code: scale.css(figure.value(row.figures)) for row in rows}
    canvas = _canvas(places, urls, is_nation, colours)
    titles = {row.province.code: f"{row.province.short_name}: {figure.text(row.figures)}" for row in rows}
    return Picture(
        canvas.width, canvas.height,
        _("Bản đồ %(of)s: %(label)s theo tỉnh, thành phố, tính đến ngày %(day)s; số liệu ở bảng bên cạnh.")
        % {"of": of, "label": str(figure.label).lower(), "day": format_day(day)},
        areas=picture.areas(places, canvas.frame, urls, titles, colours, is_nation),
        insets=canvas.insets, day=day.isoformat(), is_nation=is_nation,
        signs=picture.coast_signs(urls, canvas.frame, colours),
    )  # fmt: skip


def _canvas(
    places: Sequence[Province], urls: dict[str, str], is_nation: bool, colours: dict[str, str] | None = None
) -> Canvas:
    names = {place.code: place.short_name for place in places}
    if is_nation:
        return Canvas(
            NATION, *NATION_SIZE, DOT, picture.insets(names, urls, colours), picture.offshore_frame(), True
        )
    frame, width, height = frame_around(names, WIDEST, TALLEST, MARGIN)
    own = picture.insets_beside(names, urls, width + GUTTER, colours)
    across = max((inset.x + inset.width + 4 for inset in own), default=width)
    down = max((inset.y + inset.height + 4 for inset in own), default=0)
    return Canvas(
        frame, across, max(height, down), DOT_IN_REGION, own, picture.offshore_frame_beside(own), False
    )


def _status_title(row: ProvinceRow) -> str:
    figures = row.figures
    return _("%(name)s: %(part)s/%(whole)s xã, thị trấn đạt (%(rate)s)") % {
        "name": row.province.short_name,
        "part": format_number(figures.communes_compliant),
        "whole": format_number(figures.communes),
        "rate": percent(figures.communes_compliant, figures.communes),
    }


def _dots_in_words(of: str, day: date, spots: Sequence[Spot]) -> str:
    return _(
        "Bản đồ điểm %(of)s: mỗi điểm một xã, thị trấn trong %(count)s đơn vị, hình và màu theo tình trạng"
        " đến ngày %(day)s; số liệu ở bảng bên cạnh."
    ) % {"of": of, "count": format_number(len(spots)), "day": format_day(day)}


def national_dots_title(figures: Figures) -> str:
    """Name the nation's dot map with its denominator."""
    return _("%(count)s xã, thị trấn theo tình trạng") % {"count": format_number(figures.communes)}
