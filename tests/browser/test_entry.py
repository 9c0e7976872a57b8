"""Each verb by a provincial user with a telephone in hand, from the page where the need is seen."""

from datetime import date

import pytest

from accounts.models import Role, User
from communes.models import Commune, Province
from deployment.choices import Post
from deployment.models import Assignment
from tests.factories import AssignmentFactory, OfficerFactory

DECISION = "45/QĐ-CAT"


@pytest.fixture
def entry(in_hand, editor):
    return in_hand(editor)


@pytest.fixture
def held():
    return AssignmentFactory(officer=OfficerFactory(full_name="Nguyễn Văn An"))


def opened(page, held):
    page.goto(f"/officers/{held.officer_id}/?as_of=2021-05-31")
    return page


def test_a_vacant_post_of_chief_is_filled_from_home(entry):
    officer = OfficerFactory(full_name="Lò Văn Ún")

    entry.goto("/?as_of=2021-05-31")
    entry.get_by_role("rowheader", name="Xã Nậm Kè").get_by_role("link").click()
    entry.get_by_role("link", name="Bổ nhiệm Trưởng Công an").click()
    entry.get_by_role("main").get_by_label("Cán bộ").fill(officer.service_number)
    entry.get_by_label("Từ ngày").fill("1/3/2021")
    entry.get_by_label("Số quyết định").fill(DECISION)
    entry.get_by_role("button", name="Bổ nhiệm").click()

    entry.get_by_role("status").get_by_text("Đã bổ nhiệm Lò Văn Ún").wait_for()
    made = Assignment.objects.get()
    assert (made.post, made.starts_on, made.decision_number) == (Post.CHIEF, date(2021, 3, 1), DECISION)


def test_what_is_in_the_way_is_said_and_its_link_solves_it(entry, held):
    entry.goto(f"/assignments/new/?officer={held.officer.service_number}&commune=03166")
    entry.get_by_label("Từ ngày").fill("1/6/2021")
    entry.get_by_role("button", name="Bổ nhiệm").click()

    alert = entry.get_by_role("alert")
    assert "Nguyễn Văn An đang giữ chức Công an viên Xã Nậm Kè từ 1/1/2020" in alert.inner_text()
    alert.get_by_role("link", name="điều chuyển").click()
    assert entry.get_by_role("heading", level=1).inner_text() == "Điều chuyển trong địa phương"


def test_an_officer_is_transferred(entry, held):
    opened(entry, held).get_by_role("link", name="Điều chuyển", exact=True).last.click()
    entry.get_by_role("main").get_by_label("Xã").fill("03166")
    entry.get_by_label("Từ ngày").fill("1/6/2021")
    entry.get_by_role("button", name="Điều chuyển").click()

    entry.get_by_role("status").get_by_text("Đã điều chuyển").wait_for()
    places = Assignment.objects.order_by("starts_on").values_list("commune__code", "ends_on")
    assert list(places) == [("03162", date(2021, 6, 1)), ("03166", None)]


def test_a_service_is_ended_with_its_last_day(entry, held):
    opened(entry, held).get_by_role("link", name="Kết thúc").click()
    entry.get_by_label("Ngày cuối").fill("31/5/2021")
    entry.get_by_role("button", name="Kết thúc").click()

    entry.get_by_role("status").get_by_text("Đã kết thúc").wait_for()
    assert entry.get_by_role("cell", name="31/5/2021").is_visible()
    held.refresh_from_db()
    assert held.ends_on == date(2021, 6, 1)


def test_a_posting_is_corrected(entry, held):
    opened(entry, held).get_by_role("link", name="Đính chính").click()
    entry.get_by_label("Từ ngày").fill("5/1/2020")
    entry.get_by_role("button", name="Đính chính").click()

    entry.get_by_role("status").get_by_text("Đã đính chính").wait_for()
    held.refresh_from_db()
    assert held.starts_on == date(2020, 1, 5)


def test_a_posting_that_never_was_is_cancelled(entry, held):
    opened(entry, held).get_by_role("link", name="Hủy").click()
    entry.get_by_role("button", name="Hủy bản ghi").click()

    entry.get_by_role("status").get_by_text("Đã hủy").wait_for()
    assert not Assignment.objects.exists()


def test_a_form_that_makes_no_sense_keeps_what_was_typed(entry, held):
    opened(entry, held).get_by_role("link", name="Kết thúc").click()
    entry.get_by_label("Ngày cuối").fill("31/2/2021")
    entry.get_by_role("button", name="Kết thúc").click()

    assert entry.title().startswith("Lỗi:")
    assert entry.get_by_label("Ngày cuối").input_value() == "31/2/2021"


def test_an_officer_is_found_by_name_as_one_types(entry):
    OfficerFactory(full_name="Lò Văn Sơn")
    wanted = OfficerFactory(full_name="Lò Văn Ún")

    entry.goto("/assignments/new/")
    entry.get_by_role("main").get_by_label("Cán bộ", exact=True).press_sequentially("lo van")
    entry.get_by_role("radio", name="Lò Văn Ún").check()
    entry.get_by_role("main").get_by_label("Xã, phường").press_sequentially("nam ke")
    entry.get_by_role("radio", name="Xã Nậm Kè").check()
    entry.get_by_label("Từ ngày").fill("1/3/2021")
    entry.get_by_role("button", name="Bổ nhiệm").click()

    entry.get_by_role("status").get_by_text("Đã bổ nhiệm Lò Văn Ún").wait_for()
    assert (Assignment.objects.get().officer, Assignment.objects.get().commune.code) == (wanted, "03162")


def test_an_officer_of_another_province_is_asked_for_and_released(in_hand, editor):
    theirs = AssignmentFactory(
        officer=OfficerFactory(full_name="Lò Văn Chung", province=Province.objects.get(code="01")),
        commune=Commune.objects.get(code="00376"),
    )
    asking = in_hand(editor)
    asking.goto("/transfers/")
    asking.get_by_role("link", name="Đề nghị tiếp nhận").click()
    asking.get_by_label("Số hiệu của cán bộ").fill(theirs.officer.service_number)
    asking.get_by_label("Họ và tên").fill("lo van chung")
    asking.get_by_label("Về xã").fill("03162")
    asking.get_by_label("Từ ngày").fill("1/6/2021")
    asking.get_by_role("button", name="Gửi đề nghị").click()
    asking.get_by_role("status").get_by_text("Đã gửi đề nghị tới Công an thành phố Hà Nội").wait_for()

    owner = User.objects.create_user(
        "editor-01", role=Role.PROVINCE_EDITOR, province=Province.objects.get(code="01")
    )
    answering = in_hand(owner)
    answering.goto("/")
    answering.get_by_role("link", name="Đồng ý", exact=True).click()
    answering.get_by_role("button", name="Đồng ý").click()

    answering.get_by_role("status").get_by_text("Đã đồng ý: Lò Văn Chung").wait_for()
    places = Assignment.objects.order_by("starts_on").values_list("commune__code", "ends_on")
    assert list(places) == [("00376", date(2021, 6, 1)), ("03162", None)]
