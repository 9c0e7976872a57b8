"""A form sent after its session ended: kept for its account alone, shown again, never carried out."""

import json
import time
import zlib
from datetime import timedelta
from urllib.parse import unquote

import pytest
from allauth.usersessions.models import UserSession
from django.core import signing
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import now

from accounts.models import KeptForm, User
from accounts.signing_in.kept_forms import SALT, _box
from deployment.models import Officer
from tests.factories import OfficerFactory

pytestmark = pytest.mark.django_db
PAGE, PASSWORD = "/officers/new/", "a-long-passphrase"
BORN = {"service_number": "123456-789", "full_name": "Lò Văn Ún", "date_of_birth": "1/1/1990", "sex": "male",
        "force": "regular", "token": "5f2b6a0e-0000-4000-8000-000000000001"}  # fmt: skip
AGAIN = "Đã điền lại những gì bạn đã nhập"


def mark(user: User) -> str:
    return signing.dumps(user.pk, salt=SALT)


def typed(user: User, **more: str) -> dict[str, str]:
    return BORN | {"whose": mark(user)} | more


def sign_in(client: Client, user: User, password: str = PASSWORD):
    return client.post("/accounts/login/", {"username": str(user), "password": password})


def idle(client: Client) -> None:
    session = client.session
    session["seen_at"] = int(time.time()) - 31 * 60
    session.save()


def ended_elsewhere(client: Client) -> None:
    UserSession.objects.get().end()


def new_password(client: Client) -> None:
    user = User.objects.get()
    user.set_password(PASSWORD)
    user.save()


def cookie_gone(client: Client) -> None:
    client.cookies.clear()


@pytest.fixture
def interrupted(client, editor):
    """What the editor typed arrives without a session."""
    return client.post(PAGE, typed(editor))


def shown(client: Client, page: str = PAGE):
    return client.get(page).context["form"]["full_name"].value()


@pytest.mark.parametrize("end", [idle, ended_elsewhere, new_password, cookie_gone])
def test_what_was_typed_stands_in_the_form_after_signing_in_again(client, editor, end):
    sign_in(client, editor)
    client.get(PAGE)
    end(client)
    answer = client.post(PAGE, typed(editor))

    assert answer.url == "/accounts/login/?next=/officers/new/"
    login = client.get(answer.url).content.decode()
    assert "giữ một giờ" in login
    assert BORN["full_name"] not in login
    assert client.post(answer.url, {"username": str(editor), "password": PASSWORD}).url == PAGE
    page = client.get(PAGE)
    assert AGAIN in page.content.decode()
    assert {name: page.context["form"][name].value() for name in BORN} == BORN
    assert not Officer.objects.exists()


def test_it_is_sent_by_the_reader_and_then_gone(client, editor, interrupted):
    sign_in(client, editor)
    form = client.get(PAGE).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"whose": mark(editor)}

    answer = client.post(PAGE, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert (Officer.objects.count(), KeptForm.objects.count()) == (1, 0)
    assert AGAIN not in client.get(PAGE).content.decode()


def test_a_refused_form_is_kept_on(client, editor, interrupted):
    sign_in(client, editor)

    assert client.post(PAGE, typed(editor, full_name="")).status_code == 422
    assert shown(client) == BORN["full_name"]


def test_nobody_else_gets_it(client, editor, approver, interrupted):
    sign_in(client, approver)

    assert shown(client) is None
    assert AGAIN not in client.get(PAGE).content.decode()
    client.post("/accounts/kept/forget/", {"page": PAGE})
    assert KeptForm.objects.count() == 1


def test_a_row_moved_to_another_account_does_not_open(client, editor, approver, interrupted):
    KeptForm.objects.update(user=approver)
    sign_in(client, approver)

    assert shown(client) is None


def test_it_lies_encrypted(interrupted):
    assert BORN["full_name"].encode() not in bytes(KeptForm.objects.get().content)


@pytest.mark.parametrize("wrong", ["", "x", "MQ:1abcde:forged", "tampered", "of-another-use", "old"])
def test_a_form_without_a_good_mark_is_not_kept(client, editor, time_machine, wrong):
    good = mark(editor)
    tampered = good[:-1] + ("A" if good[-1] != "A" else "B")
    made = {"tampered": tampered, "of-another-use": signing.dumps(editor.pk), "old": good}
    if wrong == "old":
        time_machine.move_to(now() + timedelta(days=3, minutes=1))
    answer = client.post(PAGE, typed(editor, whose=made.get(wrong, wrong)))

    assert answer.url.startswith("/accounts/login/")
    assert "chưa được ghi" in client.get(answer.url).content.decode()
    assert not KeptForm.objects.exists()


def test_what_is_too_long_is_not_kept_and_this_is_said(client, editor):
    noise = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(500_000))
    answer = client.post(PAGE, typed(editor, full_name=noise))

    assert "quá dài" in client.get(answer.url).content.decode()
    assert not KeptForm.objects.exists()


