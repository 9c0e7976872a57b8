"""Sealing over the API: once however often it is sent, and refused in words."""

import pytest

from accounts.tokens import issue_token
from reports.models import NationalReport
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db
SEALING = {"as_of": "2021-05-31", "title": "Sơ kết", "allow_incomplete": True}


def test_a_report_is_sealed_once_however_often_it_is_sent(ministry_calls):
    first = ministry_calls("post", "/reports", SEALING, **{"Idempotency-Key": "k"})
    again = ministry_calls("post", "/reports", SEALING, **{"Idempotency-Key": "k"})
    other = ministry_calls("post", "/reports", SEALING | {"title": "Khác"}, **{"Idempotency-Key": "k"})

    made = NationalReport.objects.get()
    assert (first.status_code, first.json()["sha256"], again.content) == (201, made.sha256, first.content)
    assert first["Location"] == f"/api/v1/reports/{made.pk}"
    assert first["ETag"] == ministry_calls("get", f"/reports/{made.pk}")["ETag"]
    assert other.json()["type"] == "urn:cong-an-xa:problem:idempotency-key-reused"


@pytest.mark.parametrize(
    ("change", "status", "kind"),
    [({"allow_incomplete": False}, 409, "incomplete"), ({"as_of": "2999-01-01"}, 422, "cut-off-ahead")],
)
def test_what_cannot_be_sealed_is_refused_in_words(ministry_calls, change, status, kind):
    answer = ministry_calls("post", "/reports", SEALING | change)

    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:cong-an-xa:problem:{kind}")
    assert not NationalReport.objects.exists()


def test_who_may_not_seal_is_told_of_sealing(client, auditor, approver_calls):
    refused = Caller(client, issue_token(user=auditor))("post", "/reports", SEALING)

    assert (refused.status_code, "niêm phong" in refused.json()["detail"]) == (403, True)
    assert approver_calls("post", "/reports", SEALING).status_code == 404
