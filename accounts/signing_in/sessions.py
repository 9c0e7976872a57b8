"""Sessions end: after a time without a request, and after a day's work whatever happens.

Who proves anew to be the owner of the account goes on in a new session; the old one's key opens nothing.
"""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import User

BEGAN, SEEN = "began_at", "seen_at"
PROOFS = "account_authentication_methods"  # where allauth notes each password and code that was given
NOTED_EVERY = 60  # seconds: not every request writes the session


class SessionLimitsMiddleware:
    """Signs out who was idle longer than SESSION_IDLE, or signed in longer ago than SESSION_COOKIE_AGE."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or hasattr(request, "api_token"):
            return self.get_response(request)
        _judge(request, int(time.time()))
        key, proofs = request.session.session_key, _proofs(request)
        response = self.get_response(request)
        if key and request.session.session_key == key and _proofs(request) != proofs:
            _renew(request, key)
            request.is_newly_proved = True  # type: ignore[attr-defined]
        return response


def _judge(request: HttpRequest, now: int) -> None:
    session = request.session
    began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
    is_over = now - seen > settings.SESSION_IDLE or now - began > settings.SESSION_COOKIE_AGE
    if is_over or _has_expired(request):
        logout(request)
    elif now - seen >= NOTED_EVERY:
        session[SEEN] = now


def _has_expired(request: HttpRequest) -> bool:
    end = getattr(request.user, "password_expires_at", None)
    return end is not None and end <= timezone.now()


def _renew(request: HttpRequest, old_key: str) -> None:
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old_key).update(session_key=request.session.session_key)


def _proofs(request: HttpRequest) -> list:
    return [*request.session.get(PROOFS, ())]


def is_newly_proved(request: HttpRequest) -> bool:
    """Tell whether this very request proved again who is signed in."""
    return hasattr(request, "is_newly_proved")


@transaction.atomic
def end_sessions(user: User | None = None) -> int:
    """End the sessions of an account, or of everybody; give how many there were."""
    of_whom = UserSession.objects.all() if user is None else UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=of_whom.values("session_key")).delete()
    if user is None:
        Session.objects.all().delete()  # and what was begun without a sign-in
    return of_whom.delete()[0]
