"""The reporting cycle over the API: the pages' verbs, refusals and scope."""

import pytest

from accounts.models import ApiToken
from accounts.tokens import issue_token
from deployment.choices import Post
from reports.choices import REQUIRED_SECTIONS, State
from reports.models import ProvincialReport
from tests.api.conftest import Caller
from tests.api.reporting import REASON, draft_of, one, tag_of
from tests.factories import AssignmentFactory
from tests.reports.cycle import report_of, sent

pytestmark = pytest.mark.django_db

UNMET = "1 điểm bị trả lại chưa được sửa hoặc trả lời."


def test_a_report_is_drafted_sent_returned_sent_again_and_approved(approver_calls, ministry_calls, period):
    AssignmentFactory(post=Post.CHIEF, decision_number="", decision_date=None)
    path, body = one(period), draft_of(report_of(period))

    assert approver_calls("post", f"{path}/draft", body, **tag_of(approver_calls, period)).status_code == 200
    assert approver_calls("post", f"{path}/send", **tag_of(approver_calls, period)).status_code == 200
    back = ministry_calls("post", f"{path}/return", REASON, **tag_of(ministry_calls, period))
    refused = approver_calls("post", f"{path}/send", **tag_of(approver_calls, period))
    point = approver_calls("get", f"{path}/points").json()["items"][0]
    answer = {"answers": [{"point": point["id"], "text": "Đã rà soát, số liệu đúng."}]}
    approver_calls("post", f"{path}/draft", answer, **tag_of(approver_calls, period))
    again = approver_calls("post", f"{path}/send", **tag_of(approver_calls, period))
    done = ministry_calls("post", f"{path}/approve", **tag_of(ministry_calls, period))

    assert [each.json()["state"] for each in (back, again, done)] == ["returned", "sent", "approved"]
    assert (refused.status_code, refused.json()["obstacles"]) == (409, [UNMET])
    assert refused.json()["obstacle_kinds"] == ["points"]
    assert (point["text"], point["commune_code"], point["is_met"]) == ("Nêu rõ vì sao giảm.", "03162", False)
    assert (again.json()["receipt"], done.json()["etag"]) == ("11-20210531-2", "approved-2")


def test_what_was_sent_is_read_as_it_was_sent(editor_calls, period):
    AssignmentFactory.create_batch(2)
    sending = sent(period)
    AssignmentFactory()

    told = editor_calls("get", f"{one(period)}/sendings/1").json()
    rows = editor_calls("get", f"{one(period)}/sendings/1/rows?limit=1000").json()["items"]

    assert (told["receipt"], set(told["narrative"])) == (sending.receipt, set(REQUIRED_SECTIONS))
    assert len(rows) == 120
    assert next(row["officers"] for row in rows if row["commune_code"] == "03162") == 2


def test_reports_are_narrowed_by_state_and_paged(ministry_calls, period):
    sent(period)

    waiting = ministry_calls("get", f"/periods/{period.pk}/reports?state=sent").json()["items"]
    first = ministry_calls("get", f"/periods/{period.pk}/reports?limit=40").json()
    rest = ministry_calls("get", f"/periods/{period.pk}/reports?limit=40&cursor={first['next']}").json()

    assert [row["province_code"] for row in waiting] == ["11"]
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (40, 23, None)


def test_a_draft_tells_all_that_a_program_needs_to_send_it(approver_calls, ministry_calls, period):
    AssignmentFactory(post=Post.CHIEF, decision_number="", decision_date=None)
    draft = approver_calls("get", f"{one(period)}/draft")
    told = draft.json()
    assert told["etag"] == approver_calls("get", one(period)).json()["etag"]
    body = {
        "communes_checked": not told["communes_checked"],
        "postings_checked": not told["postings_checked"],
        "sections": [{"section": each, "text": "Nội dung."} for each in told["required_sections"]],
        "explanations": [
            {"kind": each["kind"], "commune_code": each["commune_code"], "text": "Đang trình ký."}
            for each in told["warnings"]
        ],
    }
    assert told["warnings"]

    approver_calls("post", f"{one(period)}/draft", body, **{"If-Match": draft["ETag"]})
    ready = approver_calls("get", f"{one(period)}/draft")

    assert ready.json()["obstacles"] == []
    assert {each["explanation"] for each in ready.json()["warnings"]} == {"Đang trình ký."}
    sent_now = approver_calls("post", f"{one(period)}/send", **{"If-Match": ready["ETag"]})
    assert sent_now.json()["state"] == "sent"
    assert approver_calls("get", f"{one(period)}/draft").status_code == 404
    assert ministry_calls("get", f"{one(period)}/draft").status_code == 403


