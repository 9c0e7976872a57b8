"""Fields of the entry forms: days, communes and officers as people type them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import User
from communes.models import Commune
from communes.vietnamese import format_day
from deployment.day_field import ParsedDayField
from deployment.models import Officer, OfficerQuerySet
from deployment.picking import (
    Found,
    commune_value,
    communes_called,
    officer_value,
    officers_called,
    officers_waiting,
)


class DayField(ParsedDayField):
    """A day in a form, shown as pages write it."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"class": "form-control", "inputmode": "numeric", "placeholder": _("ngày/tháng/năm")}
        super().__init__(max_length=20, widget=forms.TextInput(attributes), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_day(value) if isinstance(value, date) else value


class Picker(forms.TextInput):
    """A text field under which those who may be meant are offered to choose from.

    The script `picker.js` asks for them at `search` as one types; without it they come with the answer.
    """

    template_name = "deployment/_picker.html"

    def __init__(self, search: str) -> None:
        super().__init__({"class": "form-control", "autocomplete": "off"})
        self.search = search
        self.found: Found | None = None
        self.lead: StrOrPromise = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = None if self.lead and value else self.found  # who waits is offered to an empty field alone
        context["widget"] |= {"search": self.search, "found": found, "lead": self.lead}
        context |= {"found": found, "name": name, "lead": self.lead}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(f"{name}_choice") or super().value_from_datadict(data, files, name)


class PickField(forms.CharField):
    """One record, typed as people name it; what fits several is offered for choosing."""

    widget: Picker
    unknown: StrOrPromise = ""

    def __init__(self, *, search: str, **kwargs: Any) -> None:
        super().__init__(max_length=150, widget=Picker(search), **kwargs)

    def called(self, text: str) -> Found:
        """Find those who may be meant."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self.called(text)
        if found.exact:
            return found.exact
        self.widget.found, self.widget.lead = found, ""
        if not found.count:
            raise ValidationError(self.unknown % {"text": text})
        raise ValidationError(
            _("“%(text)s” hợp với %(count)s lựa chọn; hãy chọn một ở bên dưới.")
            % {"text": text, "count": found.count}
        )


class CommuneField(PickField):
    """One of `communes`, typed as its code ("03162"), its name or part of it, perhaps with the district."""

    unknown = _("Không có xã nào là “%(text)s” trong phạm vi của bạn; hãy ghi mã hoặc tên.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ghi tên (không cần dấu) hoặc mã, ví dụ nam ke hay 03162."))
        super().__init__(search="deployment:find_communes", **kwargs)
        self.communes: QuerySet[Commune] = Commune.objects.none()

    def offer(self, communes: QuerySet[Commune]) -> None:
        """Take `communes` as those that may be chosen."""
        self.communes = communes

    def prepare_value(self, value: Any) -> Any:
        return commune_value(value) if isinstance(value, Commune) else value

    def called(self, text: str) -> Found:
        return communes_called(text, self.communes)


class OfficerField(PickField):
    """One of `officers`, typed as the service number, the name or part of it."""

    unknown = _("Không có cán bộ nào là “%(text)s” trong phạm vi của bạn; hãy ghi họ tên hoặc số hiệu.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ghi họ tên (không cần dấu) hoặc số hiệu."))
        super().__init__(search="deployment:find_officers", **kwargs)
        self.officers: OfficerQuerySet = Officer.objects.none()
        self.user, self.day = User(), date.min

    def offer(self, officers: OfficerQuerySet, user: User, day: date) -> None:
        """Take `officers` as those that may be chosen; they are told with their post on `day`."""
        self.officers, self.user, self.day = officers, user, day

    def show_waiting(self, officers: QuerySet[Officer]) -> None:
        """Offer `officers`, who hold no post, before anything is typed."""
        self.widget.found = officers_waiting(officers, self.user, self.day)
        self.widget.lead = _("Cán bộ chưa giữ chức vụ:")

    def prepare_value(self, value: Any) -> Any:
        return officer_value(value) if isinstance(value, Officer) else value

    def called(self, text: str) -> Found:
        return officers_called(text, self.officers, self.user, self.day)
