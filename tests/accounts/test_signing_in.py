"""Signing in: who gets in, who is asked for more, and when a session ends."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import User
from communes.models import Province

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "/accounts/login/", "a-long-passphrase"


def sign_in(client: Client, user: User | str, password: str = PASSWORD, **more):
    return client.post(LOGIN, {"username": str(user), "password": password}, **more)


def is_in(client: Client) -> bool:
    return client.get("/communes/").status_code == 200


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def with_app(editor: User) -> str:
    """The secret of the editor's authenticator app."""
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    return secret


def test_a_password_opens_the_account(client, editor):
    answer = sign_in(client, editor)

    assert (answer.status_code, answer.url, is_in(client)) == (302, "/", True)


def test_a_page_asked_for_before_is_shown_after_and_no_other_site(client, editor):
    assert sign_in(client, editor, QUERY_STRING="next=/officers/").url == "/officers/"
    client.logout()
    assert sign_in(client, editor, QUERY_STRING="next=https://evil.example/").url == "/"


@pytest.mark.parametrize("name", ["editor-11", "nobody"])
def test_a_wrong_password_says_the_same_of_any_name(client, editor, name):
    answer = sign_in(client, name, "wrong")

    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()
    assert not is_in(client)


def test_an_inactive_account_does_not_open(client, editor):
    User.objects.filter(pk=editor.pk).update(is_active=False)
    sign_in(client, editor)

    assert not is_in(client)


def test_five_wrong_passwords_lock_the_account_whatever_the_address(editor):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), editor, "wrong")

    late = Client(REMOTE_ADDR="10.0.0.99")
    answer = sign_in(late, editor)

    assert "quá nhiều lần" in answer.content.decode()
    assert not is_in(late)


def test_many_names_from_one_address_lock_the_address(ministry):
    for number in range(20):
        sign_in(Client(), f"somebody-{number}", "wrong")
    blocked, elsewhere = Client(), Client(REMOTE_ADDR="10.9.9.9")
    sign_in(blocked, ministry)
    sign_in(elsewhere, ministry)

    assert (is_in(blocked), is_in(elsewhere)) == (False, True)


def test_signing_in_makes_a_new_session(client, editor):
    client.get(LOGIN)
    session = client.session
    session["planted"] = "x"
    session.save()
    before = client.session.session_key
    sign_in(client, editor)

    assert client.session.session_key != before


def test_keys_of_sessions_are_drawn_not_counted(editor):
    keys = set()
    for _ in range(20):
        client = Client()
        client.force_login(editor)
        keys.add(client.session.session_key)

    assert (len(keys), {len(key) for key in keys}) == (20, {32})
    assert min(len({key[place] for key in keys}) for place in range(32)) > 3


def test_deactivation_and_another_province_hold_at_the_next_request(client, editor):
    client.force_login(editor)
    assert is_in(client)
    there = Province.objects.get(code="01")
    User.objects.filter(pk=editor.pk).update(province=there)
    assert client.get("/provinces/11/").status_code == 404
    assert client.get("/provinces/01/").status_code == 200

    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert not is_in(client)


def test_an_app_is_asked_for_its_code(client, editor, with_app):
    first = sign_in(client, editor)
    assert first.url == reverse("mfa_authenticate")
    assert not is_in(client)

    client.post(first.url, {"code": "000000"})
    assert not is_in(client)
    client.post(first.url, {"code": code_of(with_app)})
    assert is_in(client)


def test_a_code_opens_once(client, editor, with_app):
    code, other = code_of(with_app), Client()
    for each in (client, other):
        sign_in(each, editor)
        each.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_in(client), is_in(other)) == (True, False)


def test_the_secret_of_an_app_is_not_stored_in_clear(editor, with_app):
    stored = Authenticator.objects.get(user=editor)

    assert with_app not in str(stored.data)


def test_setting_up_the_app_gives_recovery_codes_that_open_once(client, editor):
    sign_in(client, editor)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    codes = client.get(done.url).context["unused_codes"]
    assert len(codes) == 10

    for expected in (True, False):
        other = Client()
        sign_in(other, editor)
        other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_in(other) is expected


