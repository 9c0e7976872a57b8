import csv
import subprocess
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from communes.models import Commune
from communes.vietnamese import normalise
from deployment.choices import Force, Post, Rank, Sex
from deployment.exporting import exported_rows, write_csv
from deployment.importing.applying import import_file
from deployment.importing.reading import looks_like_tcvn3
from deployment.models import Assignment, Officer
from tests.deployment.files import HEADERS, classes, csv_of, imported, row
from tests.factories import DAY, AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_user("root", is_superuser=True)


@pytest.fixture
def postings(commune):
    """A chief and a former member of Xã Nậm Kè, a semi-professional, and one in Hà Nội."""
    AssignmentFactory(post=Post.CHIEF, officer__rank=None, decision_number="=1+1")
    AssignmentFactory(ends_on=DAY, officer__full_name="-Lò Văn 'An", decision_date=None)
    AssignmentFactory(officer=OfficerFactory(force=Force.SEMI_PROFESSIONAL, sex=Sex.FEMALE))
    AssignmentFactory(commune=Commune.objects.get(code="00376"), post=Post.DEPUTY)


def export(path: Path, **options) -> Path:
    call_command("export_assignments", output=path, stdout=StringIO(), **options)
    return path


def cells_of(path: Path) -> list[list]:
    if path.suffix == ".csv":
        return list(csv.reader(StringIO(path.read_bytes().decode("utf-8"), newline="")))
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_export_read_back_is_unchanged_in_every_row(root, postings, tmp_path, name):
    content = export(tmp_path / name).read_bytes()

    result = import_file(content, name, user=root, dry_run=False)

    assert (classes(result), result.errors, result.warnings) == ({"unchanged": 4}, (), ())


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_export_fills_an_empty_installation_cell_for_cell(root, postings, tmp_path, name):
    first = cells_of(export(tmp_path / name))
    content = (tmp_path / name).read_bytes()
    Assignment.objects.all().delete()
    Officer.objects.all().delete()

    import_file(content, name, user=root, dry_run=False)

    again = cells_of(export(tmp_path / name))
    assert [cells[:-1] for cells in again] == [cells[:-1] for cells in first]


def test_the_columns_are_those_of_the_import_and_id(postings, tmp_path):
    assert cells_of(export(tmp_path / "a.csv"))[0] == [*HEADERS, "id"]
    assert cells_of(export(tmp_path / "a.xlsx"))[0] == [*HEADERS.values(), "id"]


def test_a_sheet_holds_codes_as_text_days_as_dates_and_no_formula(postings, tmp_path):
    cells = cells_of(export(tmp_path / "a.xlsx"))

    former = next(row for row in cells if row[1] == "-Lò Văn 'An")
    assert former[6] == "03162"
    assert former[9:11] == [date(2020, 1, 1), DAY - timedelta(days=1)]
    assert [row[11] for row in cells if row[8] == "Trưởng Công an"] == ["=1+1"]


def test_a_csv_holds_nothing_that_a_spreadsheet_would_take_for_a_formula(postings, tmp_path):
    cells = cells_of(export(tmp_path / "a.csv"))

    assert not [cell for row in cells for cell in row if cell[:1] in set("=+-@")]
    assert "'=1+1" in [row[11] for row in cells]


def test_with_a_day_only_those_in_post_on_it(postings, tmp_path):
    assert len(cells_of(export(tmp_path / "a.csv", as_of="2021-05-31"))) == 1 + 3
    assert len(cells_of(export(tmp_path / "a.csv", as_of="2021-05-30"))) == 1 + 4
    assert len(cells_of(export(tmp_path / "a.csv", as_of="2017-05-30"))) == 1


def test_of_one_province(postings, tmp_path):
    assert [row[6] for row in cells_of(export(tmp_path / "a.csv", province="01"))[1:]] == ["00376"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"province": "99"}, "mã 99"),
        ({"as_of": "31/02/2021"}, "không phải là ngày"),
        ({"output": "missing/a.csv"}, "Không ghi được tệp"),
        ({"output": "a.pdf"}, "đuôi"),
    ],
)
def test_what_cannot_be_exported_leaves_no_file(postings, tmp_path, options, words):
    target = tmp_path / options.pop("output", "a.csv")

    with pytest.raises(CommandError, match=words):
        export(target, **options)

    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_former_file_as_it_was(postings, tmp_path):
    target = tmp_path / "a.csv"
    target.write_text("cũ")

    with pytest.raises(CommandError):
        export(target, as_of="hôm qua")

    assert target.read_text() == "cũ"


def test_libreoffice_opens_the_workbook(postings, tmp_path):
    export(tmp_path / "a.xlsx")

    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",
         "--outdir", tmp_path, tmp_path / "a.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    rows = list(csv.reader(StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    assert rows[0] == [*HEADERS.values(), "id"]
    assert {row[6] for row in rows[1:]} == {"03162", "00376"}
    assert {row[9] for row in rows[1:]} == {"01/01/2020"}
    assert "=1+1" in {row[11] for row in rows}


# Properties, over random small files

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"))
TEXTS = st.text(LETTERS, max_size=100)
NAMES = TEXTS.filter(lambda text: len(normalise(text)) >= 2 and not looks_like_tcvn3(text))
DAYS = st.dates(date(2019, 1, 1), date(2019, 1, 20))
ROWS = st.fixed_dictionaries(
    {
        "service_number": st.sampled_from(["000001-001", "000002-002"]),
        "full_name": st.just("Lò Văn Thành"),
        "rank": st.sampled_from(["", "Đại uý", "Trung tá"]),
        "force": st.sampled_from(["", "Bán chuyên trách"]),
        "commune_code": st.sampled_from(["03162", "3316"]),
        "commune_name": st.just(""),
        "position": st.sampled_from(["Trưởng Công an", "Công an viên"]),
        "start_date": DAYS.map(str),
        "end_date": st.one_of(st.just(""), st.just(""), DAYS.map(str)),
    }
)
USUAL = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@USUAL
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_a_file_applied_twice_changes_nothing_the_second_time(root, files):
    Assignment.objects.all().delete()
    Officer.objects.all().delete()
    rows = [row(**cells) for cells in files]

    first = imported(root, *rows)
    second = imported(root, *rows)

    assert first.rows == sum(first.outcomes.values()) + first.rows_in_error
    if first.errors:
        assert not Officer.objects.exists()
        assert second.errors == first.errors
    else:
        assert classes(second) == {"unchanged": len(rows)}


@USUAL
@given(NAMES, TEXTS, st.sampled_from(Rank), st.dates(date(1900, 1, 1), date(2000, 1, 1)))
def test_whatever_is_stored_comes_back_from_a_csv(root, name, decision, rank, birth):
    Assignment.objects.all().delete()
    Officer.objects.all().delete()
    cells = row(full_name=name, decision_number=decision, rank=rank.label, date_of_birth=str(birth))
    assume(not imported(root, cells).errors)  # too long for its keys, or for its column
    text = StringIO(newline="")

    write_csv(exported_rows(Assignment.objects.all()), text)

    again = import_file(text.getvalue().encode(), "a.csv", user=root, dry_run=True)
    assert (classes(again), again.errors) == ({"unchanged": 1}, ())


def test_a_shielded_cell_of_the_users_own_is_read_without_its_apostrophe(editor):
    content = csv_of([row(decision_number="'=1")])

    import_file(content, "a.csv", user=editor, dry_run=False)

    assert Assignment.objects.get().decision_number == "=1"
