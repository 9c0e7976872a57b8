"""A day as pages write it: what every form and filter with a day is built on."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communes.vietnamese import is_written_as_day, parse_day


class ParsedDayField(forms.CharField):
    """A day as people write it, `31/5/2021`, or ISO; gives a date or None."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text)
        except ValueError as error:
            raise ValidationError(_why(text)) from error


def _why(text: str) -> str:
    """Say why `text` is no day: there is none such, or it is not written as one."""
    if is_written_as_day(text):
        return _("Không có ngày %(day)s. Hãy ghi ngày trước tháng, ví dụ 31/5/2021.") % {"day": text.strip()}
    return _("Hãy ghi ngày/tháng/năm, ví dụ 31/5/2021.")
