"""The address of an account: named by its owner, proved by a code that was mailed there."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils.timezone import now

from accounts.models import MailAddress, Mailing
from accounts.notices.addresses import AddressRefused, name_address, prove_address
from accounts.notices.mail import send_due
from accounts.notices.telling import tell
from tests.accounts.mailing import KIND, with_mail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["a@example.vn\nBcc: b@example.vn", "x", "a@b", "", "a@example.vn, b@example.vn", "<a@example.vn>"],
)
def test_what_is_no_address_is_refused_and_nothing_sent(client, editor, address):
    client.force_login(editor)

    assert client.post("/notices/settings/address/", {"address": address}).status_code == 422
    assert (mail.outbox, MailAddress.objects.count()) == ([], 0)


def test_an_address_is_proved_by_the_code_that_was_mailed_there(client, editor):
    client.force_login(editor)
    client.post("/notices/settings/address/", {"address": "a@example.vn"})
    tell([editor], KIND, key="x", url="/")
    assert not Mailing.objects.exists()
    code = next(line for line in mail.outbox[0].body.splitlines() if line.isdecimal())

    assert client.post("/notices/settings/address/code/", {"code": code}).status_code == 302
    assert MailAddress.objects.get().verified_at
    assert code not in str(MailAddress.objects.values().get())


def test_codes_are_not_to_be_guessed_nor_used_later_or_by_another(editor, stranger):
    code = name_address(user=editor, address="a@example.vn")
    with pytest.raises(AddressRefused, match="đợi một phút"):
        name_address(user=editor, address="b@example.vn")
    with pytest.raises(AddressRefused):
        prove_address(user=stranger, code=code)
    with (
        time_machine.travel(now() + timedelta(minutes=16)),
        pytest.raises(AddressRefused, match="hết hiệu lực"),
    ):
        prove_address(user=editor, code=code)
    wrong = "000000" if code != "000000" else "000001"
    for _try in range(5):
        with pytest.raises(AddressRefused, match="không đúng"):
            prove_address(user=editor, code=wrong)
    with pytest.raises(AddressRefused, match="hết hiệu lực"):
        prove_address(user=editor, code=code)


def test_another_address_must_be_proved_again(editor):
    with_mail(editor)
    tell([editor], KIND, key="x", url="/")
    name_address(user=editor, address="b@example.vn")

    send_due()

    assert mail.outbox == []