def test_the_database_bounds_it_too(editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptForm.objects.create(user=editor, page="/x/", content=b"x" * 400_001, kept_at=now())


def test_the_newest_five_pages_are_kept(client, editor):
    for number in range(7):
        client.post(f"/assignments/{number}/end/", typed(editor))

    pages = KeptForm.objects.values_list("page", flat=True)
    assert sorted(pages) == [f"/assignments/{number}/end/" for number in range(2, 7)]


def test_passwords_codes_and_files_are_never_kept(client, editor, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("secret words")
    sent = {"whose": mark(editor), "password1": "p", "code": "123456", "note": "n"}
    with file.open("rb") as content:
        client.post("/assignments/import/", sent | {"file": content})
    content = json.loads(zlib.decompress(_box(editor).decrypt(bytes(KeptForm.objects.get().content))))
    assert content == {"fields": {"note": ["n"]}, "files": True}
    sign_in(client, editor)
    kept = client.get("/assignments/import/")

    assert kept.status_code == 200
    assert "chọn lại tệp" in kept.content.decode()


def test_it_is_kept_for_an_hour(client, editor, interrupted, time_machine):
    time_machine.move_to(now() + timedelta(minutes=61))
    sign_in(client, editor)

    assert shown(client) is None
    call_command("clean_up")
    assert not KeptForm.objects.exists()


def test_the_reader_throws_it_away(client, editor, interrupted):
    sign_in(client, editor)

    assert client.post("/accounts/kept/forget/", {"page": PAGE}).url == PAGE
    assert shown(client) is None


@pytest.mark.parametrize(
    "page", ["", "//evil.example/", "https://evil.example/", "javascript:x", "/\\evil.example"]
)
def test_throwing_away_leads_to_no_other_site(client, editor, page):
    client.force_login(editor)

    assert client.post("/accounts/kept/forget/", {"page": page}).url == "/"


def test_signing_out_throws_it_away(client, editor, interrupted):
    sign_in(client, editor)
    client.post("/accounts/logout/")

    assert not KeptForm.objects.exists()


def test_an_account_put_out_of_use_keeps_nothing(client, editor):
    User.objects.update(is_active=False)
    client.post(PAGE, typed(editor))

    assert not KeptForm.objects.exists()


def test_a_second_window_signed_in_anew_gets_the_form_back(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    answer = strict.post(PAGE, typed(editor, csrfmiddlewaretoken="of-the-session-before"))

    assert answer.url == PAGE
    assert shown(strict) == BORN["full_name"]
    assert not Officer.objects.exists()


@pytest.mark.parametrize("whose", ["", "approver", "forged"])
def test_no_other_site_plants_a_form(request, editor, approver, whose):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    planted = mark(approver) if whose == "approver" else whose

    assert strict.post(PAGE, typed(editor, whose=planted)).status_code == 403
    assert not KeptForm.objects.exists()


def test_what_was_seen_before_is_compared_when_it_is_sent_at_last(client, editor):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    page = f"/officers/{officer.pk}/amend/"
    client.force_login(editor)
    form = client.get(page).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "whose": mark(editor),
        "full_name": "A B",
    }
    client.logout()
    client.post(page, sent)
    officer.full_name = "Lò Văn Mới"
    officer.save()
    client.force_login(editor)
    again = client.get(page).context["form"]

    assert again["full_name"].value() == "A B"
    assert client.post(page, {n: again[n].value() or "" for n in again.fields}).status_code == 409


@pytest.mark.parametrize(
    "referer", ["http://testserver//evil.example/", "https://evil.example/x", "not an address"]
)
def test_nobody_is_led_to_another_site(editor, referer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    answer = strict.post(PAGE, typed(editor), headers={"referer": referer})

    assert answer.url == PAGE


def test_a_button_pressed_without_a_session_leads_back_to_its_page(client, editor):
    answer = client.post("/notices/read/", headers={"referer": "http://testserver/notices/"})

    assert answer.url == "/accounts/login/?next=/notices/"


@pytest.mark.parametrize(
    ("shown_at", "leads_to"),
    [
        ("/notices/read/", "/notices/"),
        ("/i18n/setlang/", "/"),
        ("/reports/12/pack/", "/reports/12/"),
        ("/officers/?page=2", "/officers/?page=2"),
        ("/reports/12/", "/reports/12/"),
    ],
)
def test_a_form_sent_from_an_answer_that_cannot_be_opened_leads_to_the_page_before_it(
    client, editor, shown_at, leads_to
):
    referer = f"http://testserver{shown_at}"
    answer = client.post("/notices/read/", typed(editor), headers={"referer": referer})

    assert unquote(answer.url) == f"/accounts/login/?next={leads_to}"
    assert KeptForm.objects.get().page == leads_to
