"""What is asked of a session in which something important is done."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.accounts.test_signing_in import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_ago(client, editor):
    """A client whose password was given an hour ago."""
    sign_in(client, editor)
    session = client.session
    for proof in session["account_authentication_methods"]:
        proof["at"] = time.time() - 3600
    session.save()
    return client


def test_who_proves_it_anew_goes_on_in_a_new_session(long_ago):
    before = long_ago.session.session_key
    thief = Client()
    thief.cookies["sessionid"] = before
    assert is_in(thief)

    long_ago.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert (is_in(long_ago), is_in(thief)) == (True, False)
    assert not Session.objects.filter(session_key=before).exists()
    assert [each.session_key for each in UserSession.objects.all()] == [long_ago.session.session_key]


def test_a_wrong_password_renews_nothing(long_ago):
    before = long_ago.session.session_key

    long_ago.post(reverse("account_reauthenticate"), {"password": "wrong"})

    assert (long_ago.session.session_key, is_in(long_ago)) == (before, True)


@pytest.mark.parametrize("all_others", [True, False])
def test_sessions_are_ended_by_who_proves_to_be_their_owner(long_ago, editor, all_others):
    other = Client()
    sign_in(other, editor)
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    url = reverse("usersessions_list") if all_others else reverse("accounts:end-session", args=[theirs.pk])

    asked = long_ago.post(url)
    assert (asked.status_code, asked.url.partition("?")[0]) == (302, reverse("account_reauthenticate"))
    assert is_in(other)
    long_ago.post(asked.url, {"password": PASSWORD, "next": url})

    assert (is_in(long_ago), is_in(other)) == (True, False)


@pytest.mark.parametrize(("words", "left"), [(["editor-11"], [False, True]), (["--all"], [False, False])])
def test_whoever_runs_the_machine_ends_the_sessions_of_one_or_all(client, editor, approver, words, left):
    other = Client()
    sign_in(client, editor)
    sign_in(other, approver)

    call_command("end_sessions", *words)

    assert [is_in(client), is_in(other)] == left


@pytest.mark.parametrize("words", [[], ["nobody"], ["editor-11", "--all"]])
def test_sessions_of_nobody_are_not_ended(editor, words):
    with pytest.raises(CommandError):
        call_command("end_sessions", *words)
