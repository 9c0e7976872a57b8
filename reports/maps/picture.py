"""A map as a picture: land, names, dots, and the archipelagos in their own frames; one template draws it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from communes.models import Province
from reports.maps.dots import Dot, Layer
from reports.maps.ground import HOANG_SA, TRUONG_SA, Frame, Island, islands, outlines
from reports.maps.naming import Box, Label, apart, leader

# The picture of the nation, in units; the archipelagos' frames stand in the sea at their own latitudes.
NATION = Frame(west=102.05, north=23.48, scale=64, left=4, top=4)
NATION_SIZE = (690.0, 978.0)
DOT = 1.55
LINE = 16.0  # between the lines of an archipelago's name
WIDEST, TALLEST, MARGIN = 680.0, 760.0, 26.0  # of a region or a province
# colours for a renderer that knows no style sheet of ours (WeasyPrint); printed on white
PRINTED = """
.area{stroke:#7c857f;stroke-width:.5}.land{fill:#eef1ee}.isle{stroke:#5b655f;stroke-width:.6}
.box{fill:none;stroke:#5b655f;stroke-width:.7;stroke-dasharray:4 2.5}
text{font-family:"Times New Roman";font-size:12px;font-weight:bold;text-anchor:middle;fill:#000}
.leader{fill:none;stroke:#000;stroke-width:.5}
.halo{fill:#fff;stroke:#fff;stroke-width:3.2;stroke-linejoin:round}
.dot-ok{fill:#62ad9b}.layer.dot-ok{fill:none;stroke:#62ad9b;stroke-linecap:round}
.dot-lack{fill:#b45f06}.dot-chief{fill:#5b2fb0}.dot-none{fill:#000}
.t1{fill:#96490a}.t2{fill:#dca85e}.t3{fill:#efe3c4}.t4{fill:#92cdbf}.t5{fill:#0f6b5c}.t0{fill:#fff}
.s1{fill:#e6eef6}.s2{fill:#bcd3ea}.s3{fill:#86aed6}.s4{fill:#4b81ba}.s5{fill:#174f8a}
"""


@dataclass(frozen=True)
class Area:
    """A province: its path, its name's place, where pressing it leads, and its colour."""

    path: str
    label: str
    label_x: str
    label_y: str
    title: str
    url: str
    css: str = "land"
    leader: str = ""


@dataclass(frozen=True)
class Sign:
    """An island, drawn as a small disc: a sign, not a shape."""

    title: str
    x: str
    y: str
    css: str


@dataclass(frozen=True)
class Inset:
    """An archipelago in its frame."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float, float], ...]
    title: str
    url: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Name:
    """A word on the map that leads somewhere."""

    text: str
    x: str
    y: str
    url: str


@dataclass(frozen=True)
class Picture:
    """All that `reports/maps/map.svg` draws. `alternative` says in words what the picture shows."""

    width: float
    height: float
    alternative: str
    areas: tuple[Area, ...] = ()
    layers: tuple[Layer, ...] = ()
    dots: tuple[Dot, ...] = ()
    names: tuple[Name, ...] = ()
    signs: tuple[Sign, ...] = ()
    insets: tuple[Inset, ...] = ()
    day: str = ""
    is_nation: bool = False
    colours: str = field(default="", repr=False)

    def svg(self) -> str:
        """Draw it for a page: colours come from the page's style sheet."""
        return render_to_string("reports/maps/map.svg", {"map": self})

    def printed_svg(self) -> str:
        """Draw it for a document: colours are in the picture, names stand apart."""
        drawn = replace(self, colours=PRINTED, areas=self._named_apart())
        return render_to_string("reports/maps/map.svg", {"map": drawn})

    def _named_apart(self) -> tuple[Area, ...]:
        named = [area for area in self.areas if area.label]
        homes = [Label(area.label, float(area.label_x), float(area.label_y)) for area in named]
        frames = [Box(each.x, each.y, each.x + each.width, each.y + each.height) for each in self.insets]
        moved = apart(homes, frames, self.width, self.height)
        named = [_renamed(*each) for each in zip(named, homes, moved, strict=True)]
        return (*(area for area in self.areas if not area.label), *named)


def _renamed(area: Area, home: Label, moved: Label) -> Area:
    return replace(area, label_x=f"{moved.x:.1f}", label_y=f"{moved.y:.1f}", leader=leader(moved, home))


Urls = Mapping[str, str]
Colours = Mapping[str, str]


def areas(
    provinces: Iterable[Province], frame: Frame, urls: Urls, titles: Mapping[str, str],
    colours: Colours | None = None, in_nation: bool = True,
) -> tuple[Area, ...]:  # fmt: skip
    """Give the areas of those provinces that have an outline."""
    known = outlines()
    return tuple(
        _area(province, frame, urls[province.code], titles[province.code],
              colours[province.code] if colours else "land", in_nation)
        for province in provinces
        if province.code in known
    )  # fmt: skip


def _area(province: Province, frame: Frame, url: str, title: str, css: str, in_nation: bool) -> Area:
    outline = outlines()[province.code]
    longitude, latitude = outline.nation_label if in_nation else outline.own_label
    return Area(
        frame.path(outline.rings),
        province.tile_label if in_nation else province.short_name,
        f"{frame.x(longitude):.1f}",
        f"{frame.y(latitude) + 3.5:.1f}",
        title,
        url,
        css,
    )


def unnamed(area: Area) -> Area:
    """Give an area without its name: it is alone on the map."""
    return replace(area, label="")


def coast_signs(codes: Iterable[str], frame: Frame, colours: Colours | None = None) -> tuple[Sign, ...]:
    """Give the islands near the coast of the provinces `codes`."""
    shown = set(codes)
    return tuple(
        _sign(island, frame, colours)
        for island in islands()
        if not island.archipelago and island.province_code in shown
    )


def _sign(island: Island, frame: Frame, colours: Colours | None) -> Sign:
    css = colours.get(island.province_code, "land") if colours is not None else "land"
    return Sign(
        island.name, f"{frame.x(island.longitude):.1f}", f"{frame.y(island.latitude):.1f}", f"isle {css}"
    )


@dataclass(frozen=True)
class _Place:
    """Where an archipelago's frame stands in the nation's picture, and what it holds."""

    key: str
    province_code: str
    x: float
    y: float
    width: float
    height: float
    frame: Frame


INSETS = (
    _Place(HOANG_SA, "48", 548, 388, 132, 142, Frame(111.05, 17.15, 64, 556, 392)),
    _Place(TRUONG_SA, "56", 500, 668, 180, 212, Frame(111.75, 11.62, 40, 508, 674)),
)


Names = Mapping[str, str]


def offshore_frame() -> Frame:
    """Give the frame, in the nation's picture, in which the communes of huyện Trường Sa lie."""
    return INSETS[1].frame


def small_insets(colours: Colours) -> tuple[Inset, ...]:
    """Give the frames for a small picture: one name each, without the owner."""
    drawn = (_inset(place, {}, {}, colours) for place in INSETS)
    return tuple(replace(inset, lines=inset.lines[-1:]) for inset in drawn)


def insets(names: Names, urls: Urls, colours: Colours | None = None) -> tuple[Inset, ...]:
    """Give the frames of Hoàng Sa and Trường Sa; `names`: of the provinces that they belong to, by code."""
    return tuple(_inset(place, names, urls, colours) for place in INSETS)


def insets_beside(names: Names, urls: Urls, x: float, colours: Colours | None) -> tuple[Inset, ...]:
    """Give the archipelagos' frames of the provinces `names`, one below the other from `x`."""
    moved, y = [], 4.0
    for place in INSETS:
        if place.province_code in names:
            moved.append(_inset(_moved(place, x, y), names, urls, colours))
            y += place.height + 12
    return tuple(moved)


def offshore_frame_beside(beside: Iterable[Inset]) -> Frame | None:
    """Give the frame of huyện Trường Sa's communes where its archipelago is among `beside`."""
    home = INSETS[1]
    for inset in beside:
        if (inset.width, inset.height) == (home.width, home.height):
            return _moved(home, inset.x, inset.y).frame
    return None


def _moved(place: _Place, x: float, y: float) -> _Place:
    frame = place.frame
    left, top = frame.left + x - place.x, frame.top + y - place.y
    return replace(place, x=x, y=y, frame=replace(frame, left=left, top=top))


def _inset(place: _Place, names: Names, urls: Urls, colours: Colours | None) -> Inset:
    name = _("Hoàng Sa") if place.key == HOANG_SA else _("Trường Sa")
    title, owner = _("Quần đảo %(name)s") % {"name": name}, names.get(place.province_code, "")
    words = [_("Quần đảo"), name, *([f"({owner})"] if owner else [])]
    middle, foot = place.x + place.width / 2, place.y + place.height - 7 - LINE * len(words)
    return Inset(
        place.x, place.y, place.width, place.height,
        tuple((word, middle, foot + LINE * number) for number, word in enumerate(words, 1)),
        _("%(title)s, thuộc %(owner)s, Việt Nam") % {"title": title, "owner": owner} if owner else title,
        urls.get(place.province_code, ""),
        tuple(_sign(isle, place.frame, colours) for isle in islands() if isle.archipelago == place.key),
    )  # fmt: skip
