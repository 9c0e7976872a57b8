"""An import is taken back whole, while nothing later builds on it."""

from datetime import date

import pytest

from communes.models import Commune
from deployment import postings
from deployment.choices import Post, Rank
from deployment.importing.reverting import RevertRefused, revert
from deployment.models import Assignment, Officer, Receipt
from tests.deployment.files import imported, other, row
from tests.factories import TrainingFactory

pytestmark = pytest.mark.django_db


def everything():
    officers = Officer.objects.order_by("id").values_list()
    return list(officers), list(Assignment.objects.order_by("id").values_list())


@pytest.fixture
def taken(editor):
    """One officer is known; the import moves him, changes his rank, and adds another."""
    imported(editor, row())
    before = everything()
    moved = row(commune_code="03166", commune_name="", start_date="01/05/2021", rank="Thiếu tá")
    imported(editor, moved, other(position="Trưởng Công an"))
    return before


@pytest.fixture
def last(taken):
    return Receipt.objects.first()


def refused(receipt, user):
    stood = everything()
    with pytest.raises(RevertRefused) as refusal:
        revert(receipt=receipt, user=user)
    assert everything() == stood
    return refusal.value


def test_everything_is_as_before(taken, last, editor):
    changed = everything()

    revert(receipt=last, user=editor)

    assert everything() == taken != changed
    last.refresh_from_db()
    assert (last.reverted_by, last.reverted_at is not None) == (editor, True)


def test_a_sex_that_the_import_completed_is_unknown_again(editor):
    imported(editor, row(sex=""))
    before = everything()
    imported(editor, row(sex="Nữ"))

    revert(receipt=Receipt.objects.first(), user=editor)

    assert everything() == before


def test_it_is_taken_back_once(last, editor):
    revert(receipt=last, user=editor)

    assert "trước đó" in refused(last, editor).message


def test_an_earlier_import_waits_for_the_later_one(taken, last, editor):
    first = Receipt.objects.last()
    stopped = refused(first, editor)

    revert(receipt=last, user=editor)
    revert(receipt=first, user=editor)

    assert {obstacle.officer for obstacle in stopped.obstacles} == {"Lò Văn Thành (123456-789)"}
    assert not Officer.objects.exists()


def test_a_later_transfer_stands_in_the_way(last, editor):
    officer = Officer.objects.get(service_number="123456-789")
    postings.transfer(
        officer=officer, commune=Commune.objects.get(code="03160"), post=Post.MEMBER,
        starts_on=date(2021, 5, 20),
    )  # fmt: skip

    obstacles = refused(last, editor).obstacles

    assert [obstacle.officer for obstacle in obstacles] == ["Lò Văn Thành (123456-789)"] * len(obstacles)
    assert "sau lần nhập" in obstacles[0].words


def test_a_later_change_of_a_person_stands_in_the_way(last, editor):
    Officer.objects.filter(service_number="222222-333").update(rank=Rank.THIEU_TA)

    assert "thông tin cán bộ" in refused(last, editor).obstacles[0].words


def test_a_later_posting_of_a_new_officer_stands_in_the_way(last, editor):
    new = Officer.objects.get(service_number="222222-333")
    held = new.assignments.get()
    Assignment.objects.filter(pk=held.pk).update(starts_on=held.starts_on)
    Assignment.objects.create(
        officer=new, force=new.force, commune=held.commune, province=held.province, post=Post.MEMBER,
        starts_on=date(2019, 1, 1), ends_on=date(2019, 6, 1),
    )  # fmt: skip

    assert "lần giữ chức vụ khác" in refused(last, editor).obstacles[0].words


def test_training_of_a_new_officer_stands_in_the_way(last, editor):
    TrainingFactory(officer=Officer.objects.get(service_number="222222-333"))

    assert "đào tạo, bồi dưỡng" in refused(last, editor).obstacles[0].words


def test_a_chief_who_came_since_stands_in_the_way_of_the_one_before(editor):
    imported(editor, row(position="Trưởng Công an"))
    imported(editor, row(position="Trưởng Công an", end_date="30/04/2021"))
    imported(editor, other(position="Trưởng Công an", start_date="01/05/2021"))
    ended = Receipt.objects.all()[1]

    obstacles = refused(ended, editor).obstacles

    assert [obstacle.officer for obstacle in obstacles] == ["Vừ A Dơ (222222-333)"]
    assert "Trưởng Công an" in obstacles[0].words


def test_the_page_names_what_is_in_the_way(client, last, editor):
    Officer.objects.filter(service_number="222222-333").update(rank=Rank.THIEU_TA)
    client.force_login(editor)

    answer = client.post(f"/assignments/receipts/{last.pk}/revert/")

    assert answer.status_code == 409
    assert "Vừ A Dơ (222222-333)" in answer.content.decode()


def test_the_way_back_is_asked_for_before_it_is_gone(client, last, editor):
    client.force_login(editor)
    stood = everything()

    asked = client.get(f"/assignments/receipts/{last.pk}/revert/")

    assert "Mới: 1, Điều chuyển: 1" in asked.content.decode()
    assert "Hoàn tác 2 thay đổi" in asked.content.decode()
    assert everything() == stood
    client.post(f"/assignments/receipts/{last.pk}/revert/")
    assert client.get(f"/assignments/receipts/{last.pk}/revert/").status_code == 302
