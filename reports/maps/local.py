"""A province's map, each dot a link to its commune; and the small map that shows where a place lies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from communes.models import District, Province
from reports.columns import Drill
from reports.maps import picture
from reports.maps.dots import Spot, dots, split_offshore
from reports.maps.ground import Frame, frame_around, outlines
from reports.maps.national import GUTTER
from reports.maps.picture import MARGIN, NATION, NATION_SIZE, TALLEST, WIDEST, Name, Picture

DOT_IN_PROVINCE = 4.2
MANY, DOT_AMONG_MANY = 250, 3.4
LETTER, LINE = 6.4, 13.0  # of the names of districts


def province_picture(
    province: Province, districts: Iterable[District], spots: Sequence[Spot], day: date
) -> Picture:
    """Draw the communes of `province`, with the names of its districts."""
    frame, width, height = frame_around([province.code], WIDEST, TALLEST, MARGIN)
    names, urls = {province.code: province.short_name}, {province.code: ""}
    beside = picture.insets_beside(names, urls, width + GUTTER, None)
    offshore = picture.offshore_frame_beside(beside)
    size = DOT_AMONG_MANY if len(spots) > MANY else DOT_IN_PROVINCE
    ashore, afar = split_offshore(spots)
    drawn = dots(ashore, frame, size)
    if offshore:
        drawn += dots(afar, offshore, size)
    area = picture.areas([province], frame, urls, names)
    return Picture(
        max((inset.x + inset.width + 4 for inset in beside), default=width),
        max(height, *(inset.y + inset.height + 4 for inset in beside), 0),
        _("Bản đồ điểm %(name)s: mỗi điểm là một trong %(count)s xã, thị trấn, hình và màu theo tình trạng"
          " đến ngày %(day)s; số liệu ở bảng bên cạnh.")
        % {"name": province.name, "count": format_number(len(spots)), "day": format_day(day)},
        areas=tuple(picture.unnamed(one) for one in area), dots=tuple(drawn),
        names=tuple(_district_names(districts, ashore, frame, Drill(day, (("province", province.code),)))),
        signs=picture.coast_signs(names, frame), insets=beside, day=day.isoformat(),
    )  # fmt: skip


def _district_names(
    districts: Iterable[District], spots: Iterable[Spot], frame: Frame, drill: Drill
) -> Iterator[Name]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for spot in spots:
        if spot.latitude is not None and spot.longitude is not None:
            found[spot.district_code].append((spot.longitude, spot.latitude))
    taken: list[tuple[float, float, float]] = []
    for district in districts:
        points = found.get(district.code)
        if points:
            x, y = (frame.x(median(x for x, _y in points)), frame.y(median(y for _x, y in points)))
            y = _free(x, y + 4, len(district.short_name) * LETTER, taken)
            url = Drill(drill.day, (*drill.place, ("district", district.code))).url()
            yield Name(district.short_name, f"{x:.1f}", f"{y:.1f}", url)


def _free(x: float, y: float, width: float, taken: list[tuple[float, float, float]]) -> float:
    """Give the height nearest below `y` where a word of `width` around `x` touches no other, and take it."""
    while any(abs(x - a) < (width + w) / 2 and abs(y - b) < LINE for a, b, w in taken):
        y += LINE
    taken.append((x, y, width))
    return y


def locator_picture(here: Iterable[str], names: Mapping[str, str], of: str) -> Picture:
    """Draw the nation in outline with the provinces `here` marked, the archipelagos in their frames."""
    marked = set(here)
    return Picture(
        *NATION_SIZE,
        _("Vị trí của %(of)s trong Việt Nam; quần đảo Hoàng Sa và quần đảo Trường Sa ở hai khung bên phải.")
        % {"of": of},
        areas=tuple(
            picture.Area(NATION.path(outline.rings), "", "", "", names.get(code, ""), "",
                         "here" if code in marked else "land")
            for code, outline in outlines().items()
        ),
        signs=picture.coast_signs(outlines(), NATION, dict.fromkeys(marked, "here")),
        insets=picture.small_insets(dict.fromkeys(marked, "here")),
    )  # fmt: skip
