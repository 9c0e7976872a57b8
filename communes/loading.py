"""Load the gazetteer from the project's own CSV files; run again, it changes nothing."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from communes.models import Commune, District, PointPrecision, Province, Region, Unit

DATA = Path(__file__).parent / "data"
# Nghị quyết 202/2025/QH15: the 63 provinces, the districts and their communes end with 30/6/2025. Since
# when each had stood so, the list of 2021 does not say: no first day.
FIRST_DAY_WITHOUT = date(2025, 7, 1)
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of one data file; every value is text."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_units() -> dict[str, int]:
    """Store what is missing of regions, provinces, districts and communes; mend names, parents and points.

    What the Ministry decides of a commune (organised, class, establishment) is left alone.
    Gives the number of units of each level that were made or mended.
    """
    regions, points = _load_regions(), _points()
    places = {row["code"]: row for row in rows("province_places.csv")}
    done = {
        "provinces": _load(Province, "provinces.csv", lambda row: _at_place(places[row["code"]], regions))
    }
    provinces = _ids(Province)
    done["districts"] = _load(
        District, "districts.csv", lambda row: {"province_id": provinces[row["province_code"]]}
    )
    districts = _ids(District)
    done["communes"] = _load(
        Commune,
        "communes.csv",
        lambda row: {
            "province_id": provinces[row["province_code"]],
            "district_id": districts[row["district_code"]],
            **_at_point(points[row["code"]]),
        },
    )
    return done


def _load_regions() -> dict[str, int]:
    """Store or mend the regions; give their keys by code."""
    for row in rows("regions.csv"):
        if not Region.objects.filter(code=row["code"], name=row["name"]).exists():
            Region.objects.update_or_create(code=row["code"], defaults={"name": row["name"]})
    return dict(Region.objects.values_list("code", "id"))


def _at_place(place: Row, regions: dict[str, int]) -> dict[str, Any]:
    """Give a province's region, and its tile on the map of tiles."""
    return {
        "region_id": regions[place["region_code"]],
        "tile_row": int(place["tile_row"]),
        "tile_column": int(place["tile_column"]),
        "tile_label": place["tile_label"],
    }


def _at_point(point: Row) -> dict[str, Any]:
    return {
        "latitude": float(point["latitude"]),
        "longitude": float(point["longitude"]),
        "point_precision": point["precision"],
    }


def _points() -> dict[str, Row]:
    """Give each commune's point; where an island is the seat, its own: the source's lies on the mainland."""
    points = {row["code"]: row for row in rows("commune_points.csv")}
    seats = [row for row in rows("islands.csv") if row["commune_code"]]
    return points | {row["commune_code"]: row | {"precision": PointPrecision.COMMUNE} for row in seats}


def _ids(level: type[Unit]) -> dict[str, int]:
    units: Any = level.objects.filter(exists_until=FIRST_DAY_WITHOUT)
    return dict(units.values_list("code", "id"))


def _load(level: type[Unit], file: str, more: Callable[[Row], dict[str, Any]]) -> int:
    units: Any = level.objects
    stored = {unit.code: unit for unit in units.filter(exists_until=FIRST_DAY_WITHOUT)}
    made, mended, fields = [], [], {"name", "short_name", "sort_key", "search_key", "kind"}
    for row in rows(file):
        wanted = {"kind": row["kind"], **more(row)}
        fields |= wanted.keys()
        unit = stored.get(row["code"])
        if unit is None:
            unit = level(code=row["code"], exists_until=FIRST_DAY_WITHOUT, **wanted)
            unit.set_name(row["name"])
            made.append(unit)
        elif unit.name != row["name"] or any(getattr(unit, k) != v for k, v in wanted.items()):
            unit.set_name(row["name"])
            for name, value in wanted.items():
                setattr(unit, name, value)
            mended.append(unit)
    units.bulk_create(made)
    # An upsert by key: bulk_update would name every row once a field, and take a minute for all communes.
    units.bulk_create(mended, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return len(made) + len(mended)
