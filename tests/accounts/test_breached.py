"""Passwords known from breaches are refused, by a list that lies here."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.creating import AccountRefused, create_account
from accounts.models import User
from accounts.signing_in.breached import LIST, WIDTH, BreachedValidator, is_breached

KNOWN = ["manchesterunited", "perasperaadastra", "ISeeDeadPeople", "iseedeadpeople1999!", " michaeljackson "]
QUICK = 0.001  # seconds


@pytest.mark.parametrize("known", KNOWN)
def test_what_is_known_from_breaches_is_refused(known):
    with pytest.raises(ValidationError):
        BreachedValidator().validate(known)


@pytest.mark.parametrize(
    "good", ["hoa ban nở trắng sườn đồi", "bốn con trâu gặm cỏ", "123456 7890 !", "", "\0" * 20]
)
def test_what_is_not_in_the_list_passes(good):
    BreachedValidator().validate(good)


def test_the_list_is_whole_and_sorted():
    content = LIST.read_bytes()
    marks = [content[place : place + WIDTH] for place in range(0, len(content), WIDTH)]

    assert (len(content) % WIDTH, len(marks) > 40_000) == (0, True)
    assert marks == sorted(set(marks))


def test_a_look_up_takes_no_time():
    is_breached("the first one reads the list")
    began = time.perf_counter()
    for number in range(100):
        is_breached(f"một câu của riêng tôi {number}")

    assert (time.perf_counter() - began) / 100 < QUICK


@pytest.mark.django_db
def test_every_way_to_a_password_asks(client, editor):
    client.force_login(editor)
    new = {"oldpassword": "a-long-passphrase", "password1": KNOWN[0], "password2": KNOWN[0]}
    page = client.post(reverse("account_change_password"), new)
    with pytest.raises(AccountRefused):
        create_account(name="new", role="ministry", province_code=None, password=KNOWN[0])

    assert "đã bị lộ" in page.content.decode()
    assert not User.objects.filter(username="new").exists()
