"""Codes and seeds of second factors: drawn, long enough, brief, and never stored in clear."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Reading
from tests.accounts.test_signing_in import PASSWORD, is_in, sign_in, with_app  # noqa: F401

pytestmark = pytest.mark.django_db
PERIOD = 30  # seconds


def code_of(secret, *, before=0):
    return {"code": format_hotp_value(hotp_value(secret, int(time.time() - before) // PERIOD))}


@pytest.mark.parametrize(("before", "opens"), [(0, True), (2 * PERIOD, False), (-2 * PERIOD, False)])
def test_a_code_holds_for_half_a_minute(client, editor, with_app, before, opens):  # noqa: F811
    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), code_of(with_app, before=before))

    assert is_in(client) is opens


def test_seeds_are_drawn_and_long():
    seeds = {generate_totp_secret() for _ in range(50)}

    assert (len(seeds), {len(seed) for seed in seeds}) == (50, {32})  # base 32: 160 bits
    assert len({RecoveryCodes.generate_seed() for _ in range(50)}) == 50


def test_recovery_codes_are_of_eight_figures_and_stored_as_an_encrypted_seed(editor):
    stored = RecoveryCodes.activate(editor)
    codes = stored.get_unused_codes()

    assert (len(set(codes)), {len(code) for code in codes}) == (10, {8})
    assert set(stored.instance.data) == {"seed", "used_mask"}
    assert stored.instance.data["seed"].startswith("gAAAA")  # Fernet's first bytes
    assert not any(code in str(stored.instance.data) for code in codes)


def test_codes_are_not_to_be_guessed(client, editor, with_app):  # noqa: F811
    sign_in(client, editor)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), code_of(with_app))

    assert not is_in(client)


def test_a_wrong_code_and_a_wrong_proof_are_logged_with_the_account(client, editor, with_app):  # noqa: F811
    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.force_login(editor)
    client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert list(Reading.objects.order_by("id").values_list("name", "route", "outcome")) == [
        ("editor-11", "mfa_authenticate", "sign_in"),
        ("editor-11", "account_reauthenticate", "sign_in"),
        ("editor-11", "account_reauthenticate", "signed_in"),
    ]


def test_with_a_new_key_nothing_has_to_be_set_up_anew(client, editor, with_app, settings):  # noqa: F811
    RecoveryCodes.activate(editor)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]
    call_command("renew_secrets")
    settings.SECRET_KEY_FALLBACKS = []

    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), code_of(with_app))

    assert is_in(client)
    assert len(RecoveryCodes.activate(editor).get_unused_codes()) == 10


def test_until_then_the_old_key_opens_what_it_sealed_and_no_other_does(client, editor, with_app, settings):  # noqa: F811
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a new one"
    settings.SECRET_KEY_FALLBACKS = [old]
    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), code_of(with_app))
    assert is_in(client)

    settings.SECRET_KEY_FALLBACKS = ["another"]
    with pytest.raises(InvalidToken):
        TOTP(Authenticator.objects.get(user=editor)).validate_code("000000")
