"""One line of the log for each request: who (by number), what kind of page, how it ended, how long."""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from config.logs import current_request

logger = logging.getLogger(__name__)
HEADER = "X-Request-ID"
GOOD_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLogMiddleware:
    """Gives each request an id, the proxy's where it sent one; the log and the answer carry it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if GOOD_ID.fullmatch(given) else uuid4().hex
        before, began = current_request.set(number), time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = number
            _log(request, response.status_code, time.perf_counter() - began)
            return response
        finally:
            current_request.reset(before)


def _log(request: HttpRequest, status: int, seconds: float) -> None:
    """The route, not the address: addresses name people by what was searched for."""
    found = request.resolver_match
    user = request.__dict__.get("_cached_user")  # (asking for request.user would ask the database)
    told = {
        "told_method": request.method,
        "told_route": found.route if found else None,
        "told_status": status,
        "told_milliseconds": round(seconds * 1000),
        "told_user": getattr(user, "pk", None),
    }
    level = logging.DEBUG if found and found.route.startswith("health/") else logging.INFO
    logger.log(level, "request", extra=told)
