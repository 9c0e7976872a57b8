"""Whose token it is."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from accounts.tokens import issue_token
from deployment.models import Dataset
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db


def test_a_token_tells_its_account_and_what_it_may(client, editor):
    told = Caller(client, issue_token(user=editor, may_write=False))("get", "/account").json()

    assert told.pop("expires_at").endswith("Z")
    days = {told.pop(name) for name in ("today", "cycle_today", "default_as_of")}
    assert days == {localdate().isoformat()}
    assert told == {
        "username": "editor-11", "role": "province_editor", "province_code": "11", "may_write": False,
    }  # fmt: skip


def test_a_session_has_no_end_of_its_own(client, ministry):
    client.force_login(ministry)
    told = client.get("/api/v1/account").json()

    assert (told["role"], told["province_code"], told["may_write"], told["expires_at"]) == (
        "ministry", None, True, None,
    )  # fmt: skip


def test_an_auditors_token_writes_nothing_whatever_was_chosen(client, auditor):
    calls = Caller(client, issue_token(user=auditor, may_write=True))

    assert calls("get", "/account").json()["may_write"] is False


def test_the_day_of_the_demonstration_is_told_beside_today(editor_calls):
    Dataset.objects.create(as_of=date(2021, 5, 31), seed=1, scale=1)
    told = editor_calls("get", "/account").json()

    assert (told["default_as_of"], told["today"]) == ("2021-05-31", localdate().isoformat())
    assert told["cycle_today"] == "2021-06-02"
    assert editor_calls("get", "/officers").json()["as_of"] == told["default_as_of"]
