"""The import as its user walks through it."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from accounts.models import Role, User
from communes.models import Commune, Province
from deployment.choices import Post
from deployment.importing.columns import NOTE
from deployment.models import Assignment, Dataset, Officer, Receipt, Upload, Work
from tests.deployment.files import NA_TAU, WINTER, csv_of, imported, other, row, xlsx_of
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
IMPORT = "/assignments/import/"


@pytest.fixture
def entry(client, editor):
    client.force_login(editor)
    return client


def send(client, content, name="tệp.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(client, page):
    return client.post(f"{IMPORT}{page.context['upload'].pk}/confirm/", follow=True)


def text(response):
    return response.content.decode()


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


def test_the_effect_on_the_rule_is_told_and_nothing_is_written(entry, commune):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    AssignmentFactory.create_batch(4, commune=commune)
    AssignmentFactory.create_batch(1, commune=commune, post=Post.CHIEF, ends_on=date(2021, 3, 1))
    chief = row(position="Trưởng Công an", start_date="01/03/2021")

    shifts = send(entry, csv_of([chief])).context["preview"].shifts

    assert [(s.code, s.before, s.after, s.officers_before, s.officers_after) for s in shifts] == [
        ("03162", "below_minimum", "compliant", 4, 5)
    ]
    assert Assignment.objects.count() == 5


def test_a_commune_that_changes_in_number_alone_is_told_after_those_that_change_in_verdict(entry, commune):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    other_one = Commune.objects.get(code="03316")
    AssignmentFactory.create_batch(3, commune=commune)
    AssignmentFactory.create_batch(4, commune=other_one)
    AssignmentFactory(commune=other_one, post=Post.CHIEF)
    leaves = Assignment.objects.filter(commune=other_one, post=Post.MEMBER).first()
    moved = row(
        service_number=leaves.officer.service_number,
        full_name=leaves.officer.full_name,
        date_of_birth=leaves.officer.date_of_birth.isoformat(),
        sex="",
        start_date="01/05/2021",
    )

    page = send(entry, csv_of([moved]))

    shifts = page.context["preview"].shifts
    assert [(s.code, s.officers_before, s.officers_after, s.changes, s.starts) for s in shifts] == [
        ("03316", 5, 4, True, False),
        ("03162", 3, 4, False, False),
    ]
    assert "0 xã bắt đầu đạt, 1 xã thôi đạt yêu cầu." in text(page)


def test_a_long_list_of_communes_is_cut_and_says_how_many_more(entry):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    communes = Commune.objects.filter(province__code="11", kind="xa").order_by("code")[:53]
    rows = [
        row(service_number=f"{number:06d}-000", commune_code=commune.code, commune_name="")
        for number, commune in enumerate(communes)
    ]

    assert "và 3 xã khác" in text(send(entry, csv_of(rows)))


def test_the_effect_of_what_begins_later_is_told_for_its_first_day(entry, commune):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)
    AssignmentFactory.create_batch(3, commune=commune)
    AssignmentFactory(commune=commune, post=Post.CHIEF)

    page = send(entry, csv_of([row(start_date="15/06/2021")]))

    preview = page.context["preview"]
    assert (preview.day, [shift.after for shift in preview.shifts]) == (date(2021, 6, 15), ["compliant"])
    assert "ngày 15/6/2021" in text(page)
    assert '/communes/03162/?as_of=2021-06-15"' in text(page)


def test_postings_without_a_decision_are_told_of_before_they_are_written(entry):
    told = "1 lần bố trí trong tệp chưa ghi số quyết định"

    page = send(entry, csv_of([row(decision_number=""), other()]))

    assert told in text(page)
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
