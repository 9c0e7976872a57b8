"""The import as its user walks through it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from accounts.models import Role, User
from communes.models import Commune, Province
from deployment.models import Assignment, Receipt, Work
from tests.deployment.files import NA_TAU, WINTER, csv_of, imported, other, row
from tests.deployment.uploading import IMPORT, confirm, send, text
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


def test_nothing_is_written_before_it_is_confirmed_and_then_all_of_it(entry):
    page = send(entry, csv_of([row(), other()]))
    before = Assignment.objects.count()
    receipt = confirm(entry, page)

    assert (page.context["preview"].counts, before) == ({"created": 2}, 0)
    assert Assignment.objects.count() == 2
    assert "Đã ghi cả tệp: 2 trong 2 dòng có thay đổi" in text(receipt)
    assert receipt.context["receipt"].label in text(entry.get("/"))


def test_a_confirmation_sent_twice_writes_once(entry):
    page = send(entry, csv_of([row()]))

    first, second = confirm(entry, page), confirm(entry, page)

    assert first.context["receipt"] == second.context["receipt"]
    assert Receipt.objects.count() == 1


def test_what_changes_of_an_officer_shows_once_at_the_row_that_says_it(entry, editor):
    imported(editor, row())
    ended, moved = row(end_date="30/11/2020"), row(**NA_TAU, **WINTER, rank="Thiếu tá")

    page = send(entry, csv_of([ended, moved]))
    preview = page.context["preview"]

    assert [(line.outcome, line.detail, line.officer_changes) for line in preview.lines] == [
        ("ended", "Đến ngày: trống → 30/11/2020", ""),
        ("created", "", "Cấp bậc hàm: Đại úy → Thiếu tá"),
    ]
    assert "Cấp bậc hàm: Đại úy → Thiếu tá" in text(page)


def test_postings_without_a_decision_are_told_of_before_they_are_written(entry):
    told = "1 lần bố trí trong tệp chưa ghi số quyết định"

    page = send(entry, csv_of([row(decision_number=""), other()]))

    assert told in text(page)
    assert "Bấm vào một số để xem các dòng của loại đó." in text(page)
    assert page.context["preview"].warnings == ()
    assert "chưa ghi số quyết định" not in text(send(entry, csv_of([row(), other()])))


def test_what_others_wrote_meanwhile_is_shown_before_anything_is_written(entry, editor):
    page = send(entry, csv_of([row()]))
    imported(editor, row())

    again = confirm(entry, page)

    assert "Dữ liệu đã thay đổi từ lúc xem trước" in text(again)
    assert again.context["preview"].counts == {"unchanged": 1}
    assert Receipt.objects.count() == 1


def test_a_file_equal_to_what_is_stored_offers_nothing_to_write(entry):
    AssignmentFactory(commune=Commune.objects.get(code="03162"))
    template = entry.get(f"{IMPORT}template.xlsx")

    page = send(entry, template.content, "mẫu.xlsx")

    assert page.context["preview"].counts == {"unchanged": 1}
    assert "không có gì để ghi" in text(page)


def test_the_template_guides_who_fills_it_in(entry):
    AssignmentFactory(commune=Commune.objects.get(code="03162"))
    AssignmentFactory(commune=Commune.objects.exclude(province__code="11").first())
    workbook = CalamineWorkbook.from_filelike(BytesIO(entry.get(f"{IMPORT}template.xlsx").content))

    rows = workbook.get_sheet_by_name("Phân công").to_python()

    assert workbook.sheet_names == ["Phân công", "Hướng dẫn"]
    guide = dict(workbook.get_sheet_by_name("Hướng dẫn").to_python())
    assert guide["Bắt buộc"].startswith("Số hiệu, Họ và tên, Ngày sinh, Mã xã, Chức vụ, Từ ngày phải có")
    assert "ngày sinh" in guide["Điều chuyển"]
    assert guide["Ô để trống"].startswith("Giới tính, Cấp bậc hàm: giữ giá trị đang lưu.")
    assert [cells[6] for cells in rows] == ["Mã xã", "03162"]


def test_a_name_is_shown_and_never_a_path(entry):
    page = send(entry, csv_of([row()]), "..\\..\\a\u202egpj.csv")

    assert page.context["upload"].name == "agpj.csv"


def test_a_long_file_is_the_workers_to_check(entry):
    rows = [row(service_number=f"{number:06d}-000") for number in range(1001)]
    answer = entry.post(IMPORT, {"file": SimpleUploadedFile("dài.csv", csv_of(rows))})

    assert answer.url == f"/work/{Work.objects.get().pk}/"


def test_receipts_end_at_the_province(client, editor, ministry, auditor):
    imported(editor, row())
    receipt = Receipt.objects.get()
    elsewhere = User.objects.create_user(
        "editor-01", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="01")
    )
    got = {}
    for user in (editor, elsewhere, ministry, auditor):
        client.force_login(user)
        pages = (IMPORT, "/assignments/receipts/", f"/assignments/receipts/{receipt.pk}/")
        got[user.username] = [client.get(page).status_code for page in pages]
        got[user.username] += [client.post(f"{pages[2]}revert/").status_code]
        got[user.username] += [receipt.label in text(client.get(pages[1]))]
        found = client.get("/search/", {"q": receipt.label.lower()}).content.decode()
        assert (pages[2] in found) == got[user.username][-1]

    assert got == {
        "editor-11": [200, 200, 200, 302, True],
        "editor-01": [200, 200, 404, 404, False],
        "ministry": [403, 200, 200, 403, True],
        "auditor": [403, 200, 200, 403, True],
    }


def test_an_upload_is_its_users_alone(client, entry, editor, approver):
    page = send(entry, csv_of([row()]))
    address = f"{IMPORT}{page.context['upload'].pk}/"
    client.force_login(approver)

    got = [client.get(address), client.post(f"{address}confirm/"), client.get(f"{address}errors.csv")]

    assert [answer.status_code for answer in got] == [404, 404, 404]


def test_a_file_not_yet_written_is_found_again_by_who_sent_it_alone(client, entry, approver):
    page = send(entry, csv_of([row()]), "đợt 1.csv")
    rows = [row(service_number=f"{number:06d}-000") for number in range(1001)]
    entry.post(IMPORT, {"file": SimpleUploadedFile("dài.csv", csv_of(rows))})
    work = Work.objects.get()

    def found():
        return [(f.name, f.address, f.words) for f in entry.get(IMPORT).context["unfinished"]]

    checked = ("đợt 1.csv", f"{IMPORT}{page.context['upload'].pk}/", "Đã kiểm tra, chưa ghi")
    waiting = ("dài.csv", f"/work/{work.pk}/", "Đang chờ")
    assert found() == [waiting, checked]
    assert "Tệp đã tải lên, chưa ghi" in text(entry.get(IMPORT))
    assert entry.get("/trainings/import/").context["unfinished"] == []

    confirm(entry, page)
    assert found() == [waiting]

    client.force_login(approver)
    assert client.get(IMPORT).context["unfinished"] == []


def test_queries_do_not_grow_with_the_rows(entry, django_assert_max_num_queries):
    page = send(entry, csv_of([row(service_number=f"{number:06d}-000") for number in range(300)]))

    with django_assert_max_num_queries(12):
        entry.get(f"{IMPORT}{page.context['upload'].pk}/?page=2")


def test_the_receipt_tells_how_many_postings_were_recorded_without_a_decision(entry):
    page = send(entry, csv_of([row(decision_number=""), other()]))
    shown = text(confirm(entry, page))

    assert page.context["preview"].undecided == 1
    assert "1 lần bố trí ghi trong lần nhập này chưa có số quyết định" in shown

    decided = text(confirm(entry, send(entry, csv_of([row()]))))
    assert "chưa có số quyết định" not in decided
