"""The verbs over the API: once, never over what was not seen, refused in the form's words."""

from datetime import date

import pytest

from accounts.models import KeyedAnswer
from deployment.choices import Post
from deployment.models import Assignment, Officer
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
OFFICER = {
    "service_number": "123456-789",
    "full_name": "Lò Văn Ún",
    "date_of_birth": "1990-09-02",
    "sex": "male",
}
POST = {"commune_code": "03162", "post": "member", "starts_on": "2020-03-01"}


def test_an_officer_is_registered_appointed_transferred_ended_and_cancelled(editor_calls):
    officer = editor_calls("post", "/officers", OFFICER)
    assert officer.status_code == 201
    posting = editor_calls("post", f"/officers/{officer.json()['id']}/appoint", POST)
    assert posting.status_code == 201
    moved = editor_calls(
        "post", f"/assignments/{posting.json()['id']}/transfer",
        POST | {"commune_code": "03166", "starts_on": "2020-06-01"}, **{"If-Match": posting["ETag"]},
    )  # fmt: skip
    assert moved.status_code == 201
    ended = editor_calls(
        "post",
        f"/assignments/{moved.json()['id']}/end",
        {"last_day": "2020-12-31"},
        **{"If-Match": moved["ETag"]},
    )
    assert ended.json()["last_day"] == "2020-12-31"
    gone = editor_calls("delete", f"/assignments/{moved.json()['id']}", **{"If-Match": ended["ETag"]})

    left = Assignment.objects.get()
    assert gone.status_code == 204
    assert (left.commune.code, left.starts_on, left.ends_on) == ("03162", date(2020, 3, 1), date(2020, 6, 1))


def test_a_refusal_says_what_the_form_says(editor_calls):
    held = AssignmentFactory(officer__full_name="Nguyễn Văn An")

    answer = editor_calls("post", f"/officers/{held.officer_id}/appoint", POST | {"starts_on": "2021-01-01"})

    told = answer.json()
    assert (answer.status_code, told["type"]) == (409, "urn:cong-an-xa:problem:officer-holds-a-post")
    assert told["detail"].startswith("Đại úy Nguyễn Văn An đang giữ chức Công an viên Xã Nậm Kè từ 1/1/2020")


def test_refusals_come_in_english_where_that_is_asked_for(editor_calls):
    officer = OfficerFactory()

    answer = editor_calls(
        "post", f"/officers/{officer.pk}/appoint", {"post": "king"}, **{"Accept-Language": "en"}
    )

    assert [error["field"] for error in answer.json()["errors"]] == [
        "/commune_code",
        "/post",
        "/starts_on",
    ]


def test_a_change_needs_what_was_read(editor_calls):
    posting = AssignmentFactory()

    assert (
        editor_calls("post", f"/assignments/{posting.pk}/end", {"last_day": "2021-01-01"}).status_code == 428
    )


def test_a_stale_change_is_told_and_not_made(editor_calls):
    posting = AssignmentFactory()
    read = editor_calls("get", f"/assignments/{posting.pk}")
    Assignment.objects.update(decision_number="99/QĐ-CAT")

    answer = editor_calls(
        "post", f"/assignments/{posting.pk}/end", {"last_day": "2021-01-01"}, **{"If-Match": read["ETag"]}
    )

    now = editor_calls("get", f"/assignments/{posting.pk}")
    assert (answer.status_code, answer.json()["etag"]) == (412, now.json()["etag"])
    assert Assignment.objects.get().ends_on is None


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ('"x", {}', 200),
        ('{}, "x"', 200),
        ('W/"x" , {},"y"', 200),
        ('"x", "y"', 412),
        ("W/{}", 412),
        ('"x", W/{}', 412),
    ],
)
def test_of_several_etags_one_that_is_the_records_is_enough(editor_calls, tags, status):
    posting = AssignmentFactory()
    path = f"/assignments/{posting.pk}"
    etag = editor_calls("get", path)["ETag"]

    answer = editor_calls(
        "post", f"{path}/end", {"last_day": "2021-01-01"}, **{"If-Match": tags.format(etag)}
    )

    assert answer.status_code == status
    if status == 412:
        assert answer.json()["etag"] == etag.strip('"').partition(".")[0]


@pytest.mark.parametrize(("method", "tail"), [("post", "/transfer"), ("put", ""), ("delete", "")])
def test_every_verb_on_a_posting_takes_several_etags(editor_calls, method, tail):
    posting = AssignmentFactory()
    path = f"/assignments/{posting.pk}"
    body = POST | {"commune_code": "03166", "starts_on": "2020-06-01"}
    tags = f'"x", {editor_calls("get", path)["ETag"]}'

    answer = editor_calls(method, f"{path}{tail}", None if method == "delete" else body, **{"If-Match": tags})

    assert answer.status_code < 300, answer.content


def test_a_call_sent_again_makes_one_change_and_gets_the_same_answer(editor_calls):
    first = editor_calls("post", "/officers", OFFICER, **{"Idempotency-Key": "k1"})
    again = editor_calls("post", "/officers", OFFICER, **{"Idempotency-Key": "k1"})

    assert Officer.objects.count() == 1
    assert (again.status_code, again.content, again["ETag"]) == (201, first.content, first["ETag"])
    assert again["Idempotency-Replayed"] == "true"


