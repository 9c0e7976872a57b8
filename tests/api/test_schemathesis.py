"""Generated calls, good and bad: every answer is one that the OpenAPI document foresees, and none a 500."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from accounts.tokens import issue_token
from config.api import api
from config.wsgi import application
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
document = schemathesis.openapi.from_dict(api.get_openapi_schema())
document.app = application
CHECKS = [schemathesis.checks.not_a_server_error, content_type_conformance, response_schema_conformance]
CALM = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}
REFUSED = "application/problem+json"


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's transaction open from call to call, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def checked(case, editor):
    text = issue_token(user=editor)
    answer = case.call(headers={"Authorization": f"Bearer {text}"})
    is_problem = answer.headers.get("content-type") == [REFUSED]
    assert is_problem == (answer.status_code >= 400)
    case.validate_response(answer, checks=CHECKS[:1] if is_problem else CHECKS)


@pytest.mark.slow
@document.parametrize()
@settings(max_examples=200, **CALM)
def test_generated_calls_are_answered_as_foreseen(case, editor):
    AssignmentFactory()
    checked(case, editor)
