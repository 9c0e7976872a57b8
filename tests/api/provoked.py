"""For each kind of refusal a call that meets it: over the API, on records made by the verbs themselves."""

from datetime import timedelta
from itertools import count

import psycopg
from django.db import OperationalError
from django.test import Client

from accounts.api.limits import Limit
from accounts.tokens import issue_token
from communes.models import Commune
from deployment.models import Assignment, StaffingRule, Training
from deployment.postings import cancel, end
from reports import cycle
from reports.choices import Reason
from reports.models import ReturnReason
from reports.settling import ReasonGiven
from tests.api.reporting import REASON, one
from tests.api.test_sealed import SEALING
from tests.api.test_writing import OFFICER, POST
from tests.factories import DAY, AssignmentFactory, OfficerFactory, TrainingFactory
from tests.reports.cycle import OPENS, a_period, report_of, sent, sent_again

ANY = {"If-Match": "*"}
LAW = {"course": "law", "completed_on": "2021-03-01"}
CALLS: dict[str, object] = {}


def meets(kind):
    """Register a function that gives the answer of a call which is refused so."""

    def register(function):
        CALLS[kind] = function
        return function

    return register


def _get(kind, path):
    CALLS[kind] = lambda w: w.ministry("get", path)


def _appoint(w, officer=None, **change):
    officer = officer or OfficerFactory()
    return w.editor("post", f"/officers/{officer.pk}/appoint", POST | change)


def _verb(w, verb, method="post", body=None, posting=None, **headers):
    posting = posting or AssignmentFactory()
    return w.editor(method, f"/assignments/{posting.pk}{verb}", body, **(headers or ANY))


def _train(w, officer, **change):
    return w.editor("post", f"/officers/{officer.pk}/train", LAW | change)


def _meanwhile(w, place, what):
    """Let something happen before a function, which then is called as it is."""
    module, _, name = place.rpartition(".")
    verb = getattr(__import__(module, fromlist=[name]), name)

    def happens(**values):
        what()
        return verb(**values)

    w.monkeypatch.setattr(place, happens)


_get("bad-request", "/officers?as_of=tomorrow")
_get("unknown-parameter", "/officers?colour=red")
_get("repeated-parameter", "/officers?q=a&q=b")
_get("unknown-cursor", "/officers?cursor=x")
_get("invalid-filter", "/staffing?district=999")
_get("not-found", "/officers/987654321")
CALLS |= {
    "unauthorized": lambda w: w.client.get("/api/v1/officers", headers={"Authorization": "Bearer x"}),
    "forbidden": lambda w: w.ministry("post", "/officers", OFFICER),
    "method-not-allowed": lambda w: w.editor("delete", "/officers"),
    "content-too-large": lambda w: w.editor("post", "/officers", OFFICER | {"full_name": "x" * 2_700_000}),
    "unprocessable-entity": lambda w: w.editor("post", "/officers", {}),
    "precondition-required": lambda w: _verb(w, "", "delete", **{"X-Nothing": ""}),
    "changed-meanwhile": lambda w: _verb(w, "", "delete", **{"If-Match": '"x"'}),
    "unknown-commune": lambda w: _appoint(w, commune_code="00376"),
    "service-number-taken": lambda w: w.editor(
        "post", "/officers", OFFICER | {"service_number": OfficerFactory().service_number}
    ),
    "officer-holds-a-post": lambda w: _appoint(w, AssignmentFactory().officer),
    "commune-has-a-chief": lambda w: _appoint(
        w, post="chief", commune_code=AssignmentFactory(post="chief").commune.code
    ),
    "outside-the-communes-days": lambda w: _appoint(w, last_day="2025-12-31"),
    "ends-before-it-starts": lambda w: _verb(w, "/end", body={"last_day": "2019-01-01"}),
    "same-post": lambda w: _verb(w, "/transfer", body=POST | {"starts_on": "2020-06-01"}),
    "not-completed-yet": lambda w: _train(w, OfficerFactory(), completed_on="2999-01-01"),
    "day-too-early": lambda w: _appoint(w, starts_on="1700-05-25", last_day="1700-06-01"),
    "appointed-too-young": lambda w: _appoint(
        w, OfficerFactory(date_of_birth="2010-11-01"), starts_on="2021-05-01"
    ),
    "trained-too-young": lambda w: _train(w, OfficerFactory(), completed_on="1999-01-01"),
    "cut-off-ahead": lambda w: w.ministry("post", "/reports", SEALING | {"as_of": "2999-01-01"}),
    "incomplete": lambda w: w.ministry("post", "/reports", SEALING | {"allow_incomplete": False}),
    "reason-missing": lambda w: w.ministry("post", "/reports", SEALING | {"title": "  "}),
    "not-sent": lambda w: w.ministry("post", f"{one(a_period(w.minister))}/approve", **ANY),
    "not-settled": lambda w: w.ministry(
        "post", f"{one(a_period(w.minister))}/reopen", {"reason": "x"}, **ANY
    ),
    "blocked": lambda w: w.approver("post", f"{one(a_period(w.minister))}/send", **ANY),
    "report-changed": lambda w: w.approver(
        "post", f"{one(a_period(w.minister))}/send", **{"If-Match": '"x"'}
    ),
    "unknown-point": lambda w: w.editor(
        "post", f"{one(a_period(w.minister))}/draft", {"answers": [{"point": 1, "text": "x"}]}, **ANY
    ),
}


@meets("read-only-token")
def _(w):
    w.editor.text = issue_token(user=w.user, may_write=False)
    return w.editor("post", "/officers", OFFICER)


