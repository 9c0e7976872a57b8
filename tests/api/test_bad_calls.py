"""What is wrong with a call is told once: one status, one problem document, in the language asked for."""

import json
from datetime import timedelta

import pytest
from django.utils.timezone import now

from accounts.models import ApiToken
from accounts.tokens import issue_token
from config.api import api
from deployment.models import Assignment, Officer
from tests.api.conftest import Caller
from tests.api.test_writing import OFFICER, POST
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
PROBLEM, URN = "application/problem+json", "urn:cong-an-xa:problem:"
WORDS = {
    "vi": {
        401: "Mã truy cập sai, đã hết hạn hoặc đã bị thu hồi.",
        403: "Mã truy cập này chỉ được đọc.",
        404: "Không có bản ghi này trong phạm vi của bạn.",
        412: "Bản ghi không mang ETag đã gửi: hãy đọc lại, hoặc xem “etag” hiện tại.",
        428: "Hãy đọc bản ghi trước và gửi ETag của nó trong If-Match.",
        "key": "Idempotency-Key này đã dùng cho một yêu cầu khác.",
        "field": "Không có trường này.",
        "parameter": "Không có tham số này.",
    },
    "en": {
        401: "The access token is wrong, expired or revoked.",
        403: "This access token is for reading only.",
        404: "There is no such record in your scope.",
        412: "The record does not bear the ETag that was sent: read it again, or see its present “etag”.",
        428: "Please read the record first and send its ETag in If-Match.",
        "key": "This Idempotency-Key was used for another request.",
        "field": "There is no such field.",
        "parameter": "There is no such parameter.",
    },
}
LANGUAGE = pytest.mark.parametrize("lang", ["vi", "en"])


def told(answer, status, kind):
    """Give the one document of a refusal, whose status and kind are those expected."""
    document = json.loads(answer.content)  # one document, and nothing behind it
    assert (answer.status_code, answer["Content-Type"], document["status"]) == (status, PROBLEM, status)
    assert document["type"] == URN + kind
    assert document["instance"].startswith("/api/v1/")
    assert {"title", "detail"} <= document.keys()
    return document


@LANGUAGE
def test_an_expired_token(client, editor, lang):
    calls = Caller(client, issue_token(user=editor))
    yesterday = now() - timedelta(days=1)
    ApiToken.objects.update(created_at=yesterday - timedelta(days=1), expires_at=yesterday)

    answer = calls("get", "/officers", **{"Accept-Language": lang})

    assert told(answer, 401, "unauthorized")["detail"] == WORDS[lang][401]
    assert answer["Content-Language"] == lang


@LANGUAGE
def test_a_token_that_may_only_read(client, editor, lang):
    calls = Caller(client, issue_token(user=editor, may_write=False))

    answer = calls("post", "/officers", OFFICER, **{"Accept-Language": lang})

    assert told(answer, 403, "read-only-token")["detail"] == WORDS[lang][403]
    assert not Officer.objects.exists()


@LANGUAGE
def test_a_token_of_another_province(editor_calls, abroad, lang):
    answer = editor_calls("get", f"/officers/{abroad.officer_id}", **{"Accept-Language": lang})

    assert told(answer, 404, "not-found")["detail"] == WORDS[lang][404]


@LANGUAGE
def test_a_stale_etag_is_told_the_present_one_which_is_then_taken(editor_calls, lang):
    posting = AssignmentFactory()
    path, body = f"/assignments/{posting.pk}", {"last_day": "2021-01-01"}
    stale = editor_calls("get", path)["ETag"]
    corrected = POST | {"decision_number": "9/QĐ"}
    editor_calls("put", path, corrected, **{"If-Match": stale})

    answer = editor_calls("post", f"{path}/end", body, **{"If-Match": stale, "Accept-Language": lang})

    problem = told(answer, 412, "changed-meanwhile")
    assert problem["detail"] == WORDS[lang][412]
    assert Assignment.objects.get().ends_on is None
    ended = editor_calls("post", f"{path}/end", body, **{"If-Match": f'"{problem["etag"]}"'})
    assert ended.status_code == 200


