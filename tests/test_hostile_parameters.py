"""Hostile queries at every page, hostile bodies at every form: refused or answered, never a 500.

The addresses are those of `tests/scope_matrix/`; which parameters a page has is heard from the page
itself (`overheard`), so that a new one is tried without being named here.
"""

import json

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.api.limits import Limit
from tests.hostile import MARK, encoded, filled, overheard, pairs
from tests.scope_matrix import READ, ROUTES
from tests.shares import shared

ANSWERS = {200, 302, 400, 404}
WRITTEN = {200, 201, 204, 302}  # any other answer is a refusal: then nothing may be written
CALM = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
FEW, MANY = 2, 70
SENT = [name for name, route in ROUTES.items() if "POST" in route.methods]


def who_reads(world, name, method="GET"):
    return next(user for user in (*world.users, None) if ROUTES[name].lets_in(user, method))


def url_of(world, name, user):
    return reverse(name, kwargs=ROUTES[name].path_of(world.own[user]))


def try_queries(world, monkeypatch, name, cases):
    user = who_reads(world, name)
    url = url_of(world, name, user)
    with overheard(monkeypatch) as names:
        world.send(user, "get", url)

    @settings(CALM, max_examples=cases)
    @given(pairs(sorted(names)))
    def hostile(sent):
        status, text, answer = world.send(user, "get", url, QUERY_STRING=encoded(sent))

        assert status in ANSWERS, status
        assert not answer.wrote
        if "html" in answer.headers.get("Content-Type", ""):
            assert MARK not in text
        assert "X-Evil" not in answer.headers
        assert "evil.example" not in answer.headers.get("Location", "").split("?")[0]

    hostile()


@pytest.fixture
def unhurried(monkeypatch):
    """Seventy calls within a second are the test's own haste: no limit of the API answers before the page."""
    monkeypatch.setattr("accounts.api.limits.LIMITS", (Limit("steady", 10_000, 60),))


def try_bodies(world, monkeypatch, name, cases):
    user, route = who_reads(world, name, "POST"), ROUTES[name]
    url = url_of(world, name, user)
    page = world.send(user, "get", url)[1] if "GET" in route.methods else ""
    kind = filled(page) | route.body_of(world.own[user])
    with overheard(monkeypatch) as names:
        world.send(user, "post", url, kind)

    @settings(CALM, max_examples=cases)
    @given(
        pairs(sorted({*names, *kind}), most=4), st.sets(st.sampled_from(sorted({*kind, "token"})), max_size=2)
    )
    def hostile(sent, left_out):
        replaced = left_out | {key for key, _value in sent}
        body = [(key, value) for key, value in kind.items() if key not in replaced] + sent
        if route.api:
            document = json.dumps(dict(body))
            headers = {"If-Match": '"x"'}
            status, text, answer = world.send(
                user, "post", url, document, "application/json", headers=headers
            )
        else:
            form = "application/x-www-form-urlencoded"
            status, text, answer = world.send(user, "post", url, encoded(body), form)

        assert status in WRITTEN or not answer.wrote, f"{status}, and yet something was written"
        if "html" in answer.headers.get("Content-Type", ""):
            assert MARK not in text
        assert "evil.example" not in answer.headers.get("Location", "").split("?")[0]

    hostile()


@pytest.mark.parametrize("name", shared(READ))
def test_a_hostile_query_is_answered_or_refused(world, monkeypatch, name):
    try_queries(world, monkeypatch, name, FEW)


@pytest.mark.parametrize("name", shared(SENT))
def test_a_hostile_form_is_refused_and_writes_nothing(world, monkeypatch, name):
    try_bodies(world, monkeypatch, name, FEW)


@pytest.mark.slow
@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("name", READ)
def test_many_hostile_queries(world, monkeypatch, name):
    try_queries(world, monkeypatch, name, MANY)


@pytest.mark.slow
@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("name", SENT)
def test_many_hostile_forms(world, monkeypatch, name):
    try_bodies(world, monkeypatch, name, MANY)
