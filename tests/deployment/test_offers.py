from datetime import date
from uuid import uuid4

import pytest

from accounts.models import Role, User
from communes.models import Commune, Province
from deployment.choices import OfferState, Post
from deployment.models import Assignment, TransferOffer
from reports.summary import summary_on
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
SEEN_BY_RECEIVING = (
    "/?as_of=2021-05-31", "/communes/00376/?as_of=2021-05-31", "/communes/?as_of=2021-05-31&q=00376",
)  # fmt: skip
SEEN_BY_RELEASING = ("/?as_of=2021-05-31", "/communes/03162/?as_of=2021-05-31", "/officers/?q=chung")
IN_HANOI = "00376"  # Thị trấn Sóc Sơn


@pytest.fixture
def hanoi_editor():
    return User.objects.create_user(
        "editor-01", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="01")
    )


@pytest.fixture
def held():
    """An officer of Điện Biên, in post at Xã Nậm Kè."""
    return AssignmentFactory(officer__full_name="Lò Văn Chung")


def ask(client, held, **changed):
    values = {
        "token": uuid4(), "service_number": held.officer.service_number, "full_name": "lo van chung",
        "commune": IN_HANOI, "post": "deputy", "starts_on": "1/6/2021",
    }  # fmt: skip
    return client.post("/transfers/new/", values | changed)


def officers_on(day):
    rows = {row.province.code: row.figures.officers for row in summary_on(day).provinces}
    return rows["11"], rows["01"]


def test_until_the_other_province_agrees_the_officer_is_counted_once_where_he_is(client, hanoi_editor, held):
    client.force_login(hanoi_editor)

    assert ask(client, held).status_code == 302

    assert TransferOffer.objects.get().state == OfferState.ASKED
    assert officers_on(date(2021, 6, 1)) == (1, 0)


def test_agreeing_moves_the_officer_on_the_day(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)
    client.force_login(editor)

    client.post(f"/transfers/{TransferOffer.objects.get().pk}/agree/", {"token": uuid4()})

    held.officer.refresh_from_db()
    assert (officers_on(date(2021, 5, 31)), officers_on(date(2021, 6, 1))) == ((1, 0), (0, 1))
    assert held.officer.province.code == "01"
    assert Assignment.objects.get(starts_on=date(2021, 6, 1)).commune.code == IN_HANOI


def test_who_answers_sees_what_is_asked_and_what_it_makes_of_the_commune(client, hanoi_editor, editor, held):
    AssignmentFactory(post=Post.CHIEF)
    AssignmentFactory.create_batch(3)
    client.force_login(hanoi_editor)
    ask(client, held, decision_number="88/QĐ-BCA", decision_date="20/5/2021")
    client.force_login(editor)
    agree = f"/transfers/{TransferOffer.objects.get().pk}/agree/"

    pages = [client.get(path).content.decode() for path in ("/transfers/", agree)]

    for page in pages:
        assert "Công an viên Xã Nậm Kè, Huyện Mường Nhé, Điện Biên" in page
        assert "Phó Trưởng Công an Thị trấn Sóc Sơn, Huyện Sóc Sơn, Hà Nội" in page
        assert "từ 1/6/2021" in page
        assert "Quyết định 88/QĐ-BCA ngày 20/5/2021" in page
    assert "5 → 4 cán bộ, tối thiểu 5 (Đạt → Thiếu cán bộ)" in pages[1]

    done = client.post(agree, {"token": uuid4()}, follow=True).content.decode()
    assert "5 → 4 cán bộ, tối thiểu 5 (Đạt → Thiếu cán bộ)" in done
    assert "Sóc Sơn</a>:" not in done


def test_who_asks_sees_nothing_of_the_commune_that_gives(client, hanoi_editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)

    for path in ("/transfers/", f"/transfers/{TransferOffer.objects.get().pk}/withdraw/"):
        page = client.get(path).content.decode()
        assert "Điện Biên → Phó Trưởng Công an Thị trấn Sóc Sơn, Huyện Sóc Sơn, Hà Nội" in page
        assert "Chưa ghi số quyết định" in page
        assert "Nậm Kè" not in page