def test_why_a_report_was_returned_is_read_with_its_sending(approver_calls, ministry_calls, period):
    sent(period)
    ministry_calls("post", f"{one(period)}/return", REASON, **tag_of(ministry_calls, period))

    (told,) = approver_calls("get", f"{one(period)}/sendings/1").json()["returned_for"]
    assert told.items() >= REASON["reasons"][0].items()


def test_the_ministry_reads_the_answer_to_each_point_once_it_was_sent(approver_calls, ministry_calls, period):
    sent(period)
    path, words = one(period), "Đã rà soát, số liệu đúng."
    ministry_calls("post", f"{path}/return", REASON, **tag_of(ministry_calls, period))
    (point,) = approver_calls("get", f"{path}/points").json()["items"]
    body = {"answers": [{"point": point["id"], "text": words}]}
    approver_calls("post", f"{path}/draft", body, **tag_of(approver_calls, period))

    (early,) = ministry_calls("get", f"{path}/points").json()["items"]
    (unsent,) = ministry_calls("get", f"{path}/sendings/1").json()["returned_for"]
    assert (early["id"], early["answer"], early["is_met"]) == (point["id"], "", None)
    assert (unsent["id"], unsent["answer"]) == (point["id"], "")

    approver_calls("post", f"{path}/send", **tag_of(approver_calls, period))
    for calls in (approver_calls, ministry_calls):
        (read,) = calls("get", f"{path}/points").json()["items"]
        (answered,) = calls("get", f"{path}/sendings/2").json()["answered"]
        (asked,) = calls("get", f"{path}/sendings/1").json()["returned_for"]
        assert (read["id"], read["answer"], read["is_met"]) == (point["id"], words, True)
        assert answered == asked == {k: v for k, v in read.items() if k != "is_met"}
    assert ministry_calls("get", f"{path}/sendings/1").json()["answered"] == []


def test_what_blocks_sending_is_told_sentence_by_sentence(approver_calls, period):
    answer = approver_calls("post", f"{one(period)}/send", **tag_of(approver_calls, period))

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:cong-an-xa:problem:blocked")
    assert "Chưa xác nhận danh sách xã, thị trấn." in answer.json()["obstacles"]
    drafted = approver_calls("get", f"{one(period)}/draft").json()
    assert answer.json()["obstacle_kinds"] == drafted["obstacle_kinds"] == [
        "communes", "postings", *["section"] * 5,
    ]  # fmt: skip


def test_a_draft_that_cannot_be_written_whole_is_not_written(editor_calls, period):
    body = {
        "communes_checked": True,
        "explanations": [{"kind": "jump", "commune_code": "00376", "text": "x"}],
    }

    answer = editor_calls("post", f"{one(period)}/draft", body, **{"If-Match": "*"})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (
        422, "/explanations/0/commune_code",
    )  # fmt: skip
    assert report_of(period).state == State.NOT_STARTED


def test_a_lost_answer_is_given_again_and_another_body_under_its_key_refused(ministry_calls, period):
    sent(period)
    headers = tag_of(ministry_calls, period) | {"Idempotency-Key": "k1"}

    first = ministry_calls("post", f"{one(period)}/return", REASON, **headers)
    again = ministry_calls("post", f"{one(period)}/return", REASON, **headers)
    other = ministry_calls("post", f"{one(period)}/return", REASON | {"reasons": []}, **headers)

    assert (first.content, again["Idempotency-Replayed"]) == (again.content, "true")
    assert other.json()["type"] == "urn:cong-an-xa:problem:idempotency-key-reused"
    assert ProvincialReport.objects.get(period=period, province__code="11").return_reasons.count() == 1


def test_each_verb_is_its_roles_own(editor_calls, ministry_calls, period):
    headers = {"If-Match": "*"}

    assert editor_calls("post", f"{one(period)}/send", **headers).status_code == 403
    assert editor_calls("post", f"{one(period)}/approve", **headers).status_code == 403
    assert ministry_calls("post", f"{one(period)}/draft", {}, **headers).status_code == 403
    assert editor_calls("get", one(period, "01")).status_code == 404
    assert editor_calls("post", f"{one(period, '01')}/draft", {}, **headers).status_code == 404


