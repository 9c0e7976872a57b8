"""What is sent to the API is JSON of a bounded size, and what it is not is told."""

import json

import pytest

from deployment.models import Officer
from tests.api.test_bad_calls import told
from tests.api.test_writing import OFFICER

pytestmark = pytest.mark.django_db
TYPES = ["text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data", ""]


def sent(calls, body, content_type, **headers):
    headers |= {"Authorization": f"Bearer {calls.text}"}
    return calls.client.post("/api/v1/officers", data=body, content_type=content_type, headers=headers)


@pytest.mark.parametrize("content_type", TYPES)
def test_a_body_of_another_type_is_refused_though_it_were_json(editor_calls, content_type):
    answer = sent(editor_calls, json.dumps(OFFICER), content_type)

    told(answer, 415, "unsupported-media-type")
    assert "application/json" in answer.json()["detail"]
    assert not Officer.objects.exists()


def test_json_may_name_its_letters(editor_calls):
    assert sent(editor_calls, json.dumps(OFFICER), "application/json; charset=utf-8").status_code == 201


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}])
def test_a_body_that_is_too_large_is_told_so(editor_calls, headers):
    answer = sent(
        editor_calls, json.dumps(OFFICER | {"full_name": "x" * 2_700_000}), "application/json", **headers
    )

    told(answer, 413, "content-too-large")


def test_a_form_that_is_too_large_is_told_so(client, editor):
    client.force_login(editor)

    answer = client.post(
        "/officers/new/", {"full_name": "x" * 2_700_000}, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("letters", ["utf-16", "iso-8859-1"])
def test_other_letters_than_utf_8_are_refused(editor_calls, letters):
    body = json.dumps(OFFICER)  # the client writes it in these letters

    told(sent(editor_calls, body, f"application/json; charset={letters}"), 415, "unsupported-media-type")
