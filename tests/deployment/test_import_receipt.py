"""The receipt of an import tells what was written: whom, where, and what changed."""

from dataclasses import replace
from datetime import date

import pytest

from deployment.importing.changes import Changes
from deployment.importing.reverting import revert
from deployment.importing.telling import AllTold
from deployment.models import Officer, Receipt
from tests.deployment.files import NA_TAU, WINTER, imported, other, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(editor, stored):
    """One is moved with a new rank, one is new, one is ended, one gets another name, one stays."""
    third = {"service_number": "333333-444", "full_name": "Vàng Thị Mỷ", "date_of_birth": "03/04/1991"}
    fourth = {"service_number": "444444-555", "full_name": "Quàng Văn Ón", "date_of_birth": "05/06/1992"}
    stays = row(service_number="555555-666", full_name="Giàng A Páo", date_of_birth="07/08/1993")
    imported(editor, row(**third), row(**fourth), stays)
    rows = [
        row(**NA_TAU, **WINTER, rank="Thiếu tá"),
        other(position="Trưởng Công an"),
        row(**third, end_date="31/05/2021"),
        row(**fourth | {"full_name": "Quàng Văn Ôn"}),
        stays,
    ]
    assert not imported(editor, *rows).errors
    return Receipt.objects.first()


def facts(told):
    return [
        (line.row, line.outcome, line.officer.name, line.commune and line.commune[1],
         line.left and line.left[1], line.what, line.first_day, line.details)
        for line in told
    ]  # fmt: skip


WROTE = [
    (2, "Điều chuyển", "Lò Văn Thành", "Xã Nà Tấu", "Xã Nậm Kè", "Công an viên", date(2020, 12, 1),
     "Cấp bậc hàm: Đại úy → Thiếu tá"),
    (3, "Mới", "Vừ A Dơ", "Xã Nậm Kè", None, "Trưởng Công an", date(2020, 3, 1), ""),
    (4, "Kết thúc", "Vàng Thị Mỷ", "Xã Nậm Kè", None, "Công an viên", date(2020, 3, 1),
     "Đến ngày: trống → 31/5/2021"),
    (5, "Thay đổi", "Quàng Văn Ôn", None, None, "", None, "Họ và tên: Quàng Văn Ón → Quàng Văn Ôn"),
]  # fmt: skip


def test_every_row_that_changed_something_is_told_once(mixed, editor):
    told = AllTold(mixed, editor)

    assert facts(told[0:100]) == WROTE
    assert len(told) == mixed.written == 4


def test_the_page_leads_to_officers_communes_and_the_history(client, mixed, editor):
    client.force_login(editor)
    shown = client.get(f"/assignments/receipts/{mixed.pk}/").content.decode()
    moved = Officer.objects.get(service_number="123456-789")

    for address in (
        f"/officers/{moved.pk}/",
        "/communes/03316/?as_of=2020-12-01",
        f"/history/?receipt={mixed.pk}",
    ):
        assert f'href="{address}"' in shown
    assert "Giàng A Páo" not in shown
    assert client.get(f"/history/?receipt={mixed.pk}").context["log"].found > 4


def test_what_was_taken_back_is_no_longer_told_as_written(client, mixed, editor):
    client.force_login(editor)
    before = client.get(f"/assignments/receipts/{mixed.pk}/").content.decode()

    revert(receipt=mixed, user=editor)

    page = client.get(f"/assignments/receipts/{mixed.pk}/").content.decode()
    assert ('<h2 id="tg">Đã ghi (4)' in before, '<h2 id="tg">Đã ghi rồi hoàn tác (4)' in page) == (True, True)
    assert "là những gì lần nhập đã ghi trước khi hoàn tác" in page
    assert "<h2>Cảnh báo khi kiểm tra tệp</h2>" in page


def test_what_was_taken_back_is_told_without_a_way_to_whom_it_added(client, mixed, editor):
    revert(receipt=mixed, user=editor)
    mixed.refresh_from_db()

    added = AllTold(mixed, editor)[0:100][1].officer

    assert (added.name, added.linked) == ("Vừ A Dơ", False)
    client.force_login(editor)
    assert "Vừ A Dơ" in client.get(f"/assignments/receipts/{mixed.pk}/").content.decode()


def test_a_receipt_that_kept_no_rows_tells_what_it_changed(mixed, editor):
    mixed.changes = replace(Changes.unpacked(bytes(mixed.changes)), written=[]).packed()

    told = facts(AllTold(mixed, editor)[0:100])

    assert [line[1:4] for line in told] == [
        ("Điều chuyển", "Lò Văn Thành", "Xã Nà Tấu"),
        ("Mới", "Vừ A Dơ", "Xã Nậm Kè"),
        ("Kết thúc", "Vàng Thị Mỷ", "Xã Nậm Kè"),
        ("Thay đổi", "Lò Văn Thành", None),
        ("Thay đổi", "Quàng Văn Ôn", None),
    ]


def test_a_long_receipt_is_told_page_by_page(client, editor, django_assert_max_num_queries):
    imported(editor, *(row(service_number=f"{number:06d}-000") for number in range(150)))
    client.force_login(editor)
    address = f"/assignments/receipts/{Receipt.objects.get().pk}/"

    with django_assert_max_num_queries(12):
        first = client.get(address)
    second = client.get(f"{address}?page=2")

    assert (len(first.context["told"]), len(second.context["told"])) == (100, 50)
