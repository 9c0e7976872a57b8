"""What pages, sign-in and the production's settings must be like: rows of SECURITY.md."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.models import Reading, Role, User
from accounts.signing_in.hashing import OneCoreArgon2
from config import reading
from config import settings as production
from tests.factories import AssignmentFactory

BASE = Path(__file__).resolve().parent.parent
FIELDS = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
HOSTILE = "<script>alert(1)</script>"
PRODUCTION = {
    "SECRET_KEY": "k7wq2-Zr9_pV4mXc8-Tb3nLs6_Hy1dFg5-Aj0oEu-QiRtYwPx" * 2,
    "ALLOWED_HOSTS": "example.vn",
    "DATABASE_URL": "postgres://app@db.invalid/app",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


def in_production(*words):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words], cwd=BASE, env=kept | PRODUCTION, capture_output=True, text=True, timeout=120
    )


def test_production_settings_pass_djangos_deploy_check():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stderr) == (0, "")


def test_the_deploy_check_fails_where_production_would_not_start(monkeypatch):
    monkeypatch.setitem(PRODUCTION, "SECRET_KEY", "short")

    done = in_production("manage.py", "check", "--deploy")

    assert done.returncode == 1
    assert "config.E001" in done.stderr


def test_cookies_of_production():
    asked = (
        "from django.conf import settings as s; import json;"
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if '_COOKIE_' in n}))"
    )
    cookies = json.loads(in_production("-c", asked).stdout)

    for kind in ("SESSION", "CSRF"):
        assert cookies[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert cookies[f"{kind}_COOKIE_SECURE"]
        assert cookies[f"{kind}_COOKIE_HTTPONLY"]
        assert cookies[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert cookies[f"{kind}_COOKIE_DOMAIN"] is None


def patterns(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.callback
        else:
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_these_addresses_alone_open_without_a_sign_in():
    found = {name for name, view in patterns(get_resolver()) if not getattr(view, "login_required", True)}

    assert found == OPEN


OPEN = {
    "accounts:login", "account_login", "admin:login", "mfa_authenticate",  # the ways in
    "accounts:logout", "account_logout", "account_inactive", "accounts:theme", "set_language",
    "live", "ready",
}  # fmt: skip


@pytest.mark.django_db
def test_signing_out_clears_the_browser(client, editor):
    client.force_login(editor)

    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.django_db
def test_every_page_leads_out(client, editor):
    client.force_login(editor)

    assert 'action="/accounts/logout/"' in client.get("/officers/").content.decode()


@pytest.mark.django_db
def test_no_folder_is_listed_and_trace_is_refused(client, editor):
    client.force_login(editor)

    assert client.get("/static/").status_code == 404
    for path in ("/.git/config", "/static/../.git/config", "/static/%2e%2e/manage.py"):
        assert client.get(path).status_code == 404
    assert client.generic("TRACE", "/officers/").status_code == 405


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post("/officers/new/", {"full_name": "x"}).status_code == 403


@pytest.mark.django_db
def test_hostile_text_is_text_on_the_pages_that_show_it(client, editor):
    held = AssignmentFactory(officer__full_name=HOSTILE, decision_number=HOSTILE)
    client.force_login(editor)

    for url in (
        "/officers/",
        f"/officers/{held.officer_id}/",
        "/assignments/",
        "/communes/03162/",
        "/history/",
    ):
        page = client.get(url).content.decode()
        assert HOSTILE not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/search/suggest/?q=alert", "/find/officers/?q=alert&name=officer"])
def test_hostile_text_is_text_in_what_scripts_put_into_a_page(client, editor, path):
    AssignmentFactory(officer__full_name=HOSTILE, officer__search_key="alert")
    client.force_login(editor)

    page = client.get(path).content.decode()

    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
def test_what_is_asked_is_decoded_once_and_read_once(client, editor):
    client.force_login(editor)
    page = client.get("/officers/?q=%2541n&q=%253Cb%253E").content.decode()
    wrong, right = "as_of=31-31", "as_of=2021-05-31"

    assert 'value="%3Cb%3E"' in page
    assert client.get(f"/communes/?{right}&{wrong}").status_code == 400  # the last one, everywhere
    assert client.get(f"/communes/?{wrong}&{right}").status_code == 200


def test_every_cookie_of_ours_is_set_for_this_host_alone():
    asked = (
        "from django.conf import settings as s; import django; django.setup();"
        "from config.said import HostCookie as c; print(s.THEME_COOKIE_NAME, s.POSITION_COOKIE_NAME,"
        "s.LANGUAGE_COOKIE_NAME, c.cookie_name, s.LANGUAGE_COOKIE_SECURE and s.LANGUAGE_COOKIE_HTTPONLY)"
    )
    *names, kept = in_production("-c", asked).stdout.split()

    assert [name for name in names if not name.startswith("__Host-")] == []
    assert (len(names), kept) == (4, "True")


@pytest.mark.django_db
def test_what_is_said_of_an_officer_lies_in_no_cookie(client, editor, commune):
    held = AssignmentFactory()
    client.force_login(editor)
    page = client.get(f"/assignments/{held.pk}/end/")
    form = {"last_day": "31/05/2021"} | dict(FIELDS.findall(page.content.decode()))
    client.post(f"/assignments/{held.pk}/end/", form)

    assert held.officer.full_name in str(json.loads(client.session["_messages"]))
    assert {name for name in client.cookies if client.cookies[name].value} <= {"sessionid", "csrftoken"}


# --- signing in


@pytest.mark.django_db
def test_the_sign_in_page_helps_password_managers(client):
    page = client.get("/accounts/login/").content.decode()

    (field,) = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page


@pytest.mark.django_db
def test_a_password_is_taken_as_it_is(client):
    long = "  Một câu Rất dài, có dấu và khoảng trắng ở hai đầu  " * 3
    User.objects.create_user("dai", password=long, role=Role.AUDITOR)

    for tried, opens in ((long[:72], False), (long.strip(), False), (long.lower(), False), (long, True)):
        answer = client.post("/accounts/login/", {"username": "dai", "password": tried})
        assert (answer.status_code == 302) is opens


@pytest.mark.django_db
def test_no_password_expires(client):
    User.objects.create_user(
        "lau", password="a-long-passphrase", role=Role.AUDITOR, date_joined="2001-01-01T00:00:00Z"
    )

    assert client.post("/accounts/login/", {"username": "lau", "password": "a-long-passphrase"}).url == "/"


def test_passwords_are_kept_by_argon2():
    assert production.PASSWORD_HASHERS == ["accounts.signing_in.hashing.OneCoreArgon2"]
    # OWASP's Password Storage Cheat Sheet: 46 MiB, one pass, one lane at the least
    assert OneCoreArgon2().encode("x", "saltsalt").startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")


# --- the log


@pytest.mark.django_db
def test_a_sign_in_is_logged_too(client, editor):
    client.post("/accounts/login/", {"username": "editor-11", "password": "a-long-passphrase"})

    assert list(Reading.objects.values_list("name", "outcome")) == [("editor-11", "signed_in")]


@pytest.mark.django_db
def test_a_reading_that_cannot_be_logged_is_not_given(client, editor, monkeypatch):
    held = AssignmentFactory()
    client.force_login(editor)
    client.raise_request_exception = False
    monkeypatch.setattr(reading, "ADD", "SELECT 1 / 0, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s")

    answer = client.get("/officers/")

    assert answer.status_code == 500
    assert held.officer.full_name not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_sent_by_the_reader_is_not_believed(client, editor, settings):
    client.force_login(editor)
    for proxies in (0, 1):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        client.get("/officers/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"}, REMOTE_ADDR="10.0.0.1")

    assert list(Reading.objects.order_by("id").values_list("address", flat=True)) == ["10.0.0.1", "10.0.0.7"]
