"""A form in the middle of which the session ends: the person signs in again and goes on."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from deployment.models import Officer

NAME = "Lò Văn Ún"


def begin(page):
    page.goto("/officers/new/")
    page.get_by_label("Số hiệu").fill("123456-789")
    page.get_by_label("Họ và tên").fill(NAME)
    page.get_by_label("Ngày sinh").fill("1/1/1990")


def sign_in(page, editor):
    page.get_by_label("Tên đăng nhập").fill(str(editor))
    page.get_by_label("Mật khẩu").fill("a-long-passphrase")
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def go_on(page):
    page.get_by_role("status").get_by_text("Đã điền lại").wait_for()
    assert page.get_by_label("Họ và tên").input_value() == NAME
    assert not Officer.objects.exists()
    page.get_by_role("main").get_by_role("button", name="Đăng ký").click()
    page.get_by_role("status").get_by_text(f"Đã đăng ký {NAME}").wait_for()


def test_a_form_is_finished_after_signing_in_again(in_hand, editor):
    page = in_hand(editor)
    begin(page)
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    page.get_by_role("main").get_by_role("button", name="Đăng ký").click()

    page.get_by_role("status").get_by_text("giữ một giờ").wait_for()
    sign_in(page, editor)
    go_on(page)


def test_a_form_is_finished_after_signing_in_again_in_another_window(in_hand, context, editor):
    page = in_hand(editor)
    begin(page)
    Session.objects.all().delete()
    other = context.new_page()
    other.goto("/accounts/login/")
    sign_in(other, editor)
    other.get_by_role("heading", level=1).wait_for()
    page.get_by_role("main").get_by_role("button", name="Đăng ký").click()

    go_on(page)


def test_a_half_filled_form_survives_the_switch_of_the_language(in_hand, editor):
    page = in_hand(editor)
    begin(page)
    page.get_by_role("button", name="English").click()

    page.get_by_role("button", name="Tiếng Việt").wait_for()
    assert page.get_by_label("Full name").input_value() == NAME
    page.get_by_role("button", name="Tiếng Việt").click()
    go_on(page)


def test_an_untouched_form_is_not_said_to_be_restored(in_hand, editor):
    page = in_hand(editor)
    page.goto("/officers/new/")
    page.get_by_role("button", name="English").click()

    page.get_by_role("button", name="Tiếng Việt").wait_for()
    assert page.locator("main .notice").all_inner_texts() == []
