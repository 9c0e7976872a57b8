"""Passwords: long enough, of one's own, and of whatever signs."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.signing_in.passwords import ContextWordsValidator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "weak", ["CongAnVietNam2021!", "matkhau-dienbien-11", "demo-only-2021", "123456789012345",
             "Công an tỉnh Điện Biên", "editor-11-editor-11", "congan 0912 345 678", "131313131313131"],
)  # fmt: skip
def test_passwords_of_known_words_are_refused(editor, weak):
    with pytest.raises(ValidationError):
        ContextWordsValidator().validate(weak, editor)


@pytest.mark.parametrize(
    "good",
    ["hoa ban nở trắng sườn đồi", "x7Kq-plum-ratio-vent", "bốn con trâu gặm cỏ", "8305 1749 2266 0931 4752"],
)
def test_a_password_is_of_any_signs(editor, good):
    validate_password(good, editor)


def test_twelve_characters_are_enough_and_eleven_are_not(editor):
    validate_password("tím nở sư đồ", editor)
    with pytest.raises(ValidationError) as refused:
        validate_password("tím nở sư đ", editor)

    assert [each.code for each in refused.value.error_list] == ["password_too_short"]


def test_a_short_one_is_refused_in_vietnamese(editor):
    with pytest.raises(ValidationError) as refused:
        validate_password("abc", editor)

    assert refused.value.messages[0] == "Mật khẩu phải có ít nhất 12 ký tự."


def test_a_new_one_needs_the_present_one(client, editor):
    client.force_login(editor)
    new = {
        "oldpassword": "not the present one",
        "password1": "hoa ban nở trắng",
        "password2": "hoa ban nở trắng",
    }

    answer = client.post("/accounts/password/", new)

    assert answer.status_code == 200
    assert "Mật khẩu hiện tại không đúng" in answer.content.decode()
    editor.refresh_from_db()
    assert editor.check_password("a-long-passphrase")
