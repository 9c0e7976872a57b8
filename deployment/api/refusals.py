"""Refusals of the verbs as problems: the same words as the form shows, and a name for programs."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.api.problems import problem
from deployment.seen import ChangedMeanwhile, mark_of

FIELDS = {"commune": "commune_code", "officer": ""}  # the officer stands in the address, not in the body


def of_refused_posting(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what a verb refuses: 412 where the record changed since it was read, else 422."""
    if isinstance(error, ChangedMeanwhile):
        return problem(request, 412, error.message, kind="changed-meanwhile", etag=mark_of(error.current))
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    field = FIELDS.get(error.field, error.field)
    return problem(request, 422, error.message, kind=name, errors={field: error.message} if field else None)


def of_invalid_value(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a value that a model refuses."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    errors = {field: " ".join(texts) for field, texts in by_field.items()}
    return problem(request, 422, _("Có giá trị không được chấp nhận; xem “errors”."), errors=errors)
