"""Who needs a second factor, and the way to it: until it is set up, no other page is shown."""

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


class SecondFactorMiddleware:
    """Leads who must have a second factor, and has none, to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        is_free = hasattr(request, "api_token") or request.path.startswith(FREE)
        if isinstance(user, User) and not is_free and lacks_second_factor(user):
            return redirect("mfa_index")
        return self.get_response(request)
