"""Training from files and back: judged whole, written whole, taken back whole, given cell for cell."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from communes.calendar import today
from communes.models import Province
from deployment.choices import Course, ImportKind
from deployment.importing.applying import import_file
from deployment.importing.columns import TRAINING_COLUMNS
from deployment.importing.obstacles import RevertRefused
from deployment.importing.result import FileRefused
from deployment.importing.reverting import revert
from deployment.models import Officer, Receipt, Training, Upload
from tests.deployment.files import classes, csv_of, errors, xlsx_of
from tests.factories import AssignmentFactory, OfficerFactory, TrainingFactory

pytestmark = pytest.mark.django_db
IMPORT = "/trainings/import/"
HEADERS = {column.key.value: column.header for column in TRAINING_COLUMNS}


@pytest.fixture
def officer():
    return OfficerFactory(service_number="123456-789", full_name="Lò Văn Thành")


def row(**cells):
    return {
        "service_number": "123456-789", "full_name": "Lò Văn Thành", "course": "Bồi dưỡng nghiệp vụ",
        "completed_on": "01/03/2021", "certificate_number": "15/CN", "remark": "Khóa 3",
    } | cells  # fmt: skip


def imported(user, *rows, dry_run=False, name="tệp.csv", content=None):
    content = content or csv_of(list(rows))
    return import_file(content, name, user=user, dry_run=dry_run, kind=ImportKind.TRAININGS)


def send(client, content, name="tệp.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)}, follow=True)


def stored():
    return list(
        Training.objects.order_by("id").values_list("course", "completed_on", "certificate_number", "remark")
    )


def test_a_file_is_previewed_confirmed_and_taken_back(entry, editor, officer):
    TrainingFactory(officer=officer, completed_on=date(2021, 3, 1), certificate_number="cũ")
    before = stored()

    page = send(entry, csv_of([row(), row(course="law"), row(completed_on="2021-04-30", remark="")]))
    assert page.context["preview"].counts == {"updated": 1, "created": 2}
    assert stored() == before
    words = page.content.decode()
    assert (
        "Số chứng chỉ, chứng nhận: cũ → 15/CN"
        in entry.get("?".join((page.redirect_chain[-1][0], "show=updated"))).content.decode()
    )
    assert "Ảnh hưởng tới yêu cầu" not in words

    receipt = entry.post(f"/assignments/import/{page.context['upload'].pk}/confirm/", follow=True)
    assert len(stored()) == 3
    assert "Đào tạo, bồi dưỡng" in receipt.content.decode()
    assert receipt.context["receipt"].province == editor.province

    entry.post(f"/assignments/receipts/{receipt.context['receipt'].pk}/revert/")
    assert stored() == before


def test_the_same_file_again_changes_nothing_and_an_absent_column_stays(editor, officer):
    imported(editor, row(), row(course="Tiếng dân tộc"))

    assert classes(imported(editor, row(), row(course="TIẾNG DÂN TỘC"))) == {"unchanged": 2}
    less = {key: row()[key] for key in ("service_number", "course", "completed_on")}
    assert classes(imported(editor, less)) == {"unchanged": 1}
    emptied = imported(editor, row(certificate_number="", remark=""))
    assert classes(emptied) == {"updated": 1}
    assert [problem.column for problem in emptied.warnings] == ["certificate_number", "remark"]
    assert stored()[0] == (Course.PROFESSIONAL, date(2021, 3, 1), "", "")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"service_number": "123456-780"}, "service_number"),
        ({"service_number": "12345"}, "service_number"),
        ({"full_name": "Lò Văn Khác"}, "full_name"),
        ({"course": "Nấu ăn"}, "course"),
        ({"course": ""}, "course"),
        ({"completed_on": "31/02/2021"}, "completed_on"),
        ({"completed_on": "1/3/21"}, "completed_on"),
        ({"completed_on": "12/25/2020"}, "completed_on"),
        ({"completed_on": ""}, "completed_on"),
        ({"completed_on": "01/03/2001"}, "completed_on"),
        ({"completed_on": (today() + timedelta(days=1)).isoformat()}, "completed_on"),
        ({"certificate_number": "x" * 61}, "certificate_number"),
        ({"remark": "x" * 301}, "remark"),
        ({"bonus": "1"}, "bonus"),
    ],
)
def test_one_wrong_cell_stops_the_whole_file(editor, officer, cells, column):
    result = imported(
        editor, row(course="law") | dict.fromkeys(cells.keys() - row().keys(), ""), row(**cells)
    )

    assert column in {found for _number, found in errors(result)}
    assert not Training.objects.exists()
    assert not Receipt.objects.exists()


def test_a_row_twice_is_warned_of_and_two_that_differ_are_an_error(editor, officer):
    assert classes(imported(editor, row(), row(), dry_run=True)) == {"created": 1, "unchanged": 1}
    assert errors(imported(editor, row(), row(remark="khác"))) == [(3, "completed_on")]
    assert not Training.objects.exists()


def test_officers_of_another_province_do_not_exist_for_the_file(editor):
    OfficerFactory(
        service_number="123456-789", full_name="Lò Văn Thành", province=Province.objects.get(code="01")
    )

    result = imported(editor, row(full_name="Lộ Tên"))

    assert errors(result) == [(2, "service_number")]
    assert "Lò Văn Thành" not in result.errors[0].message


def test_who_once_served_here_is_trained_by_the_province_that_manages_them(editor, officer):
    """The database shows a former officer's name to the province; it writes nothing of theirs."""
    AssignmentFactory(officer=officer, ends_on=date(2021, 1, 1))
    Officer.objects.filter(pk=officer.pk).update(province=Province.objects.get(code="01"))

    assert errors(imported(editor, row())) == [(2, "service_number")]


