"""Which language a request is answered in.

Pages are in Vietnamese until the reader chooses otherwise: many a browser here was installed in English,
so what it asks for is nobody's wish. A program that calls the API does mean its `Accept-Language`.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, get_language, get_language_from_request
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.api.access import is_guide, is_of_program
from accounts.language import keep_choice
from accounts.signing_in.interrupted import keep_unsent
from accounts.signing_in.showing import address_to_show

ASKED = "lang"  # of an address, for this answer alone: a document in the other language
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Switch:
    """The other language, by its own name, and the page to come back to."""

    code: str
    name: str
    next: str


def switch_of(request: HttpRequest) -> Switch:
    """Give what the frame's switch offers: the same page and query, without a language asked for there."""
    code = next(code for code in LANGUAGES if code != get_language())
    path, _mark, asked = address_to_show(request).partition("?")
    query = QueryDict(asked, mutable=True)
    query.pop(ASKED, None)
    return Switch(code, LANGUAGES[code], f"{path}?{query.urlencode()}" if query else path)


class LanguageMiddleware(LocaleMiddleware):
    """Answers in the language of the address, of the reader's choice or of the API's caller."""

    def process_request(self, request: HttpRequest) -> None:
        language = language_of(request)
        activate(language)
        request.LANGUAGE_CODE = language


def language_of(request: HttpRequest) -> str:
    """Give the language that `request` is to be answered in."""
    asked = request.GET.get(ASKED, "")
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    for language in (asked, chosen):
        if language in LANGUAGES:
            return language
    is_meant = is_of_program(request) or (is_guide(request) and not _is_browser(request))
    return get_language_from_request(request) if is_meant else settings.LANGUAGE_CODE


def _is_browser(request: HttpRequest) -> bool:
    """Tell whether a person reads: no token, and pages are asked for."""
    return "Authorization" not in request.headers and "text/html" in request.headers.get("Accept", "")


@login_not_required  # who has not signed in chooses too
@require_POST  # Django's own view changes the cookie for whatever method is not GET
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak the language chosen from now on, and come back to the page, to what was typed there, too."""
    keep_choice(request, request.POST.get("language", ""))
    keep_unsent(request)
    return set_language(request)
