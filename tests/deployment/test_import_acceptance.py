"""The promise for long files: fifty thousand rows with two hundred errors, mended, in, and out again."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from accounts.models import User
from communes.models import Commune
from deployment.exporting import exported_rows, write_csv, write_xlsx
from deployment.importing.applying import import_file
from deployment.importing.columns import COLUMNS
from deployment.models import Assignment, Receipt
from tests.deployment.files import HEADERS, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS = 50_000
KEYS = [column.key.value for column in COLUMNS]
FAMILY, GIVEN = ("Nguyễn Văn", "Lò Thị", "Vừ A", "Quàng Văn"), ("An", "Bình", "Đức", "Ún", "Dơ")
# Twenty-five kinds: the column at fault, and what stands there instead. {n} makes some of them different.
KINDS = [
    ("service_number", "12345-789"),
    ("service_number", ""),
    ("service_number", "1234567890"),
    ("full_name", ""),
    ("full_name", "A"),
    ("full_name", "NguyÔn V¨n An"),
    ("date_of_birth", "31/02/1988"),
    ("date_of_birth", "12/04/88"),
    ("date_of_birth", 32000),
    ("date_of_birth", "01/01/2022"),
    ("sex", "x"),
    ("sex", "Nam, Nữ"),
    ("rank", "Binh nhì"),
    ("force", "Dân phòng"),
    ("commune_code", "99999"),
    ("commune_code", "123456"),
    ("commune_code", ""),
    ("commune_name", "Xã Không Có"),
    ("position", "Phó CAX"),
    ("position", ""),
    ("start_date", "05/13/2020"),
    ("start_date", ""),
    ("end_date", "01/01/1999"),
    ("decision_number", "9" * 61),
    ("decision_date", "hôm qua"),
]


@pytest.fixture
def root():
    return User.objects.create_superuser("root", password="a-long-passphrase")


def person(number, commune):
    starts_on = date(2019, 1, 1) + timedelta(days=number % 800)
    values = (
        f"{100_000 + number:06d}-{number % 1000:03d}",
        f"{FAMILY[number % 4]} {GIVEN[number % 5]}",
        date(1970, 1, 1) + timedelta(days=number % 9000),
        "Nữ" if number % 7 == 0 else "Nam",
        "Đại úy",
        "Chính quy",
        commune.code,
        commune.name,
        "Công an viên",
        starts_on,
        starts_on + timedelta(days=90) if number % 9 == 0 else None,
        f"{number % 500}/QĐ-CAT",
        starts_on - timedelta(days=5),
    )
    return dict(zip(KEYS, values, strict=True))


@pytest.fixture
def rows():
    communes = list(Commune.objects.order_by("code"))
    return [person(number, communes[number % len(communes)]) for number in range(ROWS)]


def planted(rows):
    """Give the rows with 200 errors, eight of each kind, and where they are."""
    spoilt, places = [dict(cells) for cells in rows], []
    for count in range(200):
        column, value = KINDS[count % len(KINDS)]
        number = 100 + count * 249
        spoilt[number][column] = value
        places.append((number + 2, column))
    return spoilt, places


def test_two_hundred_errors_are_named_and_a_mended_file_goes_in_and_comes_out(root, rows, tmp_path):
    spoilt, places = planted(rows)
    result = import_file(xlsx_of(spoilt, HEADERS), "a.xlsx", user=root, dry_run=False)

    assert [(problem.row, problem.column) for problem in result.errors] == places
    assert (Assignment.objects.count(), Receipt.objects.count()) == (0, 0)

    result = import_file(xlsx_of(rows, HEADERS), "a.xlsx", user=root, dry_run=False)
    assert (result.errors, result.counts) == ((), {"created": ROWS})

    text = StringIO(newline="")
    write_csv(exported_rows(Assignment.objects.all()), text)
    out = [cells[:-1] for cells in csv.reader(StringIO(text.getvalue()))][1:]
    expected = [[str(value) if value is not None else "" for value in cells.values()] for cells in rows]
    assert sorted(out) == sorted(expected)

    path = tmp_path / "xuất.xlsx"
    write_xlsx(exported_rows(Assignment.objects.all()), path)
    again = import_file(path.read_bytes(), path.name, user=root, dry_run=True)
    assert (again.errors, again.warnings, again.counts) == ((), (), {"unchanged": ROWS})
