"""Both versions of a record that two people changed: as it stands now, and as the second would write it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune
from communes.vietnamese import last_day_in
from deployment.models import Assignment, Officer, StaffingRule
from deployment.seen import ChangedMeanwhile, mark_of


@dataclass(frozen=True)
class Difference:
    label: str
    stored: str
    sent: str

    @property
    def differs(self) -> bool:
        return self.stored != self.sent


@dataclass(frozen=True)
class Conflict:
    """`seen` is the mark of the record as it stands: sent again with it, the change is made knowingly."""

    current: Any
    differences: tuple[Difference, ...]
    seen: str


def conflict_of(change: ChangedMeanwhile, form: forms.Form) -> Conflict:
    """Set what is stored beside what `form` would write."""
    rows = []
    for field in form.visible_fields():
        stored = _words(form, field.name, _stored(change.current, field.name))
        rows.append(
            Difference(str(field.label), stored, _words(form, field.name, form.cleaned_data[field.name]))
        )
    return Conflict(change.current, tuple(rows), mark_of(change.current))


def _stored(record: Any, name: str) -> Any:
    if isinstance(record, (Assignment, StaffingRule)) and name == "last_day":
        return last_day_in(record.ends_on)
    if isinstance(record, Officer) and name not in {field.name for field in record._meta.fields}:
        held = record.assignments.filter(ends_on=None).select_related("commune").first()
        return getattr(held, name, None)
    return getattr(record, name, None)


def _words(form: forms.Form, name: str, value: Any) -> str:
    if value in (None, ""):
        return _("(trống)")
    if hasattr(value, "isoformat"):
        return format_day(value)
    if isinstance(value, Commune):
        return value.name
    choices = {str(key): str(text) for key, text in getattr(form.fields[name], "choices", ())}
    return choices.get(str(value), str(value))
