"""What a posting does to the communes: a transfer that takes one below the minimum is asked about first."""

from datetime import UTC, datetime

import pytest
import time_machine

from deployment.choices import Force, Post
from deployment.models import Assignment
from tests.deployment.entering import sent
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def just_enough():
    """A member of Xã Nậm Kè, which has exactly the five officers that it must have."""
    AssignmentFactory(post=Post.CHIEF)
    return AssignmentFactory.create_batch(4)[0]


def test_who_would_take_a_commune_below_the_minimum_is_asked_first(entry, just_enough):
    path = f"/officers/{just_enough.officer_id}/transfer/"
    asked = sent(entry, path, commune="03166", post="member", starts_on="1/6/2021")
    page = asked.content.decode()

    assert asked.status_code == 409
    assert "5 → 4 cán bộ, tối thiểu 5 (Đạt → Thiếu cán bộ)" in page.replace("&gt;", ">")
    assert "0 → 1 cán bộ, tối thiểu 5" in page
    assert "kết thúc hết ngày 31/5/2021" in page
    assert Assignment.objects.count() == 5

    again = {f.html_name: f.value() for f in asked.context["form"] if f.value() is not None}
    assert entry.post(path, again).status_code == 302
    told = entry.get(f"/officers/{just_enough.officer_id}/").content.decode()
    assert '/communes/03162/?as_of=2021-06-01">Xã Nậm Kè</a>: 5 → 4' in told


def test_what_was_agreed_to_is_that_place_and_day_alone(entry, just_enough):
    path = f"/officers/{just_enough.officer_id}/transfer/"
    asked = sent(entry, path, commune="03166", post="member", starts_on="1/6/2021")
    again = {f.html_name: f.value() for f in asked.context["form"] if f.value() is not None}

    answer = entry.post(path, again | {"starts_on": "2/6/2021"})

    assert (answer.status_code, Assignment.objects.count()) == (409, 5)


def test_a_transfer_that_takes_nothing_below_is_made_at_once(entry):
    held = AssignmentFactory()

    answer = sent(
        entry, f"/officers/{held.officer_id}/transfer/", commune="03166", post="member", starts_on="1/6/2021"
    )

    told = entry.get(answer.url).content.decode()
    assert "Chức vụ trước kết thúc hết ngày 31/5/2021" in told
    assert "1 → 0 cán bộ" in told


def appointed(entry, officer, **values):
    """Give the text and the kind of what is told after an appointment in Xã Nậm Kè."""
    first = {"officer": officer.service_number, "commune": "03162", "starts_on": "1/3/2021"}
    answer = sent(entry, "/assignments/new/", **first | values)
    told = list(entry.get(answer.url).context["messages"])
    return told[-1].message, told[-1].level_tag


def test_after_an_appointment_the_commune_is_told(entry):
    AssignmentFactory.create_batch(4)

    with time_machine.travel(datetime(2021, 5, 31, 9, tzinfo=UTC)):
        text, kind = appointed(entry, OfficerFactory(), post="member")

    assert "Xã Nậm Kè</a>: 4 → 5 cán bộ, tối thiểu 5 (Thiếu cán bộ → Khuyết Trưởng Công an)" in text
    assert "; vẫn khuyết Trưởng Công an chính quy" in text
    assert text.startswith("Tính đến hết ngày 31/5/2021: ")
    assert kind == "info"


def test_a_regular_chief_is_told_as_one(entry):
    text, kind = appointed(entry, OfficerFactory(), post="chief")

    assert "0 → 1 cán bộ, tối thiểu 5" in text
    assert "; đã có Trưởng Công an chính quy" in text
    assert kind == "info"


def test_a_part_time_chief_is_told_with_a_warning(entry):
    text, kind = appointed(entry, OfficerFactory(force=Force.SEMI_PROFESSIONAL), post="chief")

    assert "vẫn 0 cán bộ, tối thiểu 5 (Chưa bố trí); vẫn khuyết Trưởng Công an chính quy" in text
    assert kind == "warning"


def test_a_posting_of_the_past_is_told_for_its_first_day(entry):
    text, _kind = appointed(entry, OfficerFactory(), post="member", last_day="31/3/2021")

    assert text.startswith("Từ ngày 1/3/2021: ")
