"""What every page tells the browser, and that reading it changes nothing: as who may open it."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.reading import PERSONAL
from tests.scope_matrix import READ, ROUTES
from tests.shares import shared

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
# Who read and looked at what, and the reader's own session.
NOTED_WHILE_READING = {"accounts_reading", "accounts_recentlyseen", "django_session"}
# Work whose worker is gone: who reads it marks it as lost.
FOUND_LOST = {name: {"deployment_work"} for name in ("deployment:work", "api:work", "api:works")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", shared(READ))
def test_every_page_has_every_header(world, name):
    route = ROUTES[name]
    user = next(user for user in world.users if route.lets_in(user))
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]

    for side in (world.own[user], world.other):
        written = Written()
        with connection.execute_wrapper(written):
            judge(name, client.get(reverse(name, kwargs=route.path_of(side))))
        assert written.tables <= NOTED_WHILE_READING | FOUND_LOST.get(name, set())


class Written:
    """The tables that statements write."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        self.tables |= set(WRITES.findall(sql))
        return execute(sql, params, many, context)


def auditors(world, **more):
    client = Client(**more)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[world.users[3]]
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [("/nothing/here/", 404), ("/officers/new/", 403), ("/officers/987654321/", 404),
     ("/communes/?as_of=x", 400), ("/api/v1/officers/987654321", 404)],
)  # fmt: skip
def test_refusals_have_them_too(world, path, status):
    answer = auditors(world).get(path)

    assert answer.status_code == status
    judge_policy(answer)


def test_files_pass_by_what_sets_the_policy():
    """That they have it is seen behind the real proxy (tests/config/test_proxy.py)."""
    order = settings.MIDDLEWARE.index

    assert order("csp.middleware.CSPMiddleware") < order("whitenoise.middleware.WhiteNoiseMiddleware")


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "status"), [("get", 500), ("post", 403)])
def test_an_error_of_ours_and_a_form_without_its_token_have_them_too(world, monkeypatch, method, status):
    client = auditors(world, enforce_csrf_checks=True, raise_request_exception=False)
    monkeypatch.setattr("deployment.views.lists.PAGE_SIZES", None)
    answer = getattr(client, method)("/officers/")

    assert answer.status_code == status
    assert "PAGE_SIZES" not in answer.content.decode()
    judge_policy(answer)


def judge_policy(answer):
    """What every answer carries, files and refusals too."""
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert set(policy.split("; ")) >= {
        "default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'",
        "form-action 'self'", "frame-ancestors 'none'",
    }  # fmt: skip
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Content-Type"]


def judge(name, answer):
    judge_policy(answer)
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert not answer.has_header("Access-Control-Allow-Origin")
    kept = answer["Cache-Control"]
    assert "no-store" in kept or ("private" in kept and "no-cache" in kept and name not in PERSONAL)
    if answer.get("Content-Type", "").startswith("text/"):
        assert "charset=utf-8" in answer["Content-Type"].lower()
