"""Choices made in a session that ended: of a token, of the ways of notices, of an address."""

import pytest
from django.core import signing

from accounts.models import ApiToken, MailAddress, NoticeChoice
from accounts.signing_in.kept_forms import SALT

pytestmark = pytest.mark.django_db


def sent_too_late(client, user, form_address: str, shown_at: str, **typed: str):
    """Send a form after its session ended, and give its page as the account sees it once signed in again."""
    mark = signing.dumps(user.pk, salt=SALT)
    client.post(form_address, typed | {"whose": mark}, headers={"referer": f"http://testserver{shown_at}"})
    client.force_login(user)
    return client.get(shown_at)


def test_a_token_is_not_made_but_its_form_stands_as_it_was(client, editor):
    typed = {"label": "Đồng bộ đêm", "days": "7", "may_write": "on"}
    page = sent_too_late(client, editor, "/accounts/tokens/", "/accounts/tokens/", **typed)

    form = page.context["form"]
    assert [form[name].value() for name in ("label", "days", "may_write")] == ["Đồng bộ đêm", "7", True]
    assert not form.is_bound
    assert not ApiToken.objects.exists()


def test_ways_and_address_stand_as_they_were_chosen(client, editor):
    shown_at = "/notices/settings/"
    ways = sent_too_late(client, editor, shown_at, shown_at, returned="daily")
    assert ways.context["ways"]["returned"].value() == "daily"
    assert ways.context["ways"]["approved"].value() == "site"
    client.logout()
    page = sent_too_late(client, editor, f"{shown_at}address/", shown_at, address="a@example.vn")

    assert page.context["address"]["address"].value() == "a@example.vn"
    assert not NoticeChoice.objects.exists()
    assert not MailAddress.objects.exists()
