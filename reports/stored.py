"""Pages asked for again and again: stored under the data version, answered 304 where nothing changed."""

import hashlib
from collections.abc import Callable, Hashable
from typing import cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from accounts.notices.telling import unread_of
from accounts.theme import theme_of
from communes.calendar import today
from deployment.versions import data_version

Context = dict[str, object]
PLACE = mark_safe("<!-- body -->")  # where the body goes; text of any person is escaped, so never this
FRAME_KEPT = 600  # seconds; the marks of its forms carry the time at which they were made


def stored_page(
    request: HttpRequest,
    template: str,
    body: str,
    key: Hashable,
    make: Callable[[], Context],
    around: Callable[[], Context] = dict,
    beside: Hashable = None,
) -> HttpResponse:
    """Answer with `template`, whose {{ body }} is the template `body` over the context that `make` gives.

    The body is stored under `key` and the data version and must not depend on who reads it; what
    `around` gives for the template beside it may, and no change of it escapes the data version or
    `beside`: it is stored for its reader. The answer carries an ETag of all that it depends on.
    """
    version = data_version()  # before the figures are computed: see data_version
    content = (version, settings.RELEASE, get_language(), today(), body, key)
    etag = quote_etag(_digest((content, _reader(request), beside)))
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    html = cache.get_or_set(_digest(content), lambda: render_to_string(body, make()))
    before, after = _frame(request, template, around, etag)
    response = HttpResponse([before, html, after])
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _frame(request: HttpRequest, template: str, around: Callable[[], Context], etag: str) -> tuple[str, str]:
    """Give what stands before and after the body, stored for this reader as long as the tag is the same."""

    def made() -> tuple[str, str]:
        page = render_to_string(template, {**around(), "body": PLACE}, request)
        before, _place, after = page.partition(PLACE)
        return before, after

    if len(get_messages(request)):  # they are shown once
        return made()
    return cast("tuple[str, str]", cache.get_or_set(_digest(("frame", template, etag)), made, FRAME_KEPT))


def _reader(request: HttpRequest) -> Hashable:
    """Give what the frame around the body depends on."""
    get_token(request)  # makes the secret of the frame's forms where there is none yet
    secret = request.META["CSRF_COOKIE"]
    return (
        request.user.pk,
        theme_of(request),
        secret,
        len(get_messages(request)),
        request.get_full_path(),
        unread_of(request),
    )


def _digest(content: Hashable) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()
