"""The forms of the verbs: what they write, refuse, warn of, and do once."""

from datetime import date
from uuid import uuid4

import pytest

from communes.models import Commune
from deployment.choices import Post, Rank
from deployment.models import Assignment, Officer
from tests.deployment.entering import sent
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def test_an_officer_is_registered_and_appointed(entry, commune):
    sent(
        entry, "/officers/new/", service_number="123456-789", full_name="Lò Văn Ún",
        date_of_birth="2/9/1990", sex="male", rank="7", force="regular",
    )  # fmt: skip
    sent(
        entry, "/assignments/new/?commune=03162", officer="123456-789", post="chief", starts_on="1/3/2020",
        decision_number="12/QĐ-CAT", decision_date="20/2/2020",
    )  # fmt: skip

    made = Assignment.objects.get()
    assert (made.officer.full_name, made.commune, made.post) == ("Lò Văn Ún", commune, Post.CHIEF)
    assert (made.starts_on, made.ends_on, made.decision_date) == (
        date(2020, 3, 1), None, date(2020, 2, 20),
    )  # fmt: skip


def test_what_is_in_the_way_is_said_with_the_link_that_solves_it(entry):
    held = AssignmentFactory(officer__full_name="Nguyễn Văn An", starts_on=date(2020, 3, 1))

    response = sent(
        entry, "/assignments/new/?commune=03166", officer=held.officer.service_number, starts_on="1/1/2021"
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Đại úy Nguyễn Văn An đang giữ chức Công an viên Xã Nậm Kè từ 1/3/2020" in page
    assert f"/officers/{held.officer_id}/transfer/" in page
    assert Assignment.objects.count() == 1


def test_a_transfer_ends_the_open_posting_the_day_before(entry):
    held = AssignmentFactory()

    sent(
        entry, f"/officers/{held.officer_id}/transfer/", commune="03166", post="deputy", starts_on="1/6/2021"
    )

    first, second = Assignment.objects.order_by("starts_on")
    assert (first.ends_on, second.starts_on) == (date(2021, 6, 1), date(2021, 6, 1))
    assert (second.commune.code, second.post) == ("03166", Post.DEPUTY)


@pytest.mark.parametrize(("held", "preset"), [("member", "member"), ("deputy", "deputy"), ("chief", "")])
def test_a_transfer_begins_with_the_post_held_but_a_chiefs(entry, held, preset):
    officer = AssignmentFactory(post=held).officer
    path = f"/officers/{officer.pk}/transfer/"

    form = entry.get(path).context["form"]
    answer = sent(entry, path, commune="03166", starts_on="1/6/2021")

    assert (form["post"].value(), ("", "– chọn –") in form.fields["post"].choices) == (preset, not preset)
    assert answer.status_code == (302 if preset else 422)


def test_the_last_day_given_is_served(entry):
    held = AssignmentFactory()

    sent(entry, f"/assignments/{held.pk}/end/", last_day="31/5/2021")

    held.refresh_from_db()
    assert held.ends_on == date(2021, 6, 1)


def test_a_posting_is_corrected_and_another_cancelled(entry):
    wrong, mistaken = AssignmentFactory(), AssignmentFactory()

    sent(entry, f"/assignments/{wrong.pk}/correct/", starts_on="5/1/2020")
    sent(entry, f"/assignments/{mistaken.pk}/cancel/")

    assert list(Assignment.objects.values_list("pk", "starts_on")) == [(wrong.pk, date(2020, 1, 5))]


def test_a_form_sent_twice_makes_one_change(entry):
    officer = OfficerFactory()
    values = {
        "token": uuid4(), "officer": officer.service_number, "commune": "03162", "post": "member",
        "starts_on": "1/1/2020",
    }  # fmt: skip

    answers = [entry.post("/assignments/new/", values) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Assignment.objects.count() == 1


def test_the_second_of_two_writers_sees_both_versions_and_decides(entry):
    held = AssignmentFactory()
    url = f"/assignments/{held.pk}/correct/"
    form = entry.get(url).context["form"]
    mine = {f.html_name: f.value() for f in form if f.value() is not None} | {"post": "deputy"}
    Assignment.objects.filter(pk=held.pk).update(starts_on=date(2020, 2, 2))

    refused = entry.post(url, mine)
    held.refresh_from_db()
    unchanged = held.post
    conflict = refused.context["conflict"]
    entry.post(url, mine | {"token": uuid4(), "seen": conflict.seen})

    held.refresh_from_db()
    assert (refused.status_code, unchanged, held.post) == (409, Post.MEMBER, Post.DEPUTY)
    assert ("2/2/2020", "1/1/2020") in [(row.stored, row.sent) for row in conflict.differences]


def test_a_rank_above_the_ceiling_is_a_warning(entry):
    officer = OfficerFactory(rank=Rank.THUONG_TA)

    response = sent(
        entry, "/assignments/new/?commune=03162&post=chief", officer=officer.service_number,
        starts_on="1/1/2020",
    )  # fmt: skip

    assert Assignment.objects.count() == 1
    assert "cao hơn trần" in entry.get(response.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": "31/2/2021"},
        {"starts_on": ""},
        {"starts_on": "1/7/2025"},
        {"last_day": "1/1/2019"},
        {"last_day": "31/12/9999"},
        {"post": "king"},
        {"commune": "00001"},
        {"commune": "Xã Không Có"},
        {"officer": "000000-000"},
        {"decision_number": "x" * 61},
        {"token": "not-a-token"},
    ],
)
def test_what_makes_no_sense_is_answered_422_and_nothing_is_written(entry, values):
    officer = OfficerFactory()
    good = {"officer": officer.service_number, "commune": "03162", "starts_on": "1/1/2020"}

    response = sent(entry, "/assignments/new/", **(good | values))

    assert response.status_code == 422
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("verb", ["end", "correct", "cancel"])
def test_another_provinces_posting_does_not_exist(entry, verb):
    foreign = AssignmentFactory(commune=Commune.objects.get(code="00376"))

    assert entry.get(f"/assignments/{foreign.pk}/{verb}/").status_code == 404
    assert entry.post(f"/assignments/{foreign.pk}/{verb}/", {"token": uuid4()}).status_code == 404


@pytest.mark.parametrize("name", ["ministry", "auditor"])
def test_who_enters_no_postings_is_refused(client, name, request):
    client.force_login(request.getfixturevalue(name))
    held = AssignmentFactory()

    for url in ("/officers/new/", "/assignments/new/", f"/assignments/{held.pk}/cancel/"):
        assert client.get(url).status_code == 403
        assert client.post(url, {"token": uuid4()}).status_code == 403
    assert Officer.objects.count() == Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "back"),
    [("?commune=03162", "/communes/03162/"), ("", "/officers/"), ("?commune=0", "/officers/")],
)
def test_who_does_not_appoint_goes_back_to_where_they_came_from(entry, query, back):
    page = entry.get(f"/assignments/new/{query}").content.decode()

    assert f'<a class="btn" href="{back}">Thôi</a>' in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31/2/1990", "Không có ngày 31/2/1990."), ("1990-02-31", "Không có ngày 1990-02-31."),
        ("31-1-1990", "Hãy ghi ngày/tháng/năm, ví dụ 31/5/2021."),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_told_from_what_is_no_day(entry, text, told):
    errors = sent(entry, "/officers/new/", date_of_birth=text).context["form"].errors["date_of_birth"]

    assert errors[0].startswith(told)
