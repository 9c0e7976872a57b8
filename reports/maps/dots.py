"""Each commune a dot, its shape and colour the commune's status on the day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin, sqrt
from typing import NamedTuple, TypeAlias

from django.utils.translation import gettext as _

from communes.models import Commune, PointPrecision, UnitQuerySet
from deployment.choices import Status
from deployment.staffing import staffing_on
from reports.commune_status import CommuneRow
from reports.maps.ground import Frame, island_seats

Point: TypeAlias = tuple[float | None, float | None, str]
POINT = ("latitude", "longitude", "point_precision")
GOLDEN_ANGLE = pi * (3 - sqrt(5))
# Drawn in this order: what is not finished lies on top.
ORDER = (Status.COMPLIANT, Status.BELOW_MINIMUM, Status.NOT_DEPLOYED, Status.NO_CHIEF)
CSS = {
    Status.COMPLIANT: "dot-ok",
    Status.NO_CHIEF: "dot-chief",
    Status.BELOW_MINIMUM: "dot-lack",
    Status.NOT_DEPLOYED: "dot-none",
}


class Spot(NamedTuple):
    """A commune in scope: where it is, and what the rule says of it."""

    code: str
    name: str
    province_code: str
    district_code: str
    latitude: float | None
    longitude: float | None
    precision: str
    officers: int
    minimum: int
    status: str
    is_offshore: bool = False


@dataclass(frozen=True)
class Dot:
    """A commune that a reader can press."""

    code: str
    title: str
    css: str
    path: str


@dataclass(frozen=True)
class Layer:
    """All the dots of one status as one path; `thickness` of the strokes where its dots are strokes."""

    css: str
    path: str
    thickness: str = ""


def spots_on(day: date, communes: UnitQuerySet) -> list[Spot]:
    """Give those of `communes` that the rule reaches on `day`, in code order."""
    rows = staffing_on(day, communes).order_by("code", "pk").values_list(
        "code", "name", "province__code", "district__code", *POINT, "officers", "minimum", "status",
    )  # fmt: skip
    return [_on_its_island(Spot(*row)) for row in rows]


def spots_of(rows: Iterable[CommuneRow], day: date) -> list[Spot]:
    """Give the communes of `rows` (of `day`, live or sealed) with their points."""
    return spots_at(rows, points_on(day))


def points_on(day: date) -> dict[str, Point]:
    """Give where the communes that exist on `day` are, by code."""
    communes = Commune.objects.existing_on(day)
    return {code: (x, y, kind) for code, x, y, kind in communes.values_list("code", *POINT)}


def spots_at(rows: Iterable[CommuneRow], points: Mapping[str, Point]) -> list[Spot]:
    """Give the communes of `rows`, each at its point of `points`."""
    return [_on_its_island(_spot(row, *points.get(row.commune_code, (None, None, "")))) for row in rows]


def _spot(row: CommuneRow, latitude: float | None, longitude: float | None, precision: str) -> Spot:
    return Spot(
        row.commune_code,
        row.commune_name,
        row.province_code,
        row.district_code,
        latitude,
        longitude,
        precision,
        row.officers,
        row.minimum,
        row.status,
    )


def _on_its_island(spot: Spot) -> Spot:
    return spot._replace(is_offshore=True) if spot.code in island_seats() else spot


def split_offshore(spots: Iterable[Spot]) -> tuple[list[Spot], list[Spot]]:
    """Part the communes on land from those that stand in an archipelago's own frame."""
    spots = list(spots)
    return [s for s in spots if not s.is_offshore], [s for s in spots if s.is_offshore]


def without_point(spots: Iterable[Spot]) -> int:
    """Count the communes that no dot can stand for."""
    return sum(spot.latitude is None for spot in spots)


def near_the_middle(spots: Iterable[Spot]) -> int:
    """Count the communes of which no more is known than their district's middle."""
    return sum(spot.precision == PointPrecision.DISTRICT for spot in spots)


def layers(spots: Iterable[Spot], frame: Frame, size: float) -> list[Layer]:
    """Give a path for each status; `size` is half a dot's height."""
    found: dict[str, list[str]] = defaultdict(list)
    for spot, x, y in placed(spots, frame, size):
        is_disc = spot.status == Status.COMPLIANT
        found[spot.status].append(f"M{x:.1f} {y:.1f}h0" if is_disc else shape(spot.status, x, y, size))
    thickness = {Status.COMPLIANT: f"{2 * size:g}"}  # a stroke of no length with round ends is a disc
    return [
        Layer(CSS[status], "".join(found[status]), thickness.get(status, ""))
        for status in ORDER
        if found[status]
    ]


def dots(spots: Iterable[Spot], frame: Frame, size: float) -> list[Dot]:
    """Give each commune by itself, in the order in which they are drawn."""
    drawn = [
        (ORDER.index(Status(spot.status)), Dot(spot.code, title_of(spot), CSS[Status(spot.status)], path))
        for spot, x, y in placed(spots, frame, size)
        for path in [shape(spot.status, x, y, size)]
    ]
    return [dot for _order, dot in sorted(drawn, key=lambda pair: pair[0])]


def title_of(spot: Spot) -> str:
    """Say what the dot says."""
    return _("%(name)s: %(status)s, %(officers)s/%(minimum)s cán bộ") % {
        "name": spot.name,
        "status": str(Status(spot.status).label).lower(),
        "officers": spot.officers,
        "minimum": spot.minimum,
    }


def placed(spots: Iterable[Spot], frame: Frame, size: float) -> Iterator[tuple[Spot, float, float]]:
    """Yield each commune with its place in the picture; those on one point stand around it in a spiral."""
    seen: Counter[tuple[float, float]] = Counter()
    for spot in spots:
        if spot.latitude is None or spot.longitude is None:
            continue
        point = (spot.latitude, spot.longitude)
        turn, away = seen[point] * GOLDEN_ANGLE, 1.9 * size * sqrt(seen[point])
        seen[point] += 1
        yield spot, frame.x(spot.longitude) + away * cos(turn), frame.y(spot.latitude) + away * sin(turn)


def shape(status: str, x: float, y: float, r: float) -> str:
    """Give a dot's outline: a disc; a triangle below the minimum; a diamond without a chief; a square."""
    if status == Status.COMPLIANT:
        return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r:g} 0a{r} {r} 0 1 0 {-2 * r:g} 0"
    if status == Status.BELOW_MINIMUM:
        return f"M{x:.1f} {y - 1.3 * r:.1f}l{1.3 * r:.2g} {2.3 * r:.2g}h{-2.6 * r:.2g}z"
    if status == Status.NO_CHIEF:
        d = 1.5 * r
        return f"M{x:.1f} {y - d:.1f}l{d:.2g} {d:.2g} {-d:.2g} {d:.2g} {-d:.2g} {-d:.2g}z"
    return f"M{x - r:.1f} {y - r:.1f}h{2 * r:.2g}v{2 * r:.2g}h{-2 * r:.2g}z"
