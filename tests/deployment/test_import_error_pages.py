"""What the import finds wrong with a file: listed, put beside the rows, or refused on the spot."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from deployment.importing.columns import NOTE
from deployment.models import Officer, Upload
from tests.deployment.files import csv_of, other, row, xlsx_of
from tests.deployment.uploading import IMPORT, confirm, send, text

pytestmark = pytest.mark.django_db


def test_all_errors_are_listed_with_row_column_value_why_and_how(entry):
    page = send(entry, csv_of([row(commune_code="03126"), other(sex="?", position="Phó CAX")]))

    shown = text(page)
    assert "Tệp có 3 lỗi ở 2 dòng. Chưa ghi dòng nào." in shown
    for words in ("03126", "Có phải là 03162 (Xã Nậm Kè)", "Phó CAX", "Ghi một trong: Trưởng Công an"):
        assert words in shown
    assert confirm(entry, page).status_code == 409
    assert not Officer.objects.exists()


def test_a_name_that_does_not_fit_its_code_is_answered_with_the_one_that_does(entry):
    page = send(entry, csv_of([row(commune_name="Xã Mường Nhé")]))

    assert page.context["preview"].errors[0].mend == "Có phải là 03160 (Xã Mường Nhé)?"


def test_the_same_file_comes_back_with_a_column_of_errors(entry):
    bad = [row(full_name="=1+1", commune_code=3162.0, date_of_birth=date(1988, 4, 12)), other(sex="?")]
    page = send(entry, xlsx_of(bad), "danh sách.xlsx")
    got = entry.get(f"{IMPORT}{page.context['upload'].pk}/errors.xlsx")

    rows = CalamineWorkbook.from_filelike(BytesIO(got.content)).get_sheet_by_index(0).to_python()
    assert "danh%20s%C3%A1ch.xlsx" in got["Content-Disposition"]
    assert rows[0][-1] == NOTE
    assert (rows[1][1], rows[1][2], rows[1][6], rows[1][-1]) == ("=1+1", date(1988, 4, 12), 3162.0, "")
    assert rows[2][-1].startswith("Giới tính: Không có giới tính này.")
    assert "Ghi một trong: Nam, Nữ." in rows[2][-1]
    guide = CalamineWorkbook.from_filelike(BytesIO(got.content)).get_sheet_by_name("Hướng dẫn").to_python()
    assert ["Giới tính", "Nam, Nữ"] in guide

    rows[1][6], rows[2][3] = 3162, "Nam"
    mended = csv_of([dict(enumerate(cells)) for cells in rows[1:]], headers=dict(enumerate(rows[0])))
    again = send(entry, mended)
    assert (again.context["preview"].errors, again.context["preview"].counts) == ((), {"created": 2})


def test_the_file_comes_back_as_csv_with_text_that_stays_text(entry):
    page = send(entry, csv_of([row(full_name="=HYPERLINK(1)", sex="?")]))
    got = entry.get(f"{IMPORT}{page.context['upload'].pk}/errors.csv").content.decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in got
    assert NOTE in got.splitlines()[0]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"x" * 12_000_000, "to.csv", "10 MB"),
        (b"", "trống.csv", "trống"),
        (b"PK\x03\x04", "hỏng.xlsx", "hỏng"),
        (b"x", "../../etc/passwd", ".xlsx hoặc .csv"),
        ("số\n".encode("utf-16"), "a.csv", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_on_the_spot(entry, content, name, words):
    answer = entry.post(IMPORT, {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert words in text(answer)
    assert not Upload.objects.exists()


def test_no_file_at_all_is_said(entry):
    answer = entry.post(IMPORT)

    assert (answer.status_code, "Hãy chọn một tệp." in text(answer)) == (422, True)