@pytest.mark.parametrize(
    ("required", "role", "asked"),
    [("none", "ministry", False), ("ministry", "ministry", True), ("ministry", "editor", False),
     ("all", "editor", True), ("ministry", "auditor", True)],
)  # fmt: skip
def test_who_must_have_a_second_factor_sees_nothing_before(request, client, settings, required, role, asked):
    settings.REQUIRE_MFA = required
    client.force_login(request.getfixturevalue(role))

    answer = client.get("/officers/")

    wanted = (302, reverse("mfa_index")) if asked else (200, "")
    assert (answer.status_code, getattr(answer, "url", "")) == wanted
    for free in (reverse("mfa_index"), LOGIN):
        assert client.get(free).status_code in (200, 302)
    assert client.get("/accounts/tokens/").status_code == (302 if asked else 200)


def test_with_the_second_factor_the_pages_open(client, settings, editor, with_app):
    settings.REQUIRE_MFA = "all"
    client.force_login(editor)

    assert is_in(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code in (200, 302)


def test_who_must_have_a_second_factor_does_not_turn_it_off(settings, client, editor, with_app):
    settings.REQUIRE_MFA = "all"
    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), {"code": code_of(with_app)})
    asked = client.get(reverse("mfa_deactivate_totp"))
    client.post(asked.url, {"password": PASSWORD})
    refused = client.post(reverse("mfa_deactivate_totp"))

    assert (refused.status_code, "không tắt được" in refused.content.decode()) == (200, True)
    assert Authenticator.objects.filter(user=editor, type=Authenticator.Type.TOTP).exists()


@pytest.mark.parametrize(
    ("idle", "old", "stays"), [(29, 0, True), (31, 0, False), (0, 11, True), (0, 13, False)]
)
def test_sessions_end_when_idle_and_when_old(client, editor, idle, old, stays):
    client.force_login(editor)
    assert is_in(client)
    session = client.session
    session["seen_at"] = int(time.time()) - idle * 60
    session["began_at"] = int(time.time()) - old * 3600
    session.save()

    assert is_in(client) is stays


def test_one_sees_and_ends_ones_own_sessions_alone(client, editor, ministry):
    sign_in(client, editor, HTTP_USER_AGENT="Mozilla one")
    other, foreign = Client(), Client()
    sign_in(other, editor, HTTP_USER_AGENT="Mozilla two")
    sign_in(foreign, ministry)
    page = client.get(reverse("usersessions_list"))
    assert {session.user_agent for session in page.context["sessions"]} == {"Mozilla one", "Mozilla two"}

    theirs = UserSession.objects.get(user=ministry)
    assert client.post(reverse("accounts:end-session", args=[theirs.pk])).status_code == 404
    second = UserSession.objects.get(user_agent="Mozilla two")
    asked = client.post(reverse("accounts:end-session", args=[second.pk]))
    client.post(asked.url, {"password": PASSWORD})

    assert (is_in(client), is_in(other), foreign.get("/officers/").status_code) == (True, False, 200)


def test_a_new_password_ends_every_session(client, editor):
    other = Client()
    sign_in(client, editor)
    sign_in(other, editor)
    new = "hoa ban nở trắng sườn đồi"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).status_code == 302

    assert (is_in(client), is_in(other)) == (False, False)
    sign_in(client, editor, new)
    assert is_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/email/",
        "/accounts/password/reset/",
        "/accounts/social/login/cancelled/",
    ],
)
def test_nobody_makes_an_account_or_resets_one_by_a_page(client, path):
    assert client.get(path).status_code == 404


def test_the_pages_of_signing_in_are_ours(client, editor):
    client.force_login(editor)
    for name in ("mfa_index", "account_change_password", "usersessions_list", "account_reauthenticate",
                 "mfa_list_webauthn", "account_logout"):  # fmt: skip
        page = client.get(reverse(name))
        assert (page.status_code, 'class="topbar"' in page.content.decode()) == (200, True), name


def test_an_account_without_a_password_is_told_who_gives_it_one(client, editor):
    editor.set_unusable_password()
    editor.save()
    client.force_login(editor)

    for answer in (client.get("/accounts/password/"), client.post("/accounts/password/", {"password1": "x"})):
        assert answer.status_code == 200
        assert "chưa có mật khẩu" in answer.content.decode()
