"""A file with errors is mended and written, by a provincial user in a real browser."""

import pytest

from deployment.models import Assignment, Officer, Receipt
from tests.deployment.files import HEADERS, other, row, xlsx_of


@pytest.fixture
def entry(in_hand, editor):
    return in_hand(editor)


def send(page, path):
    page.goto("/assignments/import/")
    page.get_by_label("Tệp .xlsx hoặc .csv").set_input_files(path)
    page.get_by_role("button", name="Tải lên và kiểm tra").click()


def test_the_field_for_a_file_speaks_the_language_of_the_page(entry, tmp_path):
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(b"x")
    entry.goto("/assignments/import/")
    said, field = entry.locator(".file-said"), entry.get_by_label("Tệp .xlsx hoặc .csv")
    assert said.inner_text().split("\n") == ["Chọn tệp", "Chưa chọn tệp"]

    with entry.expect_file_chooser() as chooser:
        field.click()  # it lies over the words
    chooser.value.set_files(path)
    assert "danh sách.xlsx" in said.inner_text()
    field.focus()
    entry.keyboard.press("Shift+Tab")
    entry.keyboard.press("Tab")
    assert said.evaluate("said => getComputedStyle(said).outlineStyle") == "solid"
    assert field.evaluate("field => getComputedStyle(field).opacity") == "0"


def test_a_file_with_errors_is_mended_and_written_and_taken_back(entry, tmp_path):
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(xlsx_of([row(date_of_birth="31/02/1988"), other(position="Phó CAX")], HEADERS))

    send(entry, path)
    alert = entry.get_by_role("alert")
    alert.get_by_text("Tệp có 2 lỗi ở 2 dòng. Chưa ghi dòng nào.").wait_for()
    assert "Dòng 3, Chức vụ" in alert.inner_text()
    with entry.expect_download() as download:
        entry.get_by_role("link", name="Tải tệp có ghi chú lỗi").click()
    assert download.value.suggested_filename == "loi-danh sách.xlsx"
    assert not Officer.objects.exists()

    path.write_bytes(xlsx_of([row(), other(position="Phó Trưởng Công an")], HEADERS))
    entry.get_by_role("link", name="Tải tệp đã sửa lên").click()
    send(entry, path)
    entry.get_by_role("button", name="Ghi 2 thay đổi").click()
    entry.get_by_role("heading", name="Đã ghi cả tệp: 2 trong 2 dòng có thay đổi").wait_for()
    assert Assignment.objects.count() == 2

    entry.goto("/")
    entry.get_by_role("link", name=Receipt.objects.get().label).click()
    entry.get_by_role("row", name="Lò Văn Thành").get_by_role("link", name="Xã Nậm Kè").wait_for()
    entry.get_by_role("link", name="Hoàn tác lần nhập này").click()
    assert Assignment.objects.count() == 2
    entry.get_by_role("button", name="Hoàn tác 2 thay đổi").click()
    entry.get_by_role("heading", name="Đã hoàn tác").wait_for()
    assert not Assignment.objects.exists()
