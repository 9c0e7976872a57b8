"""Each request sees what its account may see, in the database too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.scope import sight_of
from communes.sight import seeing, seen_through


class SightMiddleware:
    """Stands behind all that says who the user is, and before all that reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sight = sight_of(request.user)
        with seeing(sight):
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = seen_through(response.streaming_content, sight)  # type: ignore[attr-defined]
        return response
