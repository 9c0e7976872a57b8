"""The annexes, a plan and the training as .ods: cell for cell what the .xlsx holds."""

import io
import itertools
import shutil
import subprocess
import zipfile
from datetime import date
from textwrap import wrap
from xml.etree import ElementTree

import pytest
import xlsxwriter
from django.utils import translation
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from communes.models import Commune
from deployment.choices import Post
from deployment.open_book import OpenBook, open_formula
from deployment.open_book_styles import PERCENT
from reports.models import Document
from reports.source import Live
from reports.workbook import open_workbook_of, workbook_of
from tests.factories import DAY, AssignmentFactory, OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
SPREADSHEET = shutil.which("soffice")


@pytest.fixture
def few(dien_bien):
    """Two communes of Điện Biên are in scope, and no other of the nation: one rich, one poor."""
    Commune.objects.exclude(code__in=["03158", "03162"]).update(kind="phuong")
    rich, poor = Commune.objects.filter(code__in=["03158", "03162"]).order_by("code")
    AssignmentFactory(commune=rich, post=Post.CHIEF)
    AssignmentFactory.create_batch(6, commune=rich)
    AssignmentFactory(commune=poor, officer=OfficerFactory(full_name="=1+1"))


def sheets(content) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_annexes_are_the_same_cell_for_cell(few):
    usual, open_ones = sheets(workbook_of(Live(DAY))), sheets(open_workbook_of(Live(DAY)))

    assert list(open_ones) == list(usual)
    for name, rows in usual.items():
        assert open_ones[name] == rows, name
    assert usual["Phụ lục I"][-1][3] == 2.0
    assert len(usual["Từng xã, thị trấn"]) == 4


def test_the_same_data_give_the_same_bytes_and_every_part_is_xml(few):
    content = open_workbook_of(Live(DAY))

    assert open_workbook_of(Live(DAY)) == content
    archive = zipfile.ZipFile(io.BytesIO(content))
    for name in archive.namelist()[1:]:
        ElementTree.fromstring(archive.read(name))  # noqa: S314  (our own)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_heading_and_no_note_is_cut_off(few, language):
    with translation.override(language):
        book = load_workbook(io.BytesIO(workbook_of(Live(DAY))))
    notes, cut = book.worksheets[0], []
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        groups = sheet.column_dimensions.values()
        widths = {n: int(group.width) for group in groups for n in range(group.min, group.max + 1)}
        for row in sheet.iter_rows(max_row=None if sheet is notes else 1):
            lines = max(len(wrap(str(cell.value), widths[cell.column])) for cell in row)
            if (sheet.row_dimensions[row[0].row].height or 15) < 15 * lines:
                cut.append((sheet.title, row[0].row))

    assert cut == []


def test_totals_are_live_formulas(few):
    text = zipfile.ZipFile(io.BytesIO(open_workbook_of(Live(DAY)))).read("content.xml").decode()

    assert 'table:formula="of:=SUM([.D2:.D64])"' in text
    assert "of:=SUMIF([$'Phụ lục I'.$A$2:.$A$64];[.$B2];[$'Phụ lục I'.D$2:.D$64])" in text


def test_a_formula_is_put_into_the_other_tongue():
    assert open_formula('=IF(D2=0,"",I2/D2)') == 'of:=IF([.D2]=0;"";[.I2]/[.D2])'


@pytest.mark.parametrize("path", ["/plans/11/plan", "/plans/nation/plan", "/plans/regions/2/plan"])
def test_a_plan_is_the_same_cell_for_cell(client, ministry, few, path):
    client.force_login(ministry)

    usual, open_ones = (
        sheets(client.get(f"{path}.{extension}?as_of={DAY}").content) for extension in ("xlsx", "ods")
    )

    assert open_ones == usual
    assert len(usual["Điều chuyển"]) > 3
    assert client.get(f"{path}.csv?as_of={DAY}").status_code == 404


def test_the_training_is_the_same_cell_for_cell(client, editor):
    TrainingFactory(officer=OfficerFactory(full_name="=1+1"), certificate_number="007")
    TrainingFactory(officer=OfficerFactory(), remark=' hai  "cách" ', completed_on=date(2019, 12, 31))
    client.force_login(editor)

    usual, open_ones = (
        sheets(b"".join(client.get(f"/trainings/export.{extension}"))) for extension in ("xlsx", "ods")
    )

    assert open_ones == usual
    assert len(usual["Bồi dưỡng"]) == 3


