"""A password that somebody else knows opens one page: the one that sets one's own."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from tests.accounts.test_signing_in import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db
OWN = "hoa ban nở trắng sườn đồi"


@pytest.fixture
def given(editor):
    """The editor, with a password that was given."""
    User.objects.filter(pk=editor.pk).update(password_expires_at=now() + timedelta(days=7))
    return editor


@pytest.mark.parametrize("path", ["/", "/officers/", "/search/?q=an", "/accounts/tokens/"])
def test_it_leads_to_the_page_that_sets_ones_own(client, given, path):
    sign_in(client, given)

    answer = client.get(path)

    assert (answer.status_code, answer.url) == (302, reverse("account_change_password"))
    assert "do người khác đặt" in client.get(answer.url).content.decode()


def test_with_ones_own_the_pages_open(client, given):
    sign_in(client, given)
    new = {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}
    client.post(reverse("account_change_password"), new)
    sign_in(client, given, OWN)

    assert is_in(client)
    assert User.objects.get(pk=given.pk).password_expires_at is None


def test_after_its_time_it_opens_nothing(client, given):
    sign_in(client, given)
    User.objects.filter(pk=given.pk).update(password_expires_at=now())
    late = Client()
    refused = sign_in(late, given)

    assert "Mật khẩu tạm đã hết hạn" in refused.content.decode()
    for each in (client, late):
        assert each.get(reverse("account_change_password")).url.startswith("/accounts/login/")


def test_one_that_the_machine_makes_is_such_and_one_that_is_typed_is_not(monkeypatch, capsys):
    call_command("create_account", "made", "--role", "auditor")
    monkeypatch.setattr("sys.stdin", StringIO(f"{OWN}\n"))
    call_command("create_account", "typed", "--role", "auditor", "--password-stdin")

    ends = dict(User.objects.values_list("username", "password_expires_at"))
    assert (now() < ends["made"] <= now() + timedelta(days=7), ends["typed"]) == (True, None)


def test_one_that_the_administrator_gives_is_such(client, editor):
    client.force_login(User.objects.create_superuser("root"))
    form = {"password1": OWN, "password2": OWN, "usable_password": "true"}
    client.post(f"/admin/accounts/user/{editor.pk}/password/", form)
    client.post("/admin/accounts/user/add/", form | {"username": "new", "role": "auditor"})

    ends = dict(User.objects.values_list("username", "password_expires_at"))
    assert ends["editor-11"] > now()
    assert ends["new"] > now()
