"""What every answer tells the browser about keeping and embedding it.

Personal records are kept by nobody: `no-store`, whatever the view said. What adds up, with no name in it
(the summary, maps, the gazetteer by the API), says `private, no-cache` itself: the reader's own browser
keeps it and must ask each time whether it still holds, which a 304 answers in a tenth of the time. All
else is somebody's who is signed in, and not stored either.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config.reading import PERSONAL

SIGN_OUT = {"accounts:logout", "account_logout"}
NOT_KEPT = "private, no-store"


class DataHeadersMiddleware:
    """Completes the headers that Django and django-csp set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        is_personal = match is not None and match.view_name in PERSONAL
        if is_personal or not response.has_header("Cache-Control"):
            response["Cache-Control"] = NOT_KEPT
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if match is not None and match.view_name in SIGN_OUT and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
