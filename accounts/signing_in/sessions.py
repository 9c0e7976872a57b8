"""Sessions end: after a time without a request, and after a day's work whatever happens."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = 60  # seconds: not every request writes the session


class SessionLimitsMiddleware:
    """Signs out who was idle longer than SESSION_IDLE, or signed in longer ago than SESSION_COOKIE_AGE."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not hasattr(request, "api_token"):
            _judge(request, int(time.time()))
        return self.get_response(request)


def _judge(request: HttpRequest, now: int) -> None:
    session = request.session
    began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
    if now - seen > settings.SESSION_IDLE or now - began > settings.SESSION_COOKIE_AGE:
        logout(request)
    elif now - seen >= NOTED_EVERY:
        session[SEEN] = now