def test_who_enters_nothing_imports_nothing_and_reads_the_file(client, ministry, editor, officer):
    TrainingFactory(officer=officer)
    elsewhere = OfficerFactory(province=Province.objects.get(code="01"), full_name="Tuyệt Mật")
    TrainingFactory(officer=elsewhere)
    client.force_login(ministry)

    assert send(client, csv_of([row()])).status_code == 403
    assert client.get(f"{IMPORT}template.xlsx?province=11").status_code == 403
    whole, own = (
        b"".join(client.get(f"/trainings/export.csv{query}")).decode() for query in ("", "?province=11")
    )
    assert "Tuyệt Mật" in whole
    assert "Tuyệt Mật" not in own
    client.force_login(editor)
    assert "Tuyệt Mật" not in b"".join(client.get("/trainings/export.csv?province=01")).decode()
    assert client.get("/trainings/export.pdf").status_code == 404


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_what_is_exported_comes_back_unchanged_cell_for_cell(entry, editor, officer, extension):
    TrainingFactory(officer=officer, certificate_number="=1+1", remark='\'+ghi chú, "lạ" 2')
    TrainingFactory(officer=officer, course=Course.LANGUAGE, certificate_number="", completed_on=today())
    TrainingFactory(officer=officer, course=Course.OTHER, certificate_number="007")

    content = b"".join(entry.get(f"/trainings/export.{extension}"))
    again = imported(editor, content=content, name=f"a.{extension}")

    assert (again.errors, classes(again)) == ((), {"unchanged": 3})


def test_the_template_holds_what_is_recorded_and_is_taken_back(entry, editor, officer):
    TrainingFactory(officer=officer)

    content = entry.get(f"{IMPORT}template.xlsx").content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Bồi dưỡng").to_python()

    assert rows[0] == [*HEADERS.values(), "id"]
    assert rows[1][:4] == ["123456-789", "Lò Văn Thành", "Bồi dưỡng nghiệp vụ", date(2020, 3, 1)]
    assert classes(imported(editor, content=content, name="a.xlsx")) == {"unchanged": 1}


def test_vietnamese_headers_and_date_cells_are_read(editor, officer):
    content = xlsx_of([row(completed_on=date(2021, 3, 1))], HEADERS)

    assert classes(imported(editor, content=content, name="a.xlsx")) == {"created": 1}
    assert stored() == [(Course.PROFESSIONAL, date(2021, 3, 1), "15/CN", "Khóa 3")]


def test_a_file_of_the_wrong_kind_or_none_is_refused_with_a_word(editor, officer, entry):
    with pytest.raises(FileRefused):
        imported(editor, content=b"PK\x03\x04broken", name="a.xlsx")
    with pytest.raises(FileRefused):
        imported(editor, content=b"\n\n", name="a.csv")
    result = imported(editor, content=csv_of([{"service_number": "123456-789", "position": "chief"}]))
    assert {column for _row, column in errors(result)} == {"position", "course", "completed_on"}
    assert send(entry, b"x", "a.pdf").status_code == 422


def test_an_import_changed_since_is_not_taken_back(editor, officer):
    imported(editor, row())
    receipt = Receipt.objects.get()
    Training.objects.update(remark="sửa sau")

    with pytest.raises(RevertRefused) as refusal:
        revert(receipt=receipt, user=editor)

    assert "Lò Văn Thành" in refusal.value.obstacles[0].officer
    assert Training.objects.count() == 1
    Training.objects.update(remark="Khóa 3")
    revert(receipt=receipt, user=editor)
    assert not Training.objects.exists()


def test_an_import_whose_officer_has_left_the_province_is_not_half_taken_back(entry, editor, officer):
    imported(editor, row(), row(course="law"))
    receipt = Receipt.objects.get()
    officer.province = Province.objects.get(code="01")
    officer.save(update_fields=["province"])

    answer = entry.post(f"/assignments/receipts/{receipt.pk}/revert/")

    assert answer.status_code == 409
    assert Training.objects.count() == 2


def test_the_wrong_cells_come_back_marked(entry, officer):
    page = send(entry, csv_of([row(course="Nấu ăn")]))

    got = entry.get(f"/assignments/import/{page.context['upload'].pk}/errors.xlsx").content
    sheet = CalamineWorkbook.from_filelike(BytesIO(got)).get_sheet_by_index(0)
    assert sheet.name == "Bồi dưỡng"
    assert "Ghi một trong: Bồi dưỡng nghiệp vụ" in sheet.to_python()[1][-1]
    assert Upload.objects.get().kind == ImportKind.TRAININGS
