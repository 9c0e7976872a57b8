"""Two people at one record: the second is shown what the first wrote, and decides."""

import hashlib

from django.db import models
from django.utils.translation import gettext as _

from deployment.errors import PostingRefused


class ChangedMeanwhile(PostingRefused):
    """The record is no longer as the reader saw it; `current` is how it stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(_("Bản ghi này vừa được người khác thay đổi."))
        self.current = current


def mark_of(record: models.Model) -> str:
    """Give a mark that differs whenever any stored value of `record` differs."""
    fields = (f for f in record._meta.concrete_fields if not isinstance(f, models.GeneratedField))
    values = [(field.attname, str(getattr(record, field.attname))) for field in fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:24]


def refuse_if_changed(record: models.Model, seen: str | None) -> None:
    """Raise ChangedMeanwhile where `record`, locked and fresh, is not what bore the mark `seen`.

    None: the caller saw nothing before (a command, an import).
    """
    if seen is not None and mark_of(record) != seen:
        raise ChangedMeanwhile(record)
