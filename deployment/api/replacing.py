"""PUT: all that a record holds is given anew; what a reading gives besides may come back as it was read."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from ninja import Schema
from pydantic import Field, create_model

from accounts.api.kinds import READ_ONLY_FIELD
from accounts.api.problems import Refusal, of_body

READ_ONLY = gettext_noop(
    "Chỉ đọc: không sửa được ở đây. Có thể bỏ, hoặc gửi lại đúng như GET trả về; khác đi: 422 "
    "read-only-field."
)


def replacing(name: str, body: Any, read: Any) -> Any:
    """Make the body of a PUT: the fields of `body`, and as read-only ones those that `read` has besides."""
    besides: dict[str, Any] = {
        field: (
            shape.annotation | None,
            Field(None, description=READ_ONLY, json_schema_extra={"readOnly": True}),
        )
        for field, shape in read.model_fields.items()
        if field not in body.model_fields
    }
    return create_model(name, __base__=body, **besides)


def replaced(
    request: HttpRequest, body: Schema, written: Any, read: Callable[[], Mapping[str, Any]]
) -> dict[str, Any]:
    """Give the values to write into a record: the fields of the shape `written`.

    read: gives the record as it is read now, in the language of the moment. Raises Refusal where a
    read-only field of the body differs from it, read in whichever language.
    """
    readings = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            readings.append(json.loads(json.dumps(read(), cls=DjangoJSONEncoder)))
    _refuse_other(json.loads(request.body), readings, set(written.model_fields))
    return body.dict(include=set(written.model_fields))


def _refuse_other(sent: dict[str, Any], readings: list[dict[str, Any]], written: set[str]) -> None:
    words = _("Trường này chỉ đọc: hãy bỏ đi, hoặc gửi đúng như đã đọc.")
    faults = [
        of_body(words, name)
        for name in sent
        if name not in written and all(sent[name] != read[name] for read in readings)
    ]
    if faults:
        raise Refusal(READ_ONLY_FIELD, _("Có trường chỉ đọc khác với bản ghi; xem “errors”."), *faults)
