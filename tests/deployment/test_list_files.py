"""A filtered list taken away as .xlsx or .csv."""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from communes.models import Commune
from deployment.choices import Post
from deployment.models import Officer
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
HEADER_ROW = 8


def taken(client, name, **query):
    response = client.get(f"/lists/{name}", {"as_of": "2021-05-31"} | query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def csv_rows(client, name, **query):
    return list(csv.reader(io.StringIO(taken(client, f"{name}.csv", **query).decode("utf-8-sig"))))


def sheet(client, name, **query):
    return load_workbook(io.BytesIO(taken(client, f"{name}.xlsx", **query))).active


def test_the_file_has_the_rows_of_all_pages_in_the_order_of_the_page(as_editor, commune):
    for number in range(60):
        OfficerFactory(full_name=f"Lò Văn {chr(65 + number % 26)}n")
    OfficerFactory(full_name="Vàng A Xa")

    rows = csv_rows(as_editor, "officers", q="lo van", sort="-full_name", per_page="50", page="2")

    assert rows[0][:2] == ["Họ và tên", "Số hiệu"]
    assert len(rows) == 61
    names = as_editor.get("/officers/", {"q": "lo van", "sort": "-full_name"}).context["table"]
    assert [row[0] for row in rows[1:51]] == [row.record.full_name for row in names.paginated_rows]


def test_the_workbook_says_what_it_is_and_keeps_its_header_in_sight(as_editor, commune):
    AssignmentFactory(commune=commune, post=Post.CHIEF, officer__full_name="Giàng A Chứ")

    page = sheet(as_editor, "officers", post="chief", q="giang")

    context = [page.cell(row, 1).value for row in range(1, HEADER_ROW - 1)]
    assert context[0] == "Cán bộ"
    assert context[1] == "Số liệu đến hết ngày: 31/5/2021"
    assert context[3] == "Bộ lọc: Họ tên, số hiệu hoặc nơi công tác: giang; Chức vụ: Trưởng Công an"
    assert context[5].startswith("Người tải, thời điểm: editor-11, ")
    assert page.freeze_panes == f"B{HEADER_ROW + 1}"
    assert [page.cell(HEADER_ROW, n).value for n in (1, 2)] == ["Họ và tên", "Số hiệu"]
    assert page.cell(HEADER_ROW + 1, 1).value == "Giàng A Chứ"
    assert datetime(2020, 1, 1) in [cell.value for cell in page[HEADER_ROW + 1]]  # noqa: DTZ001


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_is_never_a_formula(as_editor, start):
    OfficerFactory(full_name=f"{start}1+1 Lò")

    assert csv_rows(as_editor, "officers")[1][0] == f"'{start}1+1 Lò"
    cell = sheet(as_editor, "officers").cell(HEADER_ROW + 1, 1)
    assert (cell.value, cell.data_type) == (f"{start}1+1 Lò", "s")


def test_the_columns_are_those_chosen_and_who_it_is(as_editor, commune):
    AssignmentFactory(commune=commune, ends_on=date(2021, 3, 1))
    as_editor.post("/lists/assignments/columns/", {"column": ["ends_on"]})

    assert csv_rows(as_editor, "assignments") == [
        ["Họ và tên", "Số hiệu", "Mã xã", "Đến ngày"],
        [Officer.objects.get().full_name, Officer.objects.get().service_number, "03162", "2021-02-28"],
    ]


def test_communes_are_told_with_code_and_verdict(as_editor, commune):
    AssignmentFactory(commune=commune)

    header, row = csv_rows(as_editor, "communes", q="03162")

    told = dict(zip(header, row, strict=True))
    assert (told["Mã"], told["Cán bộ"], told["Thiếu"], told["Kết luận"]) == (
        "03162",
        "1",
        "4",
        "Thiếu cán bộ",
    )


def test_a_province_takes_its_own_alone(as_editor):
    AssignmentFactory(commune=Commune.objects.get(code="00376"), officer__full_name="Của Hà Nội")
    AssignmentFactory(officer__full_name="Của Điện Biên")

    for name in ("officers", "assignments"):
        for query in ({}, {"province": "01"}, {"q": "ha noi"}):
            assert "Của Hà Nội" not in str(csv_rows(as_editor, name, **query))
    assert len(csv_rows(as_editor, "communes", province="01")) == 121


def test_an_empty_list_is_a_file_with_its_header(as_editor):
    assert len(csv_rows(as_editor, "assignments")) == 1
    assert sheet(as_editor, "assignments").max_row == HEADER_ROW


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("officers.pdf", 404), ("users.csv", 404), ("officers.csv?rank=99", 400),
        ("officers.xlsx?as_of=31/2/2021", 400), ("assignments.csv?started_from=x", 400),
    ],
)  # fmt: skip
def test_what_makes_no_sense_gives_no_file(as_editor, address, status):
    assert as_editor.get(f"/lists/{address}").status_code == status


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(as_editor, monkeypatch):
    monkeypatch.setattr("deployment.list_files.MOST_SHEET_ROWS", 8)
    OfficerFactory.create_batch(2)

    response = as_editor.get("/lists/officers.xlsx")

    assert response.status_code == 400
    assert "hãy tải .csv" in response.content.decode()


def test_files_are_not_stored_on_the_way(as_editor):
    response = as_editor.get("/lists/officers.csv")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="officers-')
    response.close()


@pytest.fixture
def awaited(commune):
    """Who begins on 1/7/2021, and who holds a post until then: names, and what is told of both."""
    elsewhere = Commune.objects.get(code="03160")
    begins = AssignmentFactory(commune=commune, starts_on=date(2021, 7, 1), officer__full_name="Lò Văn Mới")
    held = AssignmentFactory(commune=commune, ends_on=date(2021, 7, 1), officer__full_name="Lò Văn Cũ")
    AssignmentFactory(officer=held.officer, commune=elsewhere, post=Post.DEPUTY, starts_on=date(2021, 7, 1))
    OfficerFactory(full_name="Lò Văn Không")
    return {
        begins.officer.full_name: f"từ 1/7/2021: Công an viên, {commune.name}",
        held.officer.full_name: f"từ 1/7/2021: Phó Trưởng Công an, {elsewhere.name}",
        "Lò Văn Không": "",
    }


def test_a_posting_that_begins_later_is_told_on_the_list_and_in_its_files(as_editor, awaited):
    header, *rows = csv_rows(as_editor, "officers", q="lo van")
    page = as_editor.get("/officers/", {"as_of": "2021-05-31", "q": "lo van"}).content.decode()

    assert {row[0]: row[header.index("Bố trí sắp tới")] for row in rows} == awaited
    assert all(words in page for words in awaited.values())
    assert page.count("Chưa đến ngày nhận việc") == 1
    assert page.count("</svg>Chưa được bố trí</span>") == 1


def test_no_posting_of_another_province_is_told_before_it_begins(as_editor, dien_bien):
    officer = OfficerFactory(full_name="Lò Văn Đi")
    AssignmentFactory(officer=officer, commune=Commune.objects.get(code="00376"), starts_on=date(2021, 7, 1))

    header, row = csv_rows(as_editor, "officers", q="lo van di")

    assert row[header.index("Bố trí sắp tới")] == ""
