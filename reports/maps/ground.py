"""The ground of the maps: outlines of provinces, named islands, and how both are laid out in a picture.

The data are the project's own (communes/data/build_outlines.py): signs that carry figures, no borders to
be measured.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from communes.loading import rows

WIDTH_OF_A_DEGREE = cos(radians(16))  # of longitude, in degrees of latitude, at the country's middle
HOANG_SA, TRUONG_SA = "hoang_sa", "truong_sa"
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Outline:
    """A province's rings of (longitude, latitude), and where its name stands: alone, and in the nation."""

    code: str
    rings: tuple[Ring, ...]
    own_label: tuple[float, float]
    nation_label: tuple[float, float]


@dataclass(frozen=True)
class Island:
    """A named island, shown by a sign; `archipelago` is "" for those near the coast.

    commune_code: the commune whose seat it is, and whose point it gives.
    """

    name: str
    province_code: str
    archipelago: str
    commune_code: str
    longitude: float
    latitude: float


@cache
def outlines() -> dict[str, Outline]:
    """Give the outlines of the 63 provinces by code."""
    return {row["code"]: _outline(row) for row in rows("province_outlines.csv")}


@cache
def islands() -> tuple[Island, ...]:
    """Give the named islands."""
    return tuple(
        Island(
            row["name"],
            row["province_code"],
            row["archipelago"],
            row["commune_code"],
            float(row["longitude"]),
            float(row["latitude"]),
        )
        for row in rows("islands.csv")
    )


@cache
def island_seats() -> dict[str, Island]:
    """Give the islands that are the seat of a commune, by the commune's code."""
    return {island.commune_code: island for island in islands() if island.commune_code}


def _outline(row: dict[str, str]) -> Outline:
    return Outline(
        row["code"],
        tuple(_ring(text) for text in row["rings"].split(";")),
        (float(row["label_longitude"]), float(row["label_latitude"])),
        (float(row["nation_longitude"]), float(row["nation_latitude"])),
    )


def _ring(text: str) -> Ring:
    numbers = [int(word) / 1000 for word in text.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


@dataclass(frozen=True)
class Frame:
    """How degrees become units of a picture: the north-west corner, units a degree of latitude, the edge."""

    west: float
    north: float
    scale: float
    left: float = 0
    top: float = 0

    def x(self, longitude: float) -> float:
        return self.left + (longitude - self.west) * WIDTH_OF_A_DEGREE * self.scale

    def y(self, latitude: float) -> float:
        return self.top + (self.north - latitude) * self.scale

    def path(self, rings: Iterable[Ring]) -> str:
        """Give the rings as SVG path data."""
        return "".join(f"M{' '.join(self._corners(ring))}z" for ring in rings)

    def _corners(self, ring: Ring) -> Iterator[str]:
        for longitude, latitude in ring:
            yield f"{self.x(longitude):.1f} {self.y(latitude):.1f}"


def frame_around(
    codes: Iterable[str], width: float, height: float, margin: float
) -> tuple[Frame, float, float]:
    """Give the frame that fits provinces into `width` by `height`, and the picture's own width and height."""
    corners = [corner for code in codes for ring in outlines()[code].rings for corner in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    across, down = (east - west) * WIDTH_OF_A_DEGREE, north - south
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
    frame = Frame(west, north, scale, margin, margin)
    return frame, across * scale + 2 * margin, down * scale + 2 * margin
