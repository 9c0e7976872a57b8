"""What an account must have before it works: a password of its own, and where it is asked a second factor.

Until it is set up, no other page is shown.
"""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import NATIONAL_ROLES, User

FREE = (
    *("/accounts/login/", "/accounts/logout/", "/accounts/reauthenticate/", "/accounts/2fa/"),
    *("/accounts/password/", "/accounts/theme/", "/i18n/", "/health/"),
)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(user: User) -> bool:
    """Tell whether the account may not work without a second factor (`REQUIRE_MFA`).

    `ministry` means everybody who sees the nation: the Ministry, the auditors, who administers.
    """
    if settings.REQUIRE_MFA == "ministry":
        return user.role in NATIONAL_ROLES or user.is_superuser
    return settings.REQUIRE_MFA == "all"


def has_second_factor(user: User) -> bool:
    """Tell whether the account has an authenticator app or a security key."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def lacks_second_factor(user: User) -> bool:
    """Tell whether the account must have a second factor, and has none."""
    return needs_second_factor(user) and not has_second_factor(user)


def missing_of(user: User) -> str:
    """Name the page that sets up what the account lacks; "" where nothing is missing."""
    if user.password_expires_at is not None:
        return "account_change_password"
    return "mfa_index" if lacks_second_factor(user) else ""


class SecondFactorMiddleware:
    """Leads who lacks a password of one's own, or a second factor that is asked, to the page for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        is_free = hasattr(request, "api_token") or request.path.startswith(FREE)
        if isinstance(user, User) and not is_free and (page := missing_of(user)):
            return redirect(page)
        return self.get_response(request)
