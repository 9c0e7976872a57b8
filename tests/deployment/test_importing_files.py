"""What is a file at all: headers, blank rows, encodings, and files that should not be trusted."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from deployment.importing.applying import import_file
from deployment.importing.archive import MOST_PARTS
from deployment.importing.reading import read_sheet
from deployment.importing.result import FileRefused, MayNotImport
from deployment.importing.table import read_table
from tests.deployment.files import HEADERS, classes, csv_of, errors, imported, other, row, xlsx_of


def rezipped(content, change=None, add=()):
    """The same archive with a part changed, or parts added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if change and name == "xl/worksheets/sheet1.xml" else data)
        for name, data in add:
            new.writestr(name, data)
    return stream.getvalue()


def in_sheet(old, new):
    return lambda data: data.replace(old, new)


GOOD = xlsx_of([row()])
ENTITY = b"<!DOCTYPE a [<!ENTITY b 'c'>]>"
REFUSED = {
    "nothing": (b"", "a.csv", "trống"),
    "blank lines": (b"\n\n,,\n", "a.csv", "trống"),
    "another kind": (b"x", "a.xls", "xlsx"),
    "no ending": (b"x", "tệp", "xlsx"),
    "too large": (b"x" * 10_000_001, "a.csv", "10 MB"),
    "text as xlsx": (csv_of([row()]), "a.xlsx", "không phải bảng tính"),
    "xlsx as text": (GOOD, "a.csv", "bảng tính"),
    "any zip": (rezipped(GOOD)[:0] + b"PK\x05\x06" + b"\0" * 18, "a.xlsx", "không phải bảng tính"),
    "cut short": (GOOD[: len(GOOD) // 2], "a.xlsx", "hỏng"),
    "UTF-16": (csv_of([row()], encoding="utf-16"), "a.csv", "UTF-8"),
    "UTF-16 without a mark": (csv_of([row()], encoding="utf-16-le"), "a.csv", "UTF-8"),
    "an old code page": ("full_name\nHä tªn".encode("latin-1"), "a.csv", "UTF-8"),
    "TCVN3": (csv_of([row(full_name="NguyÔn V¨n An")]), "a.csv", "TCVN3"),
    "macros": (rezipped(GOOD, add=[("xl/vbaProject.bin", b"x")]), "a.xlsx", "macro"),
    "links": (rezipped(GOOD, add=[("xl/externalLinks/externalLink1.xml", b"x")]), "a.xlsx", "liên kết"),
    "an entity": (rezipped(GOOD, in_sheet(b"<worksheet", ENTITY + b"<worksheet")), "a.xlsx", "DOCTYPE"),
    "a far column": (rezipped(GOOD, in_sheet(b'r="A2"', b'r="XFD2"')), "a.xlsx", "quá lớn"),
    "a far row": (rezipped(GOOD, in_sheet(b'r="2"', b'r="1048576"')), "a.xlsx", "quá lớn"),
    "a failed formula": (rezipped(GOOD, in_sheet(b't="s"', b't="e"')), "a.xlsx", "công thức"),
    "too many rows": (b"a,b\n" + b"1,2\n" * 100_001, "a.csv", "100.000"),
    "too wide": (b"," * 60, "a.csv", "52 cột"),
}  # fmt: skip


ELSEWHERE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def with_text(text, cells):
    """A workbook in which `cells` cells share one text."""
    rows = [dict(enumerate([text] * 40)) for _ in range(cells // 40)]
    return xlsx_of(rows, {number: str(number) for number in range(40)})


@pytest.mark.parametrize(
    "disguise",
    [
        in_sheet(b'r="A2"', b"r = 'XFD2'"),
        in_sheet(b'r="A2"', b'r="xfd2"'),
        in_sheet(b'r="2"', b'r\n=\n"1048576"'),
        in_sheet(b"</sheetData>", b"<row/>" * 100_001 + b"</sheetData>"),
    ],
)
def test_a_reach_that_is_written_in_another_way_is_seen(disguise):
    with pytest.raises(FileRefused, match="quá lớn"):
        read_sheet(rezipped(GOOD, disguise), "a.xlsx")


@pytest.mark.parametrize("hidden", [b"<!-- -->", b"<![CDATA[a]]>"])
def test_what_could_hide_markup_is_refused(hidden):
    with pytest.raises(FileRefused, match="XML"):
        read_sheet(rezipped(GOOD, in_sheet(b"<sheetData>", hidden + b"<sheetData>")), "a.xlsx")


def test_one_long_text_in_many_cells_is_parsed_at_a_distance_first():
    small, bomb = with_text("x" * 200, 4000), with_text("x" * 30_000, 40_000)

    assert len(read_sheet(small, "a.xlsx").rows) == 101
    assert len(bomb) < 1_000_000
    with pytest.raises(FileRefused, match="quá dài"):
        read_sheet(bomb, "a.xlsx")


def test_a_csv_that_never_closes_a_cell_is_refused_in_the_readers_words():
    with pytest.raises(FileRefused, match="nháy kép không khép") as refused:
        read_sheet(b'service_number\n"' + b"x" * 200_000, "a.csv")

    assert "field" not in str(refused.value)


def test_a_sheet_where_none_is_looked_for_is_parsed_at_a_distance_first():
    far = ELSEWHERE + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    moved = rezipped(GOOD, add=[("xl/data.xml", far)])
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(moved)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"worksheets/sheet1.xml", b"data.xml"))

    with pytest.raises(FileRefused):
        read_sheet(stream.getvalue(), "a.xlsx")


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_in_one_sentence(case):
    content, name, words = REFUSED[case]

    with pytest.raises(FileRefused, match=words):
        read_table(read_sheet(content, name))


def test_a_zip_that_unpacks_past_200_mb_is_refused():
    bomb = rezipped(GOOD, add=[("xl/media/a.bin", b"\0" * 201_000_000)])

    assert len(bomb) < 1_000_000
    with pytest.raises(FileRefused, match="200 MB"):
        read_sheet(bomb, "a.xlsx")


def test_a_zip_of_too_many_parts_is_refused():
    parts = [(f"xl/media/{number}.bin", b"") for number in range(MOST_PARTS)]

    with pytest.raises(FileRefused, match="quá nhiều phần"):
        read_sheet(rezipped(GOOD, add=parts), "a.xlsx")


def test_a_zip_that_lies_about_its_sizes_is_refused():
    bomb = bytearray(rezipped(GOOD, add=[("xl/media/a.bin", b"\0" * 1_000_000)]))
    size = (1_000_000).to_bytes(4, "little")
    assert bomb.count(size) == 2

    with pytest.raises(FileRefused, match="hỏng"):
        read_sheet(bytes(bomb.replace(size, (10).to_bytes(4, "little"))), "a.xlsx")


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_utf8_with_each_delimiter(editor, encoding, delimiter):
    content = csv_of([row()], HEADERS, delimiter, encoding)

    assert classes(import_file(content, "a.CSV", user=editor, dry_run=True)) == {"created": 1}


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
@pytest.mark.parametrize("names", [HEADERS, {key: key for key in HEADERS}])
def test_headers_in_vietnamese_or_english_in_any_order(editor, make, names):
    backwards = dict(reversed(names.items()))

    assert classes(
        import_file(make([row()], backwards), f"a.{make.__name__[:-3]}", user=editor, dry_run=True)
    ) == {"created": 1}


def test_optional_columns_may_be_absent_and_id_is_passed_over(editor):
    few = (
        "service_number",
        "full_name",
        "date_of_birth",
        "sex",
        "commune_code",
        "position",
        "start_date",
        "id",
    )

    result = import_file(csv_of([row(id=7)], {key: key for key in few}), "a.csv", user=editor, dry_run=True)

    assert (classes(result), result.errors) == ({"created": 1}, ())


def test_an_unknown_column_is_named_and_the_rows_are_judged_all_the_same(editor):
    result = imported(editor, row(luong="5 triệu", rank="Tá"))

    assert [(e.row, e.column) for e in result.errors] == [(1, "luong"), (2, "rank")]
    assert "“luong”" in result.errors[0].message


def test_missing_columns_are_named(editor):
    result = import_file(csv_of([{"full_name": "Lò Văn Thành"}]), "a.csv", user=editor, dry_run=True)

    assert errors(result) == [
        (1, "service_number"), (1, "date_of_birth"), (1, "commune_code"), (1, "position"), (1, "start_date")
    ]  # fmt: skip
    assert result.rows == 0


def test_a_column_that_occurs_twice_is_an_error(editor):
    content = csv_of([row()]).replace(b"rank", "Ngày sinh".encode(), 1)

    assert errors(import_file(content, "a.csv", user=editor, dry_run=True)) == [(1, "date_of_birth")]


def test_data_under_an_empty_header_is_an_error(editor):
    content = csv_of([row()]).replace(b"\r\n", b",\r\n", 1).rstrip() + b",chu thich\r\n"

    assert errors(import_file(content, "a.csv", user=editor, dry_run=True)) == [(1, "")]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_blank_rows_are_skipped_and_still_numbered(editor, make):
    rows = [row(), {}, {"full_name": "  "}, other(rank="Tá")]

    result = import_file(make(rows, HEADERS), f"a.{make.__name__[:-3]}", user=editor, dry_run=True)

    assert (result.rows, errors(result)) == (2, [(5, "rank")])


def test_the_header_may_stand_below_blank_rows(editor):
    result = import_file(b"\n\n" + csv_of([row(rank="Tá")]), "a.csv", user=editor, dry_run=True)

    assert errors(result) == [(4, "rank")]


def test_spreadsheet_dates_and_codes_without_zeros(editor):
    cells = row(
        date_of_birth=date(1988, 4, 12), start_date=date(2020, 3, 1), commune_code=3162, decision_date=None
    )

    result = import_file(xlsx_of([cells]), "a.xlsx", user=editor, dry_run=True)

    assert (classes(result), result.errors) == ({"created": 1}, ())
    assert [(w.row, w.column, w.value) for w in result.warnings] == [(2, "commune_code", "3162")]
    assert "03162" in result.warnings[0].message


def test_a_number_without_a_date_format_is_no_date(editor):
    result = import_file(xlsx_of([row(start_date=43891)]), "a.xlsx", user=editor, dry_run=True)

    assert [(e.row, e.column, e.value) for e in result.errors] == [(2, "start_date", "43891")]


def test_a_truth_value_is_not_taken_for_the_number_1(editor):
    rows = [row(commune_code=1), other(commune_code=True)]

    result = import_file(xlsx_of(rows), "a.xlsx", user=editor, dry_run=True)

    assert result.errors[-1].value == "True"
    assert "5 chữ số" in result.errors[-1].message


def test_the_first_sheet_that_is_shown_is_read(editor):
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        hidden, shown = workbook.add_worksheet("Danh mục"), workbook.add_worksheet("Phân công")
        hidden.write_row(0, 0, ["a", "b"])
        hidden.hide()
        shown.activate()
        shown.set_first_sheet()
        shown.write_row(0, 0, row().keys())
        shown.write_row(1, 0, row().values())

    result = import_file(stream.getvalue(), "a.xlsx", user=editor, dry_run=True)

    assert classes(result) == {"created": 1}


@pytest.mark.parametrize("who", ["ministry", "auditor"])
def test_the_ministry_and_the_auditor_enter_no_postings(request, who):
    with pytest.raises(MayNotImport):
        imported(request.getfixturevalue(who))


def test_an_account_that_is_closed_imports_nothing(editor):
    editor.is_active = False

    with pytest.raises(MayNotImport):
        imported(editor)
