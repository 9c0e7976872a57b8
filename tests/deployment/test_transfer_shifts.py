"""What a transfer does to the communes: asked first where one would fall below the minimum, told always."""

import pytest

from deployment.choices import Post
from deployment.models import Assignment
from tests.deployment.entering import sent
from tests.factories import AssignmentFactory

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
