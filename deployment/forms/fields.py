"""Fields of the entry forms: days, communes and officers as people type them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from communes.vietnamese import fold, format_day, parse_day
from deployment.models import Officer

MOST_OFFERED = 700  # as many as the largest province has communes
SEPARATOR = " · "


class DayField(forms.CharField):
    """A day as people write it, `31/5/2021`, or ISO; gives a date or None."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"class": "form-control", "inputmode": "numeric", "placeholder": _("ngày/tháng/năm")}
        super().__init__(max_length=20, widget=forms.TextInput(attributes), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_day(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text)
        except ValueError as error:
            raise ValidationError(_("Hãy ghi ngày/tháng/năm, ví dụ 31/5/2021.")) from error


class Suggestions(forms.TextInput):
    """A text field with a list of suggestions that the browser narrows as one types."""

    template_name = "deployment/_suggestions.html"

    def __init__(self) -> None:
        super().__init__({"class": "form-control", "autocomplete": "off"})
        self.offered: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["offered"] = self.offered
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs']['id']}_list"
        return context


class CommuneField(forms.CharField):
    """One of `communes`, typed as its code ("03162", "03162 · Xã Nậm Kè") or its whole name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, widget=Suggestions(), **kwargs)
        self.communes: QuerySet[Commune] = Commune.objects.none()

    def offer(self, communes: QuerySet[Commune]) -> None:
        """Take `communes` as those that may be chosen."""
        self.communes = communes.select_related("province", "district").order_by("sort_key", "code")
        self.widget.offered = [self.prepare_value(commune) for commune in self.communes[:MOST_OFFERED]]

    def prepare_value(self, value: Any) -> Any:
        return f"{value.code}{SEPARATOR}{value.name}" if isinstance(value, Commune) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        code = text.split(SEPARATOR)[0].strip()
        found = [commune for commune in self.communes if commune.code == code]
        found = found or [commune for commune in self.communes if commune.search_key == fold(text)]
        if len(found) == 1:
            return found[0]
        if found:
            codes = ", ".join(f"{commune.code} ({commune.district})" for commune in found)
            raise ValidationError(_("Có nhiều xã cùng tên, hãy ghi mã: %(codes)s.") % {"codes": codes})
        raise ValidationError(_("Không có xã nào như vậy trong phạm vi của bạn; hãy ghi mã hoặc tên đầy đủ."))


class OfficerField(forms.CharField):
    """One of `officers`, typed as the service number ("123456-789 · Nguyễn Văn An")."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, widget=Suggestions(), **kwargs)
        self.officers: QuerySet[Officer] = Officer.objects.none()

    def offer(self, officers: QuerySet[Officer], suggested: QuerySet[Officer]) -> None:
        """Take `officers` as those that may be chosen, and suggest some of them."""
        self.officers = officers
        self.widget.offered = [self.prepare_value(officer) for officer in suggested[:MOST_OFFERED]]

    def prepare_value(self, value: Any) -> Any:
        return f"{value.service_number}{SEPARATOR}{value.full_name}" if isinstance(value, Officer) else value

    def clean(self, value: Any) -> Any:
        number = super().clean(value).split(SEPARATOR)[0].strip()
        officer = self.officers.filter(service_number=number).first()
        if officer is None:
            raise ValidationError(_("Không có cán bộ mang số hiệu này trong phạm vi của bạn."))
        return officer
