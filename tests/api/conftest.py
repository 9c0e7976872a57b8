from functools import partial

import pytest
from django.utils.translation import override

from accounts.tokens import issue_token
from config.api import api
from tests.api.told import told_of
from tests.factories import AssignmentFactory
from tests.reports.cycle import a_period

BEARER = "Bearer {}"


def pytest_ignore_collect(collection_path, config):
    """Leave the generated calls unread where no slow test is asked for: writing them up takes seconds."""
    if collection_path.name == "test_schemathesis.py" and config.option.markexpr == "not slow":
        return True
    return None


class Caller:
    """A program with a token; a refusal must be one that the document tells of the operation."""

    def __init__(self, client, text):
        self.client, self.text = client, text

    def __call__(self, method, path, body=None, **headers):
        headers = {"Authorization": BEARER.format(self.text), **headers}
        send = partial(getattr(self.client, method), f"/api/v1{path}", headers=headers)
        if body is None and method in ("get", "head"):
            answer = send()
        else:
            answer = send(data=b"" if body is None else body, content_type="application/json")
        self.check(method, path, answer)
        return answer

    def check(self, method, path, answer):
        told = told_of(method, f"/api/v1{path}".partition("?")[0])
        if told and answer.status_code >= 400:
            name, kinds = told
            assert answer.json()["type"] in kinds, f"{name} does not tell of {answer.json()['type']}"


@pytest.fixture
def editor_calls(client, editor):
    return Caller(client, issue_token(user=editor))


@pytest.fixture
def approver_calls(client, approver):
    return Caller(client, issue_token(user=approver))


@pytest.fixture
def ministry_calls(client, ministry):
    return Caller(client, issue_token(user=ministry))


@pytest.fixture
def abroad():
    """A posting in Hà Nội."""
    commune = AssignmentFactory._meta.model._meta.get_field("commune").related_model.objects.get(code="00376")
    return AssignmentFactory(commune=commune)


@pytest.fixture
def period(ministry):
    return a_period(ministry)


@pytest.fixture(scope="module")
def document():
    """The OpenAPI document in Vietnamese."""
    with override("vi"):  # a fixture of a module may follow a test that left another language behind
        return api.get_openapi_schema()