def test_a_key_used_for_another_body_is_refused(editor_calls):
    editor_calls("post", "/officers", OFFICER, **{"Idempotency-Key": "k1"})

    answer = editor_calls(
        "post", "/officers", OFFICER | {"full_name": "Lò Văn Pâng"}, **{"Idempotency-Key": "k1"}
    )

    assert (answer.status_code, answer.json()["type"]) == (
        422,
        "urn:cong-an-xa:problem:idempotency-key-reused",
    )
    assert Officer.objects.get().full_name == "Lò Văn Ún"


def test_a_refused_call_leaves_its_key_free(editor_calls):
    OfficerFactory(service_number="123456-789")

    refused = editor_calls("post", "/officers", OFFICER, **{"Idempotency-Key": "k1"})

    assert refused.status_code == 409
    assert not KeyedAnswer.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        OFFICER | {"nickname": "x"},
        OFFICER | {"date_of_birth": "2/9/1990"},
        OFFICER | {"service_number": "1"},
        OFFICER | {"rank": 16},
        OFFICER | {"full_name": "\x00\x00"},
        OFFICER | {"full_name": " " * 10},
        {},
        [],
    ],
)
def test_a_body_that_does_not_fit_is_refused_by_field(editor_calls, body):
    answer = editor_calls("post", "/officers", body)

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert not Officer.objects.exists()


def test_what_is_no_json_is_refused(editor_calls, client):
    answer = client.post(
        "/api/v1/officers", "{", content_type="application/json",
        headers={"Authorization": f"Bearer {editor_calls.text}"},
    )  # fmt: skip

    assert answer.status_code == 400


def test_another_provinces_records_are_not_changed(editor_calls, abroad):
    for method, path, body in (
        ("put", f"/officers/{abroad.officer_id}", OFFICER),
        ("post", f"/officers/{abroad.officer_id}/appoint", POST),
        ("post", f"/assignments/{abroad.pk}/end", {"last_day": "2021-01-01"}),
        ("delete", f"/assignments/{abroad.pk}", None),
    ):
        assert editor_calls(method, path, body, **{"If-Match": "*"}).status_code == 404
    own = OfficerFactory()
    answer = editor_calls("post", f"/officers/{own.pk}/appoint", POST | {"commune_code": "00376"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:cong-an-xa:problem:unknown-commune")
    assert Assignment.objects.count() == 1


def test_readers_write_nothing(ministry_calls):
    posting = AssignmentFactory(post=Post.CHIEF)

    assert ministry_calls("post", "/officers", OFFICER).status_code == 403
    assert ministry_calls("delete", f"/assignments/{posting.pk}", **{"If-Match": "*"}).status_code == 403


def test_what_is_made_is_read_where_location_says(editor_calls):
    officer = editor_calls("post", "/officers", OFFICER)
    own = f"/officers/{officer.json()['id']}"
    posting = editor_calls("post", f"{own}/appoint", POST)
    moved = editor_calls(
        "post", f"/assignments/{posting.json()['id']}/transfer",
        POST | {"commune_code": "03166", "starts_on": "2020-06-01"}, **{"If-Match": posting["ETag"]},
    )  # fmt: skip
    trained = editor_calls("post", f"{own}/train", {"course": "law", "completed_on": "2021-03-01"})

    for made in (officer, moved, trained):
        read = editor_calls("get", made["Location"].removeprefix("/api/v1"))
        assert (made.status_code, read.json()["id"]) == (201, made.json()["id"])
    assert posting["Location"] == f"/api/v1/assignments/{posting.json()['id']}"


def test_a_cancelled_transfer_gives_the_post_before_back_where_that_is_asked_for(editor_calls):
    held = AssignmentFactory()
    moved = editor_calls(
        "post", f"/assignments/{held.pk}/transfer",
        POST | {"commune_code": "03166", "starts_on": "2021-06-01"}, **{"If-Match": "*"},
    )  # fmt: skip

    gone = editor_calls(
        "delete", f"/assignments/{moved.json()['id']}?reopen=true", **{"If-Match": moved["ETag"]}
    )

    assert gone.status_code == 204
    assert [(p.pk, p.ends_on) for p in Assignment.objects.all()] == [(held.pk, None)]


@pytest.mark.parametrize("born", ["2020-01-01", "2026-12-31", "2999-01-01"])
def test_a_child_is_no_officer(editor_calls, born):
    officer = OfficerFactory()
    made = editor_calls("post", "/officers", OFFICER | {"date_of_birth": born})
    read = editor_calls("get", f"/officers/{officer.pk}").json()
    mended = editor_calls(
        "put", f"/officers/{officer.pk}", read | {"date_of_birth": born}, **{"If-Match": "*"}
    )

    for answer in (made, mended):
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:cong-an-xa:problem:born-too-late")
        assert [each["field"] for each in answer.json()["errors"]] == ["/date_of_birth"]
    assert list(Officer.objects.values_list("date_of_birth")) == [(officer.date_of_birth,)]


def test_a_day_after_the_communes_last_is_pointed_at_where_it_was_sent(editor_calls):
    held, late = AssignmentFactory(), {"last_day": "2025-07-01"}

    ended = editor_calls("post", f"/assignments/{held.pk}/end", late, **{"If-Match": "*"})
    placed = editor_calls("post", f"/officers/{OfficerFactory().pk}/appoint", POST | late)

    for answer in (ended, placed):
        assert answer.json()["type"] == "urn:cong-an-xa:problem:outside-the-communes-days"
        assert [each["field"] for each in answer.json()["errors"]] == ["/last_day"]
