"""In which order a call is judged: what stands first is told, whatever else is wrong."""

import pytest

from tests.api.test_bad_calls import told
from tests.api.test_writing import POST
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
STALE = {"If-Match": '"0123456789abcdef01234567"'}
BODIES = {"transfer": POST | {"starts_on": "2021-05-01"}, "end": {"last_day": "2021-05-01"}}


@pytest.mark.parametrize("verb", BODIES)
def test_a_record_that_is_not_there_comes_before_the_role(ministry_calls, verb):
    told(ministry_calls("post", f"/assignments/987654321/{verb}", BODIES[verb], **STALE), 404, "not-found")
    path = f"/assignments/{AssignmentFactory().pk}/{verb}"
    told(ministry_calls("post", path, BODIES[verb]), 403, "forbidden")


@pytest.mark.parametrize("verb", BODIES)
def test_an_etag_comes_before_the_state_and_the_values(editor_calls, verb):
    ended = f"/assignments/{AssignmentFactory(ends_on='2021-05-01').pk}/{verb}"
    open_ = f"/assignments/{AssignmentFactory().pk}/{verb}"
    wrong = {"transfer": {"commune_code": "99999"}, "end": {"last_day": "2001-01-01"}}[verb]

    told(editor_calls("post", ended, BODIES[verb]), 428, "precondition-required")
    told(editor_calls("post", ended, BODIES[verb], **STALE), 412, "changed-meanwhile")
    told(editor_calls("post", open_, BODIES[verb] | wrong, **STALE), 412, "changed-meanwhile")
    told(editor_calls("post", ended, BODIES[verb], **{"If-Match": "*"}), 409, "no-open-posting")


def test_head_is_among_what_is_allowed(editor_calls):
    assert editor_calls("delete", "/officers/1/appoint")["Allow"] == "POST"
    assert set(editor_calls("delete", "/officers")["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_the_root_of_the_api_is_its_guide(client, editor_calls, editor):
    assert editor_calls.client.get("/api/v1/").status_code == 401
    client.force_login(editor)
    answers = [client.get(path) for path in ("/api/v1/", "/api/v1/docs/")]
    assert [each.status_code for each in answers] == [200, 200]
    assert all("POST" in each.content.decode() for each in answers)


def test_the_guide_is_in_the_language_of_the_program(editor_calls):
    english = editor_calls("get", "/docs/", **{"Accept-Language": "en"})
    refused = editor_calls.client.get("/api/v1/docs/", headers={"Accept-Language": "en"})

    assert 'lang="en"' in english.content.decode()
    assert "token" in refused.json()["detail"]


@pytest.mark.parametrize("mark", ['"abc', '*, "x"', "two words", "x" * 1001, '"a" "b"', ","])
def test_a_mark_that_cannot_be_read_is_not_told_to_be_old(editor_calls, mark):
    path = f"/assignments/{AssignmentFactory().pk}/end"

    answer = editor_calls("post", path, BODIES["end"], **{"If-Match": mark})

    problem = told(answer, 400, "bad-request")
    assert [(fault["in"], fault["field"]) for fault in problem["errors"]] == [("header", "If-Match")]
