"""Where a file's header stands, and which of a workbook's sheets is read: as offices make them, and told."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from deployment.importing import reading
from deployment.importing.applying import import_file
from deployment.importing.result import FileRefused
from tests.deployment.files import HEADERS, classes, csv_of, errors, other, row, xlsx_of

pytestmark = pytest.mark.django_db
TITLE = ["DANH SÁCH CÁN BỘ, CHIẾN SĨ CÔNG AN XÃ"]
UNDER = ["(Kèm theo Công văn số 15/CAT, ngày 20/02/2020)"]


def book(*sheets):
    """A workbook of sheets: each its name, its rows, and whether it is hidden."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        for name, rows, hidden in sheets:
            sheet = workbook.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
            if hidden:
                sheet.hide()
    return stream.getvalue()


def cells(*rows):
    """The header's names, then the rows below it."""
    return [list(HEADERS.values()), *(list(values.values()) for values in rows)]


def dry(content, user, name="a.xlsx"):
    return import_file(content, name, user=user, dry_run=True)


def test_the_header_is_found_below_a_title_and_rows_keep_the_numbers_of_the_sheet(editor):
    content = book(("Phân công", [TITLE, UNDER, [], *cells(row(), other(sex="?"))], False))

    result = dry(content, editor)

    assert errors(result) == [(6, "sex")]
    assert result.notes == ("Tiêu đề cột ở dòng 4; không đọc các dòng phía trên.",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_under_a_title_with_commas_is_read_by_the_delimiter_of_its_header(editor, delimiter):
    title = f"{TITLE[0]}, NĂM 2020, ĐỢT 1\n\n".encode()

    result = dry(title + csv_of([row(), other(sex="?")], HEADERS, delimiter), editor, "a.csv")

    assert errors(result) == [(5, "sex")]


def test_a_header_that_lacks_a_column_is_still_found_below_the_title(editor):
    named = {key: header for key, header in HEADERS.items() if key != "position"}

    result = dry((TITLE[0] + "\n").encode() + csv_of([row()], named), editor, "a.csv")

    assert errors(result) == [(2, "position")]


def test_a_header_that_is_printed_twice_is_the_first(editor):
    content = book(("Phân công", [*cells(row()), *cells(other())], False))

    assert errors(dry(content, editor))[0][0] == 3


@pytest.mark.parametrize("numbers", ["({})", "{}"])
def test_a_row_of_the_columns_numbers_below_the_header_is_passed_over_and_told(editor, numbers):
    below = [numbers.format(place) for place in range(1, len(HEADERS) + 1)]
    names, *rows = cells(row(), other(sex="?"))

    result = dry(book(("Phân công", [TITLE, names, [], below, *rows], False)), editor)

    assert (errors(result), result.rows) == ([(6, "sex")], 2)
    assert result.notes[1:] == ("Bỏ qua dòng 4: chỉ có số thứ tự của các cột.",)


def test_a_row_that_holds_more_than_numbers_is_read(editor):
    result = dry(csv_of([dict.fromkeys(HEADERS, "(1)") | {"full_name": "Lò"}, row()]), editor, "a.csv")

    assert (result.notes, {number for number, _key in errors(result)}) == ((), {2})


def test_no_row_of_known_names_is_refused_in_one_sentence_that_says_what_is_looked_for(editor):
    with pytest.raises(FileRefused, match="Không thấy dòng tiêu đề trong 20 dòng đầu") as refused:
        dry(book(("A", [TITLE, ["STT", "Đơn vị"], [1, "Xã Nậm Kè"]], False)), editor)

    assert "Số hiệu, Họ và tên, Ngày sinh, Mã xã, Chức vụ, Từ ngày" in str(refused.value)


def test_two_rows_that_could_each_be_the_header_are_refused_in_one_sentence(editor):
    halves = [["Số hiệu", "Họ và tên", "x"], ["Mã xã", "Chức vụ", "y"], ["1", "2", "3"]]

    with pytest.raises(FileRefused, match="dòng 1 hay dòng 2"):
        dry(book(("A", halves, False)), editor)


def test_a_header_further_down_than_twenty_rows_is_not_looked_for(editor):
    with pytest.raises(FileRefused, match="20 dòng đầu"):
        dry(book(("A", [*[TITLE] * 20, *cells(row())], False)), editor)


def test_sheets_that_hold_data_and_are_not_read_are_named(editor):
    content = book(
        ("Huyện Mường Nhé", cells(row()), False),
        ("Huyện Nậm Pồ", cells(other()), False),
        ("Cũ", [["x"], ["y"]], True),
        ("Trang trống", [], False),
        ("Hướng dẫn", [["Cách dùng"]], False),
    )

    result = dry(content, editor)

    assert classes(result) == {"created": 1}
    assert result.notes == (
        "Chỉ đọc trang tính “Huyện Mường Nhé”. Không đọc: “Huyện Nậm Pồ” (2 dòng), “Cũ” (2 dòng, đang ẩn).",
    )


def test_the_sheet_with_the_header_is_read_where_the_first_has_none(editor):
    content = book(("Bìa", [TITLE, ["Năm 2020"]], False), ("Phân công", cells(row()), False))

    result = dry(content, editor)

    assert classes(result) == {"created": 1}
    assert result.notes == ("Chỉ đọc trang tính “Phân công”. Không đọc: “Bìa” (2 dòng).",)


def test_no_sheet_is_parsed_twice(editor, monkeypatch):
    asked = []

    class Counting:
        def __init__(self, workbook):
            self.sheets_metadata, self.workbook = workbook.sheets_metadata, workbook

        @classmethod
        def from_filelike(cls, file):
            return cls(CalamineWorkbook.from_filelike(file))

        def get_sheet_by_name(self, name):
            asked.append(name)
            return self.workbook.get_sheet_by_name(name)

    monkeypatch.setattr(reading, "CalamineWorkbook", Counting)
    dry(book(("Phân công", cells(row()), False), ("Hướng dẫn", [["Cách dùng"]], False)), editor)

    assert sorted(asked) == ["Hướng dẫn", "Phân công"]


def test_a_file_as_the_template_makes_it_is_told_nothing(editor):
    assert dry(xlsx_of([row()]), editor).notes == ()
    assert dry(b"\n\n" + csv_of([row()]), editor, "a.csv").notes == ()


def test_the_preview_says_which_row_and_which_sheet_were_read_and_the_file_comes_back_by_them(client, editor):
    client.force_login(editor)
    content = book(("Mới", [TITLE, *cells(row(sex="?"))], False), ("Cũ", cells(other()), False))

    page = client.post("/assignments/import/", {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True)
    shown, address = page.content.decode(), f"/assignments/import/{page.context['upload'].pk}/errors.csv"
    lines = client.get(address).content.decode("utf-8-sig").splitlines()

    assert "Tiêu đề cột ở dòng 2; không đọc các dòng phía trên." in shown
    assert "Không đọc: “Cũ” (2 dòng)." in shown
    assert lines[0].rstrip(",") == f'"{TITLE[0]}"'
    assert lines[1].startswith("Số hiệu,")
    assert lines[1].endswith(",Lỗi và cách sửa")
    assert "Ghi một trong: Nam, Nữ." in lines[2]