def test_declining_keeps_the_officer_and_says_why(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)
    client.force_login(editor)

    client.post(
        f"/transfers/{TransferOffer.objects.get().pk}/decline/",
        {"token": uuid4(), "reason": "Đang thiếu người"},
    )

    client.force_login(hanoi_editor)
    assert "Đang thiếu người" in client.get("/transfers/").content.decode()
    assert officers_on(date(2021, 6, 1)) == (1, 0)


def test_both_sides_see_the_mark(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)

    for user in (hanoi_editor, editor):
        client.force_login(user)
        assert "Lò Văn Chung" in client.get("/transfers/").content.decode()


def test_the_mark_is_where_each_side_looks(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)

    received = {path: client.get(path).content.decode() for path in SEEN_BY_RECEIVING}
    officer_page = client.get(f"/officers/{held.officer_id}/").status_code
    client.force_login(editor)
    released = {
        path: client.get(path).content.decode()
        for path in (*SEEN_BY_RELEASING, f"/officers/{held.officer_id}/?as_of=2021-05-31")
    }

    assert {
        path for path, page in received.items() if "chờ tiếp nhận 1" in page or "Lò Văn Chung" in page
    } == {*SEEN_BY_RECEIVING}
    assert {path for path, page in released.items() if "đề nghị tiếp nhận" in page} == {*released}
    assert officer_page == 404


def test_the_mark_goes_with_the_answer(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)
    client.post(f"/transfers/{TransferOffer.objects.get().pk}/withdraw/", {"token": uuid4()})

    client.force_login(editor)
    for path in (*SEEN_BY_RELEASING, f"/officers/{held.officer_id}/?as_of=2021-05-31"):
        assert "đề nghị tiếp nhận" not in client.get(path).content.decode()


@pytest.mark.parametrize("changed", [{"full_name": "Lò Văn Khác"}, {"service_number": "999999-999"}])
def test_nothing_is_told_of_another_provinces_officers(client, hanoi_editor, held, changed):
    client.force_login(hanoi_editor)

    response = ask(client, held, **changed)

    assert response.status_code == 422
    assert "Không có cán bộ nào của địa phương khác" in response.content.decode()
    assert not TransferOffer.objects.exists()


def test_one_officer_is_asked_for_once_at_a_time(client, hanoi_editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)

    assert ask(client, held).status_code == 422
    assert TransferOffer.objects.count() == 1


def test_nobody_answers_for_the_other_side_or_twice(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)
    pk = TransferOffer.objects.get().pk

    by_asker = client.post(f"/transfers/{pk}/agree/", {"token": uuid4()})
    client.post(f"/transfers/{pk}/withdraw/", {"token": uuid4()})
    client.force_login(editor)
    too_late = client.post(f"/transfers/{pk}/agree/", {"token": uuid4()})

    assert (by_asker.status_code, too_late.status_code) == (404, 422)
    assert officers_on(date(2021, 6, 1)) == (1, 0)


def test_a_third_province_sees_nothing_of_it(client, hanoi_editor, held):
    client.force_login(hanoi_editor)
    ask(client, held)
    third = User.objects.create_user(
        "editor-02", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="02")
    )
    client.force_login(third)

    assert "Lò Văn Chung" not in client.get("/transfers/").content.decode()
    assert client.get(f"/transfers/{TransferOffer.objects.get().pk}/agree/").status_code == 404


def test_a_posting_that_starts_no_earlier_must_be_settled_first(client, hanoi_editor, editor, held):
    client.force_login(hanoi_editor)
    ask(client, held, starts_on="1/1/2020")
    client.force_login(editor)

    response = client.post(f"/transfers/{TransferOffer.objects.get().pk}/agree/", {"token": uuid4()})

    assert response.status_code == 422
    assert TransferOffer.objects.get().state == OfferState.ASKED


def test_the_commune_code_named_is_in_hanoi():
    assert Commune.objects.get(code=IN_HANOI).province.code == "01"
