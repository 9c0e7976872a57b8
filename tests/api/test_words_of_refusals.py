"""What a refusal says is true, and names what the caller sent."""

import pytest

from deployment.models import Work
from deployment.work import start
from reports.freezing import freeze
from tests.api.test_bad_calls import told
from tests.api.test_sealed import SEALING
from tests.api.test_writing import OFFICER
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db


def test_the_ministry_is_told_who_enters_officers(ministry_calls):
    posting = AssignmentFactory()
    ending = f"/assignments/{posting.pk}/end"
    for path, body in (("/officers", OFFICER), (ending, {"last_day": "2021-05-01"})):
        answer = ministry_calls("post", path, body, **{"If-Match": "*", "Accept-Language": "en"})
        words = told(answer, 403, "forbidden")["detail"]
        assert words == "Officers and postings are entered and changed by the accounts of provinces."


def test_a_day_ahead_is_told_of_the_field_that_was_sent(ministry_calls):
    answer = ministry_calls("post", "/reports", SEALING | {"as_of": "2099-01-01"})

    assert [each["field"] for each in told(answer, 422, "cut-off-ahead")["errors"]] == ["/as_of"]


def test_a_transfer_too_early_is_told_of_the_day_that_was_sent(editor_calls):
    posting = AssignmentFactory()
    body = {"commune_code": "03166", "post": "member", "starts_on": str(posting.starts_on)}

    answer = editor_calls("post", f"/assignments/{posting.pk}/transfer", body, **{"If-Match": "*"})

    assert [each["field"] for each in told(answer, 422, "ends-before-it-starts")["errors"]] == ["/starts_on"]


def test_what_has_ended_already_is_told_without_a_field_that_was_not_sent(editor_calls):
    posting = AssignmentFactory()
    path, ended = f"/assignments/{posting.pk}/end", {"last_day": "2021-05-01"}
    editor_calls("post", path, ended, **{"If-Match": "*"})

    answer = editor_calls("post", path, ended, **{"If-Match": "*"})

    assert "errors" not in told(answer, 409, "no-open-posting")


def test_a_moment_is_written_one_way(ministry_calls):
    sealed = ministry_calls("post", "/reports", SEALING)
    read = ministry_calls("get", sealed["Location"].removeprefix("/api/v1"))

    assert (sealed.json(), sealed["ETag"]) == (read.json(), read["ETag"])
    assert read.json()["frozen_at"].endswith("Z")


def test_ones_own_works_are_listed_and_it_is_said_when_to_ask_again(ministry_calls, ministry, editor):
    report = freeze(as_of=DAY, title="Sơ kết", by=ministry, allow_incomplete=True)
    asked = ministry_calls("post", f"/reports/{report.pk}/pack")
    annex = ministry_calls("post", f"/reports/{report.pk}/communes-annex")
    start(Work.objects.first().kind, owner=editor, title="Việc của người khác", report=report.pk)

    first = ministry_calls("get", "/works?limit=1").json()
    second = ministry_calls("get", f"/works?limit=1&cursor={first['next']}").json()

    assert asked["Retry-After"].isdigit()
    assert [page["items"] for page in (first, second)] == [[asked.json()], [annex.json()]]
    assert second["next"] is None
