"""Refusals of the reporting cycle as problems: the words of the page, and a name for programs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.api.problems import of_body, problem
from accounts.models import User
from reports.api.kinds import OF_REFUSAL
from reports.api.marks import mark_of
from reports.errors import Blocked, ReasonMissing, ReportChanged

FIELDS = {"cut_off": "as_of"}  # by the name that a sealing gives it


def of_refused_report(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what a verb of the cycle refuses, under the kind of its exception."""
    field = FIELDS.get(error.field, error.field)
    faults = [of_body(error.message, *field.split("/"))] if field else []
    more: dict[str, Any] = {}
    if isinstance(error, Blocked):
        more = {"obstacles": list(error.obstacles), "obstacle_kinds": list(error.kinds)}
    if isinstance(error, ReportChanged) and error.report is not None and isinstance(request.user, User):
        more["etag"] = mark_of(error.report, request.user)
    return problem(request, OF_REFUSAL[type(error)], error.message, *faults, **more)


@contextmanager
def pointing(*path: str | int) -> Iterator[None]:
    """Say of words that are missing or too long where in the body they should stand: at `path`."""
    try:
        yield
    except ReasonMissing as error:
        error.field = "/".join(map(str, path))
        raise
