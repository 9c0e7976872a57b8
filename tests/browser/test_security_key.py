"""WebAuthn in the real browser, with a virtual security key: one's own opens, and no other."""

import pytest
from allauth.mfa.models import Authenticator

PASSWORD = "a-long-passphrase"
KEY = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False,
    "automaticPresenceSimulation": True,
}  # fmt: skip
SECOND_STEP, USE_KEY = "Bước xác minh thứ hai", "Dùng khóa bảo mật"
NOT_VERIFIED = "Khóa bảo mật chưa được xác minh"
ASK_AS = """name => {
  const told = document.getElementById('js_data'), data = JSON.parse(told.textContent);
  data.request_options.publicKey.rpId = name;
  told.textContent = JSON.stringify(data);
}"""
# An attacker's page: it asks the key that is plugged in, and sends its answer as that of the account.
ASK_FOR = """id => {
  const told = document.getElementById('js_data'), data = JSON.parse(told.textContent);
  data.request_options.publicKey.allowCredentials = [{type: 'public-key', id}];
  told.textContent = JSON.stringify(data);
}"""


@pytest.fixture
def site(site, settings):
    """A key belongs to a name: an address of figures has none. Its origin is judged as in production."""
    settings.ALLOWED_HOSTS = ["localhost", ".localhost"]
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def with_key(page):
    """A page of a browser with a key plugged in."""
    return plugged(page)


def plugged(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return page


def sign_in(page, user, base=""):
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def register_key(page, user):
    """Sign in, add the plugged key, and sign out; give its id as the browser writes it."""
    sign_in(page, user)
    page.get_by_role("heading", level=1, name="Điện Biên").wait_for()
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)  # asked again before anything of signing in is changed
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên khóa").fill("Khóa ở ngăn bàn")
    page.get_by_role("button", name="Thêm khóa").click()
    page.get_by_text("mã dự phòng").first.wait_for()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Đăng xuất").last.click()
    page.get_by_label("Mật khẩu").wait_for()
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    return kept.data["credential"]["id"]


def is_in(page, base=""):
    page.goto(f"{base}/communes/")
    return "/accounts/" not in page.url


def test_a_key_is_registered_and_opens(with_key, editor):
    register_key(with_key, editor)

    sign_in(with_key, editor)
    with_key.get_by_role("heading", level=1, name=SECOND_STEP).wait_for()
    with_key.get_by_role("button", name=USE_KEY).click()

    with_key.get_by_role("heading", level=1, name="Điện Biên").wait_for()
    key = Authenticator.objects.get(user=editor, type=Authenticator.Type.WEBAUTHN)
    assert (key.wrap().name, key.last_used_at is not None) == ("Khóa ở ngăn bàn", True)


def test_the_password_alone_does_not_open(with_key, editor):
    register_key(with_key, editor)
    sign_in(with_key, editor)
    with_key.get_by_role("heading", level=1, name=SECOND_STEP).wait_for()

    assert not is_in(with_key)


def test_the_key_of_another_account_does_not_open(with_key, editor, approver):
    theirs = register_key(with_key, editor)
    register_key(with_key, approver)
    sign_in(with_key, approver)
    with_key.get_by_role("heading", level=1, name=SECOND_STEP).wait_for()

    with_key.evaluate(ASK_FOR, theirs)
    with_key.get_by_role("button", name=USE_KEY).click()

    with_key.get_by_text("Mã không đúng.").wait_for()
    assert not is_in(with_key)


def test_a_browser_without_the_key_says_so(with_key, editor):
    register_key(with_key, editor)
    with_key.context.new_cdp_session(with_key).send("WebAuthn.disable")
    plugged(with_key)
    sign_in(with_key, editor)
    with_key.get_by_role("button", name=USE_KEY).click()

    with_key.get_by_role("alert").get_by_text(NOT_VERIFIED).wait_for()
    assert not is_in(with_key)


@pytest.mark.parametrize("asked_for", ["home.localhost", "bait.localhost"])
def test_at_another_address_the_key_is_not_even_asked(chromium, site, editor, asked_for):
    """A copy of the site at another address that passes everything on, and may say whose key it wants."""
    home, bait = (site.replace("localhost", f"{name}.localhost") for name in ("home", "bait"))
    context = chromium.new_context(base_url=home, locale="vi-VN")
    page = plugged(context.new_page())
    register_key(page, editor)
    sign_in(page, editor, bait)
    page.evaluate(ASK_AS, asked_for)
    page.get_by_role("button", name=USE_KEY).click()

    page.get_by_role("alert").get_by_text(NOT_VERIFIED).wait_for()
    assert not is_in(page, bait)
    context.close()
