from functools import partial

import pytest

from accounts.tokens import issue_token
from tests.factories import AssignmentFactory
from tests.reports.cycle import a_period

BEARER = "Bearer {}"


class Caller:
    """A program with a token; answers are checked for their content type on the way."""

    def __init__(self, client, text):
        self.client, self.text = client, text

    def __call__(self, method, path, body=None, **headers):
        headers = {"Authorization": BEARER.format(self.text), **headers}
        send = partial(getattr(self.client, method), f"/api/v1{path}", headers=headers)
        if body is None and method in ("get", "head"):
            return send()
        return send(data=b"" if body is None else body, content_type="application/json")


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
