"""What every page tells the browser: headers of every address, as who may open it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.reading import PERSONAL
from tests.scope_matrix import READ, ROUTES
from tests.shares import shared


@pytest.mark.django_db
@pytest.mark.parametrize("name", shared(READ))
def test_every_page_has_every_header(world, name):
    route = ROUTES[name]
    user = next(user for user in world.users if route.lets_in(user))
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]

    for side in (world.own[user], world.other):
        judge(name, client.get(reverse(name, kwargs=route.path_of(side))))


def judge(name, answer):
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert not answer.has_header("Access-Control-Allow-Origin")
    kept = answer["Cache-Control"]
    assert "no-store" in kept or ("private" in kept and "no-cache" in kept and name not in PERSONAL)
    if answer.get("Content-Type", "").startswith("text/"):
        assert "charset=utf-8" in answer["Content-Type"].lower()