def test_a_token_for_reading_sends_nothing(client, approver, period):
    calls = Caller(client, issue_token(user=approver, may_write=False))

    assert calls("get", one(period)).status_code == 200
    answer = calls("post", f"{one(period)}/send", **{"If-Match": "*"})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:cong-an-xa:problem:read-only-token")
    ApiToken.objects.update(revoked_at="2021-01-01T00:00:00Z")
    assert calls("get", one(period)).status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"nickname": "x"}, "/nickname"),
        ({"sections": [{"section": "9", "text": "x"}]}, "/sections/0/section"),
        ({"sections": [{"section": "1", "text": "x" * 20_001}]}, "/sections/0/text"),
        ({"explanations": [{"kind": "jump", "text": ""}]}, "/explanations/0/text"),
        ({"answers": [{"point": 987654321, "text": "x"}]}, "/answers/0/point"),
    ],
)
def test_a_field_that_does_not_fit_is_named(editor_calls, period, body, field):
    answer = editor_calls("post", f"{one(period)}/draft", body, **{"If-Match": "*"})

    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize("query", ["nonsense=1", "state=waiting", "limit=0"])
def test_a_filter_that_is_none_is_named(ministry_calls, period, query):
    answer = ministry_calls("get", f"/periods/{period.pk}/reports?{query}")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, query.split("=")[0])


def test_who_unlocks_a_report_is_told_and_the_ministry_does(approver_calls, ministry_calls, period):
    sent(period)
    approved = ministry_calls("post", f"{one(period)}/approve", **tag_of(ministry_calls, period))
    english = {"Accept-Language": "en"}
    locked = approver_calls(
        "post", f"{one(period)}/draft", {"communes_checked": True}, **{"If-Match": "*"}, **english
    )
    assert "Only an account of the Ministry unlocks it" in locked.json()["detail"]
    again = ministry_calls("post", f"{one(period)}/approve", **{"If-Match": "*"}, **english).json()
    assert again["type"].endswith(":already-decided")
    assert again["detail"] == "You have decided on this report already: Approved."

    body, stale = {"reason": "Địa phương đề nghị đính chính."}, tag_of(approver_calls, period)
    assert approver_calls("post", f"{one(period)}/reopen", body, **stale).status_code == 403
    reopened = ministry_calls("post", f"{one(period)}/reopen", body, **{"If-Match": approved["ETag"]})

    assert (reopened.status_code, reopened.json()["state"]) == (200, "returned")
    assert reopened.json()["approved"] == 1
    (point,) = approver_calls("get", f"{one(period)}/points").json()["items"]
    assert point["text"] == body["reason"]
    refused = ministry_calls("post", f"{one(period)}/reopen", body, **{"If-Match": "*"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:cong-an-xa:problem:not-settled")


def test_the_entry_of_a_list_that_is_wrong_is_told_by_its_number(approver_calls, ministry_calls, period):
    answered = {"answers": [{"point": 987654321, "text": "x"}]}
    english = {"If-Match": "*", "Accept-Language": "en"}
    unknown = approver_calls("post", f"{one(period)}/draft", answered, **english).json()
    sent(period)
    reasons = [{"kind": "other", "text": "x"}, {"kind": "other", "text": "y", "commune_code": "00376"}]
    wrong = ministry_calls("post", f"{one(period)}/return", {"reasons": reasons}, **{"If-Match": "*"}).json()

    assert [each["field"] for each in unknown["errors"]] == ["/answers/0/point"]
    assert unknown["detail"] == "No point of this report's return has the number 987654321."
    assert [each["field"] for each in wrong["errors"]] == ["/reasons/1/commune_code"]


def test_what_was_confirmed_is_taken_back(editor_calls, period):
    def told(**body):
        done = editor_calls("post", f"{one(period)}/draft", body, **{"If-Match": "*"})
        draft = editor_calls("get", f"{one(period)}/draft").json()
        return done.status_code, draft["communes_checked"], draft["postings_checked"]

    assert told(communes_checked=False, postings_checked=False) == (200, False, False)
    assert report_of(period).state == State.NOT_STARTED
    assert told(communes_checked=True, postings_checked=True) == (200, True, True)
    assert told() == told(communes_checked=None) == (200, True, True)
    assert told(communes_checked=False) == (200, False, True)
    assert told(postings_checked=False) == (200, False, False)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"explanations": [{"kind": "jump", "text": "x"}]}, "/explanations/0/kind"),
        ({"sections": [{"section": "1", "text": "x"}, {"section": "1", "text": "y"}]}, "/sections/1"),
        ({"explanations": [{"kind": "jump", "text": "x"}] * 2}, "/explanations/1"),
        ({"answers": [{"point": 1, "text": "x"}] * 2}, "/answers/1"),
    ],
)
def test_a_draft_takes_nothing_that_it_would_lose(editor_calls, period, body, field):
    answer = editor_calls("post", f"{one(period)}/draft", body, **{"If-Match": "*"})

    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])
    assert report_of(period).state == State.NOT_STARTED
