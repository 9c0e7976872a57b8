"""The language of an account: kept by the switch, followed by new sessions and by mail."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import now
from django.utils.translation import override

from accounts.models import MailAddress, NoticeChoice, NoticeKind, User, Way
from accounts.notices.mail import send_due
from accounts.notices.telling import tell

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-passphrase"


def choose(client: Client, language: str) -> None:
    client.post("/i18n/setlang/", {"language": language, "next": "/"})


def signed_in(user: User, before: str = "", cookie: str = "") -> Client:
    """Give a browser in which `user` has just signed in; `before` was chosen at the door."""
    client = Client()
    if cookie:
        client.cookies["language"] = cookie
    if before:
        choose(client, before)
    client.post("/accounts/login/", {"username": str(user), "password": PASSWORD})
    return client


def page(client: Client) -> str:
    return client.get("/").content.decode().split("<html lang=")[1][1:3]


def test_a_new_session_speaks_what_was_chosen_in_another(editor):
    choose(signed_in(editor), "en")

    assert page(signed_in(editor)) == "en"
    assert page(signed_in(editor, cookie="vi")) == "en"  # of whoever used this machine before


def test_what_is_chosen_at_the_door_is_the_newest_choice(editor):
    choose(signed_in(editor), "en")

    assert page(signed_in(editor, before="vi")) == "vi"
    assert User.objects.get(pk=editor.pk).language == "vi"


def test_a_choice_from_before_accounts_kept_it_is_taken_over(editor):
    assert page(signed_in(editor, cookie="en")) == "en"
    assert User.objects.get(pk=editor.pk).language == "en"


@pytest.mark.parametrize("language", ["", "xx", "en-GB", "e" * 500])
def test_no_other_language_is_kept(editor, language):
    client = signed_in(editor, before=language, cookie="vi" if language else "xx")
    choose(client, language)

    assert User.objects.get(pk=editor.pk).language in ("", "vi")
    assert page(client) == "vi"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=editor.pk).update(language="xx")


def test_mail_is_in_the_language_of_its_reader_whoever_sends_it(editor, approver):
    for user in (editor, approver):
        MailAddress.objects.create(user=user, address=f"{user}@example.vn", verified_at=now())
        NoticeChoice.objects.create(user=user, kind=NoticeKind.DUE_SOON, way=Way.AT_ONCE)
    User.objects.filter(pk=editor.pk).update(language="en")
    tell([editor, approver], NoticeKind.DUE_SOON, key="x", url="/", period="Kỳ 5", day="31/5/2021")

    with override("en"):
        assert send_due() == 2

    bodies = {message.to[0]: f"{message.subject}\n{message.body}" for message in mail.outbox}
    english, vietnamese = bodies[f"{editor}@example.vn"], bodies[f"{approver}@example.vn"]
    assert "Kỳ 5: the report is not sent yet, due 31 May 2021." in english
    assert "1 new notice" in english
    assert "hạn gửi 31/5/2021" in vietnamese
    assert "1 thông báo mới" in vietnamese
    assert 'lang="en"' in str(mail.outbox[0].alternatives[0][0]) + str(mail.outbox[1].alternatives[0][0])
