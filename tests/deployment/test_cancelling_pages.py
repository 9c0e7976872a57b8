"""A transfer that never was: whether the officer holds the post before again, and that both pages say it."""

from datetime import date

import pytest

from deployment.choices import Force, Post
from deployment.models import Assignment
from tests.deployment.entering import sent
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(entry):
    """A member of Xã Nậm Kè whom a form moved to Xã Pa Tần on 1/6/2021."""
    held = AssignmentFactory(officer__full_name="Nguyễn Văn An")
    path = f"/officers/{held.officer_id}/transfer/"
    sent(entry, path, commune="03166", post="member", starts_on="1/6/2021")
    return held.officer.assignments.latest("starts_on")


def test_a_cancelled_transfer_lets_the_officer_hold_the_post_before_again(entry, moved):
    page = entry.get(f"/assignments/{moved.pk}/cancel/")
    sent(entry, f"/assignments/{moved.pk}/cancel/")

    assert "Khôi phục phân công trước: Công an viên Xã Nậm Kè từ 1/1/2020" in page.content.decode()
    assert [(p.commune.code, p.ends_on) for p in Assignment.objects.all()] == [("03162", None)]
    told = entry.get(f"/officers/{moved.officer_id}/").content.decode()
    assert "Đã khôi phục phân công trước: " in told


def test_who_does_not_want_that_is_told_what_remains(entry, moved):
    url = f"/assignments/{moved.pk}/cancel/"
    form = entry.get(url).context["form"]
    entry.post(url, {"token": form["token"].value(), "seen": form["seen"].value()})

    assert [p.ends_on for p in Assignment.objects.all()] == [date(2021, 6, 1)]
    told = entry.get(f"/officers/{moved.officer_id}/").content.decode()
    assert "Phân công trước vẫn kết thúc như đã ghi: Công an viên Xã Nậm Kè" in told


def test_what_was_ended_by_itself_stays_so_and_both_pages_say_it(entry):
    held = AssignmentFactory()
    sent(entry, f"/assignments/{held.pk}/end/", last_day="31/5/2021")
    values = {"officer": held.officer.service_number, "starts_on": "1/6/2021"}
    sent(entry, "/assignments/new/?commune=03166", **values)
    wrong = held.officer.assignments.latest("starts_on")

    page = entry.get(f"/assignments/{wrong.pk}/cancel/").content.decode()
    sent(entry, f"/assignments/{wrong.pk}/cancel/")

    assert "Phân công trước vẫn kết thúc như đã ghi" in page
    assert "Khôi phục phân công trước" not in page
    assert Assignment.objects.get().ends_on == date(2021, 6, 1)
    assert "Phân công trước vẫn" in entry.get(f"/officers/{held.officer_id}/").content.decode()


def test_who_has_moved_on_since_does_not_come_back(entry, moved):
    sent(
        entry, f"/officers/{moved.officer_id}/transfer/", commune="03158", post="member", starts_on="1/7/2021"
    )

    page = entry.get(f"/assignments/{moved.pk}/cancel/").content.decode()

    assert "Khôi phục phân công trước" not in page


def test_a_post_that_a_semi_professional_holds_is_taken_and_said_so(entry):
    semi = OfficerFactory(force=Force.SEMI_PROFESSIONAL, full_name="Lò Văn Long")
    AssignmentFactory(officer=semi, post=Post.CHIEF)

    answer = sent(
        entry, "/assignments/new/?commune=03162", officer=OfficerFactory().service_number, post="chief",
        starts_on="1/5/2021",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "đang giữ chức Trưởng Công an (bán chuyên trách) Xã Nậm Kè" in answer.content.decode()


def test_nobody_comes_back_to_a_post_of_chief_that_another_holds(entry):
    held = AssignmentFactory(post=Post.CHIEF)
    sent(
        entry, f"/officers/{held.officer_id}/transfer/", commune="03166", post="member", starts_on="1/6/2021"
    )
    moved = held.officer.assignments.latest("starts_on")
    AssignmentFactory(post=Post.CHIEF, officer__full_name="Lò Văn Ún", starts_on=date(2021, 6, 1))

    answer = sent(entry, f"/assignments/{moved.pk}/cancel/")

    assert answer.status_code == 422
    assert "Lò Văn Ún đang giữ chức Trưởng Công an Xã Nậm Kè" in answer.content.decode()
    assert Assignment.objects.filter(pk=moved.pk).exists()
