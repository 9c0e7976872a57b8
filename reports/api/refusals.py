"""Refusals of the reporting cycle as problems: the words of the page, and a name for programs."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.api.problems import problem
from accounts.models import User
from reports.api.marks import mark_of
from reports.errors import Blocked, ReportChanged

FIELDS = {"cut_off": "as_of"}  # by the name that a sealing gives it
CHANGED = 412  # over the API what was seen is told by If-Match


def of_refused_report(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what a verb of the cycle refuses, under the status that the page gives it."""
    status = CHANGED if isinstance(error, ReportChanged) else error.status
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    field = FIELDS.get(error.field, error.field)
    errors = {field: error.message} if field else None
    more: dict[str, Any] = {"obstacles": list(error.obstacles)} if isinstance(error, Blocked) else {}
    if isinstance(error, ReportChanged) and error.report is not None and isinstance(request.user, User):
        more["etag"] = mark_of(error.report, request.user)
    return problem(request, status, error.message, kind=name, errors=errors, **more)
