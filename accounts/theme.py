"""Light or dark: a cookie, so that the server can mark the page before it is shown."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.cookies import A_YEAR, set_own_cookie

THEMES = ("light", "dark")


def theme_of(request: HttpRequest) -> str:
    """Give the theme the reader chose, or "" to follow the device."""
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return theme if theme in THEMES else ""


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme of the form and go back to the page it was sent from."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = resolve_url("home")
    response = HttpResponseRedirect(target)  # `redirect` would take a bare word for the name of a page
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        set_own_cookie(response, settings.THEME_COOKIE_NAME, theme, max_age=A_YEAR)
    else:
        response.delete_cookie(settings.THEME_COOKIE_NAME)
    return response