@meets("csrf")
def _(w):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(w.user)
    return browser.post("/api/v1/officers", OFFICER, content_type="application/json")


@meets("https-only")
def _(w):
    w.settings.SECURE_SSL_REDIRECT = True
    return w.editor("get", "/officers")


@meets("unsupported-media-type")
def _(w):
    headers = {"Authorization": f"Bearer {w.editor.text}"}
    return w.client.post("/api/v1/officers", "<x/>", content_type="application/xml", headers=headers)


@meets("read-only-field")
def _(w):
    path = f"/officers/{OfficerFactory().pk}"
    return w.editor("put", path, w.editor("get", path).json() | {"id": 0}, **ANY)


@meets("idempotency-key-reused")
def _(w):
    w.editor("post", "/officers", OFFICER, **{"Idempotency-Key": "k"})
    return w.editor("post", "/officers", OFFICER | {"full_name": "Lò Văn Pâng"}, **{"Idempotency-Key": "k"})


@meets("too-many-requests")
def _(w):
    w.monkeypatch.setattr("accounts.api.limits.LIMITS", (Limit("burst", 0, 1), Limit("steady", 9, 60)))
    return w.editor("get", "/officers")


def _failing(w, error):
    def fails(*_arguments):
        raise error

    w.monkeypatch.setattr("deployment.api.reading.officers_listed", fails)
    return w.editor("get", "/officers")


@meets("internal-server-error")
def _(w):
    return _failing(w, RuntimeError("a mistake of ours"))


@meets("service-unavailable")
def _(w):
    error = OperationalError("gone")
    error.__cause__ = psycopg.OperationalError("gone")
    return _failing(w, error)


@meets("born-too-late")
def _(w):
    path = f"/officers/{TrainingFactory().officer_id}"
    return w.editor("put", path, w.editor("get", path).json() | {"date_of_birth": "2010-01-01"}, **ANY)


@meets("officer-serves-elsewhere")
def _(w):
    officer = OfficerFactory()
    AssignmentFactory(officer=officer, commune=Commune.objects.get(code="00376"))
    return _appoint(w, officer)


@meets("no-open-posting")
def _(w):
    ended = end(assignment=AssignmentFactory(), last_day=DAY)
    return _verb(w, "/end", body={"last_day": "2021-06-01"}, posting=ended)


@meets("posting-gone")
def _(w):
    posting = AssignmentFactory()
    once = iter([lambda: cancel(assignment=Assignment.objects.get())])
    _meanwhile(w, "deployment.postings.cancel", lambda: next(once, lambda: None)())
    return _verb(w, "", "delete", posting=posting)


@meets("nothing-to-reopen")
def _(w):
    return _verb(w, "?reopen=true", "delete")


@meets("training-gone")
def _(w):
    record = TrainingFactory()
    _meanwhile(w, "deployment.training.remove_training", Training.objects.all().delete)
    return w.editor("delete", f"/trainings/{record.pk}", **ANY)


@meets("write-failed")
def _(w):
    w.monkeypatch.setattr("deployment.postings.constraint_of", lambda _error: "of_no_name")
    w.monkeypatch.setattr("deployment.obstacles.constraint_of", lambda _error: "of_no_name")
    return CALLS["service-number-taken"](w)


@meets("trained-already")
def _(w):
    record = TrainingFactory()
    return _train(w, record.officer, course=record.course, completed_on=str(record.completed_on))


@meets("nothing-to-seal")
def _(w):
    StaffingRule.objects.all().delete()
    return w.ministry("post", "/reports", SEALING)


@meets("units-changed")
def _(w):
    versions = count()
    w.monkeypatch.setattr("reports.freezing._version_of_units", lambda: next(versions))
    return w.ministry("post", "/reports", SEALING)


@meets("not-open-yet")
def _(w):
    """Before it opens a period is not found: the verb alone sees that it has not begun."""
    period = a_period(w.minister)
    w.monkeypatch.setattr("reports.drafting.present_moment", lambda: OPENS - timedelta(days=1))
    return w.editor("post", f"{one(period)}/draft", {"communes_checked": True}, **ANY)


def _sent(w):
    period = a_period(w.minister)
    sent(period)
    return period


@meets("unknown-warning")
def _(w):
    period = a_period(w.minister)
    body = {"explanations": [{"kind": "jump", "text": "x"}]}
    return w.editor("post", f"{one(period)}/draft", body, **ANY)


@meets("report-locked")
def _(w):
    return w.editor("post", f"{one(_sent(w))}/draft", {"communes_checked": True}, **ANY)


@meets("already-sent")
def _(w):
    return w.approver("post", f"{one(_sent(w))}/send", **ANY)


@meets("already-decided")
def _(w):
    period = _sent(w)
    w.ministry("post", f"{one(period)}/return", REASON, **ANY)
    return w.ministry("post", f"{one(period)}/approve", **ANY)


@meets("nothing-to-answer")
def _(w):
    period = _sent(w)
    for _again in range(2):
        reasons = [ReasonGiven(Reason.OTHER, "Rà soát lại.")]
        cycle.return_for_correction(report=report_of(period), reasons=reasons, by=w.minister)
        if ReturnReason.objects.count() == 1:
            sent_again(period)
    earlier = ReturnReason.objects.order_by("pk").first()
    body = {"answers": [{"point": earlier.pk, "text": "x"}]}
    return w.editor("post", f"{one(period)}/draft", body, **ANY)
