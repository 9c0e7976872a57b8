"""What allauth asks of the project: the words of its refusals, who may make accounts, how secrets lie."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import MultiFernet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.language import follow_account
from accounts.models import User
from accounts.signing_in.boxes import SECOND_FACTORS, box_for
from accounts.signing_in.kept_forms import forget
from accounts.signing_in.required import FACTORS, needs_second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator alone, and have no mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đã ngừng hoạt động."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng."),
        "incorrect_code": _("Mã không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": _("Đăng nhập sai quá nhiều lần; hãy thử lại sau ít phút."),
        "rate_limited": _("Gửi quá nhiều lần; hãy thử lại sau ít phút."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """A new session speaks the language of its account."""
        answer = super().post_login(request, user, **how)
        follow_account(request, user, answer)
        return answer

    def logout(self, request: HttpRequest) -> None:
        """Who signs out leaves nothing behind that was typed before."""
        if isinstance(request.user, User):
            forget(request.user)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """Set one's own: nobody else knows it."""
        user.password_expires_at = None
        super().set_password(user, password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages show the state they led to."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: accounts have no mail address."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted: a stolen dump opens no account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Vai trò của bạn phải có bước xác minh thứ hai; không tắt được."),
        "cannot_generate_recovery_codes": _("Hãy bật bước xác minh thứ hai trước khi tạo mã dự phòng."),
        "incorrect_code": _("Mã không đúng."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not needs_second_factor(authenticator.user)

    def get_totp_issuer(self) -> str:
        return str(_("Công an xã chính quy"))

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 (allauth's name)
        return pgettext("name of one key", "Khóa bảo mật")


def _box() -> MultiFernet:
    return box_for(SECOND_FACTORS)