@LANGUAGE
def test_no_etag(editor_calls, lang):
    posting = AssignmentFactory()

    answer = editor_calls("delete", f"/assignments/{posting.pk}", **{"Accept-Language": lang})

    assert told(answer, 428, "precondition-required")["detail"] == WORDS[lang][428]


@LANGUAGE
def test_a_key_with_another_body(editor_calls, lang):
    editor_calls("post", "/officers", OFFICER, **{"Idempotency-Key": "k"})

    other = OFFICER | {"service_number": "999999-999"}
    answer = editor_calls("post", "/officers", other, **{"Idempotency-Key": "k", "Accept-Language": lang})

    assert told(answer, 422, "idempotency-key-reused")["detail"] == WORDS[lang]["key"]
    assert Officer.objects.count() == 1


@LANGUAGE
def test_an_unknown_field(editor_calls, lang):
    answer = editor_calls("post", "/officers", OFFICER | {"nickname": "x"}, **{"Accept-Language": lang})

    errors = told(answer, 422, "unprocessable-entity")["errors"]
    assert errors == [{"in": "body", "field": "/nickname", "message": WORDS[lang]["field"]}]


def every_operation():
    for path, methods in api.get_openapi_schema()["paths"].items():
        filled = path.removeprefix("/api/v1").replace("{number}", "1").replace("{code}", "11")
        identity = "00000000-0000-4000-8000-000000000001" if "/works/" in path else "987654321"
        for method in methods:
            yield method, filled.replace("{pk}", identity)


@LANGUAGE
def test_an_unknown_filter_at_every_address(client, ministry, time_machine, lang):
    began = now()
    calls = Caller(client, issue_token(user=ministry))

    for number, (method, path) in enumerate(every_operation()):
        time_machine.move_to(began + timedelta(seconds=number))  # more calls than one second may have
        answer = calls(method, f"{path}?colour=red", **{"If-Match": "*", "Accept-Language": lang})
        errors = told(answer, 400, "unknown-parameter")["errors"]
        assert errors == [{"in": "query", "field": "colour", "message": WORDS[lang]["parameter"]}], (
            f"{method} {path}"
        )


def test_a_wrong_value_is_told_what_is_wanted(editor_calls, ministry_calls, period):
    person = {"full_name": "Lò Văn Ân", "date_of_birth": "1990-02-03", "sex": "male"}
    for number, words in [(5, "Phải là chuỗi ký tự."), ("bad", "Không đúng mẫu ^[0-9]{6}-[0-9]{3}")]:
        wrong = editor_calls("post", "/officers", person | {"service_number": number})
        assert words in wrong.json()["errors"][0]["message"]
    path = f"/periods/{period.pk}/reports/11/return"
    none = ministry_calls("post", path, {"reasons": []}, **{"If-Match": "*"})
    assert none.json()["errors"][0]["message"] == "Phải có ít nhất một phần tử."


@pytest.mark.parametrize("name", [" a ", "a\u200b", "  "])
def test_a_name_is_as_long_as_what_would_be_stored(editor_calls, name):
    problem = told(
        editor_calls("post", "/officers", OFFICER | {"full_name": name}), 422, "unprocessable-entity"
    )

    assert [fault["field"] for fault in problem["errors"]] == ["/full_name"]
    assert not Officer.objects.exists()


def test_what_stands_against_a_parameter_is_told_of_the_address(editor_calls):
    path = f"/assignments/{AssignmentFactory().pk}?reopen=true"

    problem = told(editor_calls("delete", path, **{"If-Match": "*"}), 409, "nothing-to-reopen")

    assert [(fault["in"], fault["field"]) for fault in problem["errors"]] == [("query", "reopen")]
