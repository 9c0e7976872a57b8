import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from communes.loading import DATA, load_units, rows
from communes.models import KINDS_IN_NAMES, Commune, District, PointPrecision, Province, short_name

SHARED = Path(__file__).parents[3] / "shared" / "data"
FILES = {"provinces": "provinces_63", "districts": "districts_2021", "communes": "communes_2021"}
KINDS = {
    "tỉnh": "tinh", "thành phố trực thuộc trung ương": "thanh_pho_truc_thuoc", "quận": "quan",
    "huyện": "huyen", "thị xã": "thi_xa", "thành phố": "thanh_pho", "xã": "xa", "thị trấn": "thi_tran",
    "phường": "phuong",
}  # fmt: skip


@pytest.mark.parametrize("level", FILES)
@pytest.mark.skipif(not SHARED.exists(), reason="the lists to compare with are not beside this checkout")
def test_our_lists_equal_the_ones_to_compare_with(level):
    with (SHARED / f"{FILES[level]}.csv").open(encoding="utf-8", newline="") as file:
        theirs = {row["code"]: row for row in csv.DictReader(file)}
    ours = {row["code"]: row for row in rows(f"{level}.csv")}

    assert ours.keys() == theirs.keys()
    for code, row in ours.items():
        same = {key: theirs[code][key] for key in row} | {"kind": KINDS[theirs[code]["kind"]]}
        assert row == same | {"name": with_kind_in_lower_case(same["name"])}


def with_kind_in_lower_case(name):
    """`Thị Trấn Mường Chà`, as fourteen names of the source are written, is `Thị trấn Mường Chà`."""
    return re.sub(r"^Thị (Trấn|Xã) ", lambda found: f"Thị {found[1].lower()} ", name)


def test_the_word_of_the_kind_is_written_as_the_language_wants():
    names = [row["name"] for level in FILES for row in rows(f"{level}.csv")]

    assert [name for name in names if name != with_kind_in_lower_case(name)] == []


def test_counts_and_parents():
    provinces, districts, communes = (list(rows(f"{level}.csv")) for level in FILES)

    assert (len(provinces), len(districts), len(communes)) == (63, 705, 10603)
    assert Counter(row["kind"] for row in communes) == {"xa": 8272, "thi_tran": 608, "phuong": 1723}
    parents = {row["code"]: row["province_code"] for row in districts}
    assert all(parents[row["district_code"]] == row["province_code"] for row in communes)


def test_no_correction_is_typed_twice():
    with (DATA / "corrections.csv").open(encoding="utf-8", newline="") as file:
        keys = [(row["level"], row["code"], row["field"]) for row in csv.DictReader(file)]

    assert len(keys) == len(set(keys)) == 21


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    assert load_units() == {"provinces": 0, "districts": 0, "communes": 0}


@pytest.mark.django_db
def test_loading_mends_a_name_and_leaves_what_the_ministry_decides():
    commune = Commune.objects.get(code="03162")
    commune.set_name("Xã Khác")
    commune.is_border = True
    commune.latitude = commune.longitude = None
    commune.point_precision = ""
    commune.save()

    assert load_units()["communes"] == 1
    commune.refresh_from_db()
    assert (commune.name, commune.short_name, commune.is_border) == ("Xã Nậm Kè", "Nậm Kè", True)
    assert (commune.latitude, commune.point_precision) != (None, "")


@pytest.mark.skipif(not SHARED.exists(), reason="the points to compare with are not beside this checkout")
def test_a_communes_own_point_equals_the_one_to_compare_with():
    with (SHARED / "commune_points_2021.csv").open(encoding="utf-8", newline="") as file:
        theirs = {row["code"]: row for row in csv.DictReader(file)}
    ours = {row["code"]: row for row in rows("commune_points.csv")}

    assert ours.keys() == theirs.keys()
    assert all(row["precision"] == theirs[code]["precision"] for code, row in ours.items())
    own = {code: row for code, row in ours.items() if row["precision"] == PointPrecision.COMMUNE}
    assert own == {code: theirs[code] for code in own}


@pytest.mark.django_db
def test_a_commune_of_truong_sa_lies_on_its_island_and_not_off_nha_trang():
    points = Commune.objects.filter(district__code="576").values_list("code", "latitude", "longitude")

    assert set(points) == {("22736", 8.645, 111.92), ("22737", 11.429, 114.331), ("22739", 9.886, 114.33)}


@pytest.mark.django_db
def test_a_point_is_whole_and_in_viet_nam():
    commune = Commune.objects.filter(code="03162")

    for wrong in ({"latitude": None}, {"point_precision": ""}, {"longitude": 181.0}, {"latitude": 48.8}):
        with pytest.raises(IntegrityError, match="commune_point_lies_in_viet_nam"), transaction.atomic():
            commune.update(**wrong)


@pytest.mark.django_db
def test_places_are_told_apart_by_name_without_its_kind():
    assert [short_name(name) for name in ("Thành phố Hà Nội", "Thị xã Mường Lay", "Phường 1")] == [
        "Hà Nội", "Mường Lay", "1",
    ]  # fmt: skip
    assert Province.objects.get(code="01").sort_key < Province.objects.get(code="30").sort_key
    assert District.objects.filter(short_name="").count() == 0
    assert KINDS_IN_NAMES[0].startswith("thành phố")