def test_it_is_entered_in_the_register_under_its_own_name(client, ministry, few):
    client.force_login(ministry)

    answer = client.get(f"/reports/annex.ods?as_of={DAY}")

    entered = Document.objects.get()
    assert (answer.status_code, entered.kind, entered.name) == (200, "open", f"phu-luc-{DAY}.ods")
    assert answer.headers["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"


def backwards(file):
    with OpenBook(file) as book:
        sheet = book.add_worksheet("a")
        sheet.write_string(1, 0, "x")
        sheet.write_string(0, 0, "y")


def test_a_book_that_fails_leaves_nothing_written():
    file = io.BytesIO()
    with pytest.raises(ValueError, match="comes after"):
        backwards(file)

    assert file.getvalue() == b""


def converted(folder, name, extension):
    """Have LibreOffice write a file of `folder` anew, in another form, beside it."""
    asked = [SPREADSHEET, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*asked, extension, "--outdir", folder, folder / name], check=True, capture_output=True, timeout=240
    )


@pytest.mark.slow
@pytest.mark.skipif(not SPREADSHEET, reason="no LibreOffice on this machine")
def test_a_spreadsheet_opens_it_and_counts_the_same(few, tmp_path):
    (tmp_path / "a.ods").write_bytes(open_workbook_of(Live(DAY)))
    converted(tmp_path, "a.ods", "xlsx")

    ours = load_workbook(io.BytesIO(workbook_of(Live(DAY))), data_only=True)
    theirs = load_workbook(tmp_path / "a.xlsx", data_only=True)
    formulas = load_workbook(tmp_path / "a.xlsx")
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate].value
                assert (other or None) == (cell.value or None), f"{sheet.title} {cell.coordinate}"
    assert formulas["Phụ lục I"]["D65"].data_type == "f"


RATES = {
    1.0: "100.0%",
    8879 / 8880: "99.989%",
    0.9994: "99.9%",
    0.722: "72.2%",
    1 / 8880: "0.011%",
    0.0: "0.0%",
}


def test_every_rate_of_the_annexes_is_exact_and_bears_the_form_that_rounds_to_neither_all_nor_none(few):
    sheet = load_workbook(io.BytesIO(workbook_of(Live(DAY))), data_only=True)["Phụ lục I"]
    rates = [row[-1] for row in sheet.iter_rows(min_row=2)]

    assert {cell.number_format for cell in rates} == {PERCENT}
    assert rates[-1].value == 0.5
    shown = zipfile.ZipFile(io.BytesIO(open_workbook_of(Live(DAY)))).read("content.xml").decode()
    assert shown.count('style:condition="value()&gt;=0.9995"') == 2


@pytest.mark.slow
@pytest.mark.skipif(not SPREADSHEET, reason="no LibreOffice on this machine")
@pytest.mark.parametrize(("extension", "make"), [("xlsx", xlsxwriter.Workbook), ("ods", OpenBook)])
def test_a_spreadsheet_says_all_and_none_of_exactly_that(tmp_path, extension, make):
    file = io.BytesIO()
    with make(file) as book:
        sheet, shape = book.add_worksheet("a"), book.add_format({"num_format": PERCENT})
        for line, rate in enumerate(RATES):
            sheet.write_number(line, 0, rate, shape)
    (tmp_path / f"a.{extension}").write_bytes(file.getvalue())

    converted(tmp_path, f"a.{extension}", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true")

    assert (tmp_path / "a.csv").read_text().split() == list(RATES.values())


def test_no_text_touches_the_number_on_its_left_and_heads_stand_as_their_cells(few):
    for page in load_workbook(io.BytesIO(workbook_of(Live(DAY)))):
        for row in page.iter_rows(min_row=2):
            for left, cell in itertools.pairwise(row):
                if left.data_type in "nd" and left.value is not None and cell.data_type == "s":
                    assert cell.alignment.indent == 1, (page.title, cell.coordinate)
                    assert page.cell(1, cell.column).alignment.indent == 1, (page.title, cell.coordinate)
                    assert page.cell(1, left.column).alignment.horizontal == "right", page.title

    content = zipfile.ZipFile(io.BytesIO(open_workbook_of(Live(DAY)))).read("content.xml").decode()
    assert 'fo:text-align="start" fo:margin-left="0.35cm"' in content
