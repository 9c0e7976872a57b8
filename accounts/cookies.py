"""Cookies of this site beside Django's own: for this host, out of the reach of scripts."""

from django.conf import settings
from django.http import HttpResponse

A_YEAR = 365 * 24 * 3600


def set_own_cookie(answer: HttpResponse, name: str, value: str, *, max_age: int) -> None:
    """Let the browser keep `value` for `max_age` seconds; sent over TLS alone where the site has it."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(name, value, max_age=max_age, secure=secure, httponly=True, samesite="Lax")
