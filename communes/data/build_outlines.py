"""Draw the provinces' outlines from the communes' own points: `python communes/data/build_outlines.py`.

Needs shapely (requirements/dev.in) and no network. Each point claims the ground nearer to it than to any
other (its Voronoi cell); the cells of a province are joined, cut to a shape like the coast, and smoothed
so that neighbours still share one border. The coast is where the points end: around each point a disc as
wide as the distance to its neighbours, the gaps between the discs closed. So the outlines are signs for
figures, not borders for survey or legal use. Writes `province_outlines.csv`: rings of longitude and
latitude in thousandths of a degree, and where a label fits.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, radians
from pathlib import Path
from typing import Any

from shapely import MultiPoint, Point, Polygon, STRtree, coverage_simplify, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel, unary_union

HERE = Path(__file__).parent
WIDTH_OF_A_DEGREE = cos(radians(16))  # of longitude, in degrees of latitude, at the country's middle
NEIGHBOURS = 4
REACH = (0.018, 0.085)  # of a disc, in degrees: the sea is not claimed, mountains leave no holes
GAP = 0.09  # between discs that are one land
TOLERANCE = 0.012  # degrees: corners that cut off less than its square are smoothed away
SMALLEST = 0.0012  # square degrees of an island shown
OFFSHORE = {"576"}  # huyện Trường Sa: shown by the signs of islands.csv, not as an area
# Where a province's name stands on a map of the nation, set by hand where its own middle has no room.
NATION_LABELS = {
    "01": (105.60, 20.95), "17": (105.22, 20.70), "25": (104.98, 21.25), "26": (105.58, 21.42),
    "27": (106.14, 21.14),
    "30": (106.42, 20.96), "31": (107.02, 20.72), "33": (106.04, 20.78), "34": (106.52, 20.47),
    "35": (105.84, 20.60), "36": (106.38, 20.25), "37": (105.62, 20.22), "48": (108.68, 16.12),
    "72": (106.08, 11.42), "74": (106.68, 11.22), "75": (107.22, 11.05), "77": (107.42, 10.50),
    "79": (106.74, 10.80), "80": (106.02, 10.79), "82": (106.34, 10.40), "83": (106.68, 10.13),
    "84": (106.38, 9.80), "86": (106.00, 10.07), "87": (105.56, 10.62), "89": (105.02, 10.45),
    "91": (104.98, 9.97), "92": (105.38, 10.23), "93": (105.62, 9.82), "94": (105.98, 9.58),
    "95": (105.52, 9.33), "96": (105.02, 9.05),
}  # fmt: skip
Points = dict[str, list[Point]]


def read(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def points_by_province() -> Points:
    """Give the different points of each province's communes, longitude shrunk to scale."""
    places = {row["code"]: row for row in read("communes.csv")}
    seen: set[tuple[str, str]] = set()
    points: Points = defaultdict(list)
    for row in read("commune_points.csv"):
        place, spot = places[row["code"]], (row["longitude"], row["latitude"])
        if place["district_code"] not in OFFSHORE and spot not in seen:
            seen.add(spot)
            x, y = float(row["longitude"]) * WIDTH_OF_A_DEGREE, float(row["latitude"])
            points[place["province_code"]].append(Point(x, y))
    return points


def land_of(points: list[Point]) -> BaseGeometry:
    """Give the ground around the points: discs as wide as the way to the neighbours, gaps closed."""
    tree = STRtree(points)
    discs = []
    for point in points:
        near = sorted(point.distance(points[n]) for n in tree.query(point.buffer(0.5)))
        reach = near[min(NEIGHBOURS, len(near) - 1)] * 0.75
        discs.append(point.buffer(min(max(reach, REACH[0]), REACH[1])))
    land = unary_union(discs).buffer(GAP).buffer(-GAP)
    parts = (Polygon(part.exterior) for part in getattr(land, "geoms", [land]))
    return unary_union([part for part in parts if part.area >= SMALLEST])


def cells_of(points: list[Point], land: BaseGeometry) -> Iterator[tuple[int, BaseGeometry]]:
    """Yield each point's number with its cell."""
    cells = voronoi_polygons(MultiPoint(points), extend_to=land.buffer(0.5), ordered=True)
    yield from enumerate(cells.geoms)


def areas_of(points: Points) -> dict[str, BaseGeometry]:
    """Give each province's area; neighbours share their border."""
    owners = [(code, point) for code, own in sorted(points.items()) for point in own]
    every = [point for _, point in owners]
    land = land_of(every)
    cells: dict[str, list[BaseGeometry]] = defaultdict(list)
    for number, cell in cells_of(every, land):
        cells[owners[number][0]].append(cell)
    codes = sorted(cells)
    raw = [without_specks(unary_union(cells[code]).intersection(land)) for code in codes]
    return dict(zip(codes, coverage_simplify(raw, TOLERANCE), strict=True))


def without_specks(area: BaseGeometry) -> BaseGeometry:
    """Leave out splinters: bits of land that one misplaced point or the coast's cut makes."""
    parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)
    return unary_union([part for n, part in enumerate(parts) if n == 0 or part.area >= SMALLEST])


def rings_of(area: BaseGeometry) -> Iterator[str]:
    """Yield the rings as "lon lat lon lat …" in thousandths of a degree."""
    unscaled = scale(area, 1 / WIDTH_OF_A_DEGREE, 1, origin=(0, 0))
    for part in getattr(unscaled, "geoms", [unscaled]):
        for ring in (part.exterior, *part.interiors):
            corners = [f"{round(x * 1000)} {round(y * 1000)}" for x, y in ring.coords[:-1]]
            yield " ".join(corner for n, corner in enumerate(corners) if corner != corners[n - 1])


def row_of(code: str, area: BaseGeometry) -> dict[str, Any]:
    """Give a province's line of the file."""
    largest = max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    spot = polylabel(largest, 0.005)
    own = (spot.x / WIDTH_OF_A_DEGREE, spot.y)
    nation = NATION_LABELS.get(code, own)
    return {
        "code": code,
        "label_longitude": f"{own[0]:.3f}",
        "label_latitude": f"{own[1]:.3f}",
        "nation_longitude": f"{nation[0]:.3f}",
        "nation_latitude": f"{nation[1]:.3f}",
        "rings": ";".join(rings_of(area)),
    }


def write(name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write a data file."""
    rows = list(rows)
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    areas = areas_of(points_by_province())
    write("province_outlines.csv", (row_of(code, area) for code, area in areas.items()))
    print(f"{len(areas)} provinces")
