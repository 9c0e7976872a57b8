"""Lists and the summary as OpenDocument spreadsheets: typed cells, the rows of the .xlsx."""

import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from deployment.choices import Post
from deployment.list_files import write_table
from deployment.open_book import OpenBook
from reports.summary import summary_on
from reports.summary_files import summary_ods
from tests.deployment.test_list_files import taken
from tests.factories import AssignmentFactory, OfficerFactory

SPREADSHEET = shutil.which("soffice")
NAMES = ["=1+1", "+2", "-3", "@x", "'x", "  hai   cách", "<b>&\"'", "một\ndòng", "a\x0bb"]


def written(rows, title="Cán bộ"):
    file = io.BytesIO()
    with OpenBook(file) as book:
        write_table(book, title, ["Ngày: 31/5/2021"], ["Tên", "Số"], [20, 10], rows)
    return file.getvalue()


def read(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_cells_have_their_types():
    rows = read(written([["03162", 5], ["x", date(2021, 5, 31)], ["y", None], ["z", -1]]))

    assert rows[-4:] == [["03162", 5.0], ["x", date(2021, 5, 31)], ["y", ""], ["z", -1.0]]
    assert rows[3] == ["Tên", "Số"]


def test_text_of_any_kind_stays_that_text():
    rows = read(written([[name, 1] for name in NAMES]))

    assert [row[0] for row in rows[-len(NAMES) :]] == [*NAMES[:-1], "ab"]


def test_no_cell_has_a_formula():
    content = zipfile.ZipFile(io.BytesIO(written([[name, 1] for name in NAMES]))).read("content.xml").decode()

    assert "formula" not in content


@pytest.mark.parametrize("title", ["[a]*b?c:d/e\\f'g", "x" * 60, "<&>"])
def test_any_title_gives_a_sheet(title):
    content = written([["a", 1]], title)

    assert read(content)[-1] == ["a", 1.0]
    for name in ("content.xml", "settings.xml", "META-INF/manifest.xml"):
        ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))  # noqa: S314  (our own)


def test_what_it_is_stands_first_and_unpacked():
    archive = zipfile.ZipFile(io.BytesIO(written([])))
    first = archive.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert written([["a", 1]]) == written([["a", 1]])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["officers", "assignments", "communes"])
def test_a_list_has_the_rows_of_the_xlsx(as_editor, commune, name):
    AssignmentFactory(commune=commune, post=Post.CHIEF, officer=OfficerFactory(full_name="=1+1"))
    AssignmentFactory(commune=commune, ends_on=date(2021, 3, 1))

    open_rows = read(taken(as_editor, f"{name}.ods"))
    sheet = load_workbook(io.BytesIO(taken(as_editor, f"{name}.xlsx"))).active
    usual = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]

    assert [row for row in open_rows if any(row)][6:] == [row for row in usual if any(row)][6:]


def _plain(value):
    """Give a value as the reader of .ods gives it."""
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, int) else value or ""


@pytest.mark.django_db
def test_the_summary_has_its_63_rows_and_the_nation():
    rows = read(summary_ods(summary_on(date(2021, 5, 31))))

    assert (len(rows), rows[3][:2], rows[4][0], rows[-1][:2]) == (
        68, ["Mã tỉnh", "Địa phương"], "01", ["VN", "Cả nước"]
    )  # fmt: skip
    assert rows[-1][3] == 8880.0


@pytest.mark.slow
@pytest.mark.skipif(not SPREADSHEET, reason="no LibreOffice on this machine")
def test_a_spreadsheet_opens_it(tmp_path):
    source = tmp_path / "list.ods"
    source.write_bytes(written([["03162", 5], ["=1+1", date(2021, 5, 31)]]))
    asked = [
        SPREADSHEET,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run([*asked, "--outdir", tmp_path, source], check=True, capture_output=True, timeout=120)

    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert [(cell.value, cell.data_type) for row in sheet.iter_rows(min_row=5) for cell in row] == [
        ("03162", "s"), (5, "n"), ("=1+1", "s"), (datetime(2021, 5, 31), "d")  # noqa: DTZ001
    ]  # fmt: skip
