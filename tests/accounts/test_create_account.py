from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from accounts.models import Role, User

pytestmark = pytest.mark.django_db
PASSWORD = "sáu-con-vịt-qua-cầu"


def create(monkeypatch, *words, password=PASSWORD):
    monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
    call_command("create_account", *words, "--password-stdin", stdout=StringIO())


def test_an_account_signs_in_with_the_password_given(monkeypatch):
    create(monkeypatch, "le-11", "--role", "province_editor", "--province", "11")

    user = authenticate(username="le-11", password=PASSWORD)
    assert (user.role, user.province.code) == (Role.PROVINCE_EDITOR, "11")


def test_without_a_password_one_is_made_and_shown_once():
    out = StringIO()

    call_command("create_account", "bo", "--role", "ministry", stdout=out)

    assert authenticate(username="bo", password=out.getvalue().split(": ")[-1].strip())


@pytest.mark.parametrize(
    "words",
    [
        ("a", "--role", "king"),
        ("a", "--role", "province_editor"),
        ("a", "--role", "province_editor", "--province", "99"),
        ("a", "--role", "ministry", "--province", "11"),
        ("a b<", "--role", "ministry"),
        ("", "--role", "ministry"),
    ],
)
def test_what_makes_no_sense_is_refused(monkeypatch, words):
    with pytest.raises(CommandError):
        create(monkeypatch, *words)

    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "ngắn", "password1234", "administrator"])
def test_a_weak_password_is_refused(monkeypatch, password):
    with pytest.raises(CommandError):
        create(monkeypatch, "administrator", "--role", "auditor", password=password)


def test_a_name_is_given_once(monkeypatch, ministry):
    with pytest.raises(CommandError):
        create(monkeypatch, "ministry", "--role", "auditor")


def test_the_database_refuses_a_provincial_role_without_a_province():
    with pytest.raises(IntegrityError, match="provincial_roles_alone_have_a_province"):
        User.objects.create(username="x", role=Role.PROVINCE_EDITOR)


def test_the_database_refuses_an_account_without_a_role():
    with pytest.raises(IntegrityError, match="account_has_a_known_role"):
        User.objects.create(username="x", role="")
