"""Generated calls, good and bad: every answer is one that the OpenAPI document foresees, and none a 500."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.tokens import issue_token
from config.api import api
from config.wsgi import application
from deployment.models import StaffingRule
from reports.documents import register
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.models import DocumentKind
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import a_period, sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # unread without slow tests: see conftest.py
document = schemathesis.openapi.from_dict(api.get_openapi_schema())
document.app = application
CHECKS = [
    schemathesis.checks.not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
CALM = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}
MADE = r"/reports/[^/]+/(briefing|annex)"
REFUSED = "application/problem+json"


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's transaction open from call to call, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def checked(case, user):
    text = issue_token(user=user)
    answer = case.call(headers={"Authorization": f"Bearer {text}"})
    is_problem = answer.headers.get("content-type") == [REFUSED]
    assert is_problem == (answer.status_code >= 400)
    case.validate_response(answer, checks=CHECKS)


@pytest.fixture
def posting():
    """One record to find, made before any call could take its number."""
    return AssignmentFactory()


@document.parametrize()
@settings(max_examples=200, **CALM)
@pytest.mark.usefixtures("posting")
def test_generated_calls_are_answered_as_foreseen(case, editor):
    checked(case, editor)


@pytest.fixture
def records(ministry):
    """A period with one report sent, a sealed report and a document: what the addresses name."""
    StaffingRule.objects.filter(kind="xa").delete()  # towns alone: documents of a few pages
    AssignmentFactory.create_batch(2)
    period = a_period(ministry)
    sent(period)
    sealed = freeze(as_of=DAY, title="Kỳ", by=ministry, allow_incomplete=True)
    paper = register(kind=DocumentKind.BRIEFING, source=Frozen(sealed), content=b"%PDF-1.7", by=ministry)
    town = sealed.communes.filter(province_code="11").first().code
    return {"periods": period.pk, "reports": sealed.pk, "documents": paper.pk, "town": town}


def checked_of_what_there_is(case, user, records):
    room = case.path.split("/")[3]
    known = {"pk": records[room], "number": 1, "code": records["town"] if room == "reports" else "11"}
    case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
    checked(case, user)


@document.include(path_regex="/(periods|reports|documents)").exclude(path_regex=MADE).parametrize()
@settings(max_examples=100, **CALM)
def test_calls_about_what_there_is_are_answered_as_foreseen(case, ministry, records):
    checked_of_what_there_is(case, ministry, records)


@document.include(path_regex=MADE).parametrize()
@settings(max_examples=5, **CALM)
def test_documents_are_made_as_foreseen(case, ministry, records):
    """Few, for each takes seconds."""
    checked_of_what_there_is(case, ministry, records)
