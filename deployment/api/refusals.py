"""Refusals of the verbs as problems: the same words as the form shows, and a name for programs."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.api.kinds import UNPROCESSABLE
from accounts.api.problems import of_body, of_query, problem
from deployment.api.kinds import OF_REFUSAL
from deployment.seen import ChangedMeanwhile, mark_of

# A field of the verbs under the name that a body has; the officer stands in the address.
FIELDS = {"commune": "commune_code", "ends_on": "last_day", "officer": ""}
OF_ADDRESS = ("reopen",)  # values that stand in the query, not in a body


def of_refused_posting(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what a verb refuses, under the kind of its exception."""
    kind = OF_REFUSAL[type(error)]
    if isinstance(error, ChangedMeanwhile):
        words = _("Bản ghi không mang ETag đã gửi: hãy đọc lại, hoặc xem “etag” hiện tại.")
        return problem(request, kind, words, etag=mark_of(error.current))
    field = FIELDS.get(error.field, error.field)
    if not field:
        return problem(request, kind, error.message)
    fault = (of_query if field in OF_ADDRESS else of_body)(error.message, field)
    return problem(request, kind, error.message, fault)


def of_invalid_value(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a value that a model refuses."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    faults = [
        of_body(" ".join(texts), *(() if field == NON_FIELD_ERRORS else (FIELDS.get(field, field),)))
        for field, texts in by_field.items()
    ]
    return problem(request, UNPROCESSABLE, _("Có giá trị không được chấp nhận; xem “errors”."), *faults)
