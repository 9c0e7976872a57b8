"""If-Match on provincial reports: who sends or decides acts on what was read, or is told what is new."""

import pytest

from reports import cycle
from reports.choices import Reason
from reports.content import content_of
from reports.settling import ReasonGiven
from tests.api.reporting import REASON, mark_in, one, tag_of
from tests.factories import AssignmentFactory
from tests.reports.cycle import report_of, sent, sent_again

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", ["draft", "send"])
def test_a_stale_etag_of_a_draft_is_refused(approver_calls, period, verb):
    seen = tag_of(approver_calls, period)
    AssignmentFactory()

    answer = approver_calls("post", f"{one(period)}/{verb}", {}, **seen)

    assert (answer.status_code, answer.json()["type"]) == (412, "urn:cong-an-xa:problem:report-changed")
    assert answer.json()["etag"] == mark_in(tag_of(approver_calls, period))


@pytest.mark.parametrize(("verb", "body"), [("approve", None), ("return", REASON)])
def test_a_decision_on_what_was_sent_anew_is_refused(ministry_calls, period, verb, body):
    sent(period)
    seen = tag_of(ministry_calls, period)
    ministry_calls("post", f"{one(period)}/return", REASON, **seen)

    assert ministry_calls("post", f"{one(period)}/{verb}", body, **seen).status_code == 412
    assert ministry_calls("post", f"{one(period)}/{verb}", body).status_code == 428
    assert ministry_calls("post", f"{one(period)}/{verb}", body, **{"If-Match": "*"}).status_code == 409


def test_of_several_etags_of_a_report_one_is_enough(ministry_calls, period):
    sent(period)
    tags = {"If-Match": f'"sent-0", {tag_of(ministry_calls, period)["If-Match"]}'}

    assert ministry_calls("post", f"{one(period)}/approve", **tags).json()["state"] == "approved"
    assert ministry_calls("post", f"{one(period)}/approve", **tags).status_code == 412


@pytest.fixture
def before_the_verb(monkeypatch):
    """Let something happen between the reading of a report and the verb, which locks and looks again."""

    def happens(name, what):
        verb = getattr(cycle, name)

        def meanwhile(**values):
            monkeypatch.setattr(cycle, name, verb)
            what()
            return verb(**values)

        monkeypatch.setattr(cycle, name, meanwhile)

    return happens


def test_what_is_changed_while_it_is_sent_is_told_with_its_present_etag(
    approver_calls, period, before_the_verb
):
    seen, marks = tag_of(approver_calls, period), []

    def changed():
        AssignmentFactory()
        marks.append(content_of(report_of(period)).mark)

    before_the_verb("submit", changed)
    answer = approver_calls("post", f"{one(period)}/send", **seen)

    assert (answer.status_code, answer.json()["type"]) == (412, "urn:cong-an-xa:problem:report-changed")
    assert [answer.json()["etag"]] == marks
    assert mark_in(seen) != marks[0]


@pytest.mark.parametrize(("verb", "body"), [("approve", None), ("return", REASON)])
def test_what_is_sent_anew_while_it_is_decided_is_told_with_its_present_etag(
    ministry_calls, ministry, period, before_the_verb, verb, body
):
    sent(period)
    seen = tag_of(ministry_calls, period)

    def anew():
        reasons = [ReasonGiven(Reason.OTHER, "Rà soát lại.")]
        cycle.return_for_correction(report=report_of(period), reasons=reasons, by=ministry)
        sent_again(period)

    before_the_verb({"return": "return_for_correction"}.get(verb, verb), anew)
    answer = ministry_calls("post", f"{one(period)}/{verb}", body, **seen)

    assert (mark_in(seen), answer.status_code) == ("sent-1", 412)
    assert answer.json()["etag"] == "sent-2"


@pytest.mark.parametrize("body", [{}, {"communes_checked": None, "sections": []}, {"communes_checked": True}])
def test_a_locked_report_is_refused_whatever_would_change_in_it(approver_calls, period, body):
    sent(period)

    answer = approver_calls("post", f"{one(period)}/draft", body, **{"If-Match": "*"})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:cong-an-xa:problem:report-locked")
