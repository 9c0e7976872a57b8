"""What a page says once after a change, kept until the next page shows it.

Of who is signed in it lies in the session, on the server: it may name an officer. Before the sign-in nothing
is made here for strangers: the few words that there are go into a cookie.
"""

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest


class HostCookie(CookieStorage):
    """Django's cookie under a name that no other host can write."""

    cookie_name = "messages" if settings.LOCAL else "__Host-messages"


def SaidStorage(request: HttpRequest) -> BaseStorage:  # noqa: N802 (Django's setting names a class)
    """Give where the words for this reader lie."""
    return SessionStorage(request) if request.user.is_authenticated else HostCookie(request)
