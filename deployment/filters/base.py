"""What the filters of the lists share: a day, a reader, and the place asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communes.vietnamese import fold
from deployment.day_field import ParsedDayField
from deployment.ground import Ground
from deployment.models import Assignment

ALL = _("Tất cả")
MESSAGES = {
    "invalid_choice": _("“%(value)s” không có trong các lựa chọn."),
    "invalid": _("Không đọc được giá trị này."),
}
Choices = list[tuple[str, str]]


class FilterForm(forms.Form):
    """Gives every control the classes of the design."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.error_messages |= MESSAGES
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"


class DayFilter(filters.Filter):
    field_class = ParsedDayField


class CaseFilter(filters.ChoiceFilter):
    """A choice each of whose values stands for a condition."""

    def __init__(self, label: Promise, cases: Mapping[str, tuple[Promise, Q]]) -> None:
        choices = [(value, text) for value, (text, _condition) in cases.items()]
        super().__init__(label=label, choices=choices, empty_label=ALL)
        self.cases = cases

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(self.cases[value][1]) if value else rows


def choice(path: str, label: Promise, choices: Any = ()) -> filters.ChoiceFilter:
    """Make a filter for one value of the column at `path`."""
    return filters.ChoiceFilter(field_name=path, label=label, choices=choices, empty_label=ALL)


def search(label: Promise) -> filters.CharFilter:
    """Make the search field; the filterset says in `matching` what it searches."""
    return filters.CharFilter(method="matching", label=label, max_length=100)


class DatedFilterSet(filters.FilterSet):
    """Filters of a list on `day` as `user` sees it.

    `leading` are shown at once, the rest on demand; `places`, the narrowest first, say what a share is of.
    """

    leading: tuple[str, ...] = ()
    places: tuple[str, ...] = ("province",)

    def __init__(self, *args: Any, day: date, user: User, ground: Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.user, self.ground = day, user, ground
        if user.sees_nation:
            self.offer("province", [(province.code, province.short_name) for province in ground.provinces])
        else:
            self.filters.pop("province", None)

    def offer(self, name: str, choices: Choices) -> None:
        """Set what a choice offers."""
        self.filters[name].extra["choices"] = choices

    @property
    def whole(self) -> QuerySet[Any]:
        """The rows of the place asked for, whatever else narrows the list: the denominator of its count."""
        rows = self.queryset
        for name in self.places:
            if name in self.filters and self.form.is_valid():
                rows = self.filters[name].filter(rows, self.form.cleaned_data[name])
        return rows

    @property
    def place(self) -> str:
        """The name of the place asked for; of a provincial user's province where none is; else nothing."""
        for name in self.places:
            if name in self.filters and self.form.is_valid() and self.form.cleaned_data[name]:
                return dict(self.filters[name].extra["choices"])[self.form.cleaned_data[name]]
        return str(self.user.province) if self.user.is_provincial else ""

    @property
    def leading_fields(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.leading if name in self.form.fields]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in self.form if field.name not in self.leading]

    @property
    def in_words(self) -> str:
        """Say what narrows the list: "Tên hoặc mã: nậm kè; Kết luận: Đạt"; nothing where nothing does."""
        given = [field for field in self.form if self.data.get(field.name) and not field.errors]
        return "; ".join(f"{field.label}: {_shown(field)}" for field in given)

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    @property
    def is_narrowed_beyond_place(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name not in self.places)

    @property
    def is_narrowed_further(self) -> bool:
        return any(self.data.get(name) for name in self.filters if name not in self.leading)


def _shown(field: forms.BoundField) -> str:
    """Give what a filter is set to as its control shows it."""
    value = str(field.value())
    choices = {str(key): str(text) for key, text in getattr(field.field, "choices", ())}
    return choices.get(value, value)


def place_holds(text: str, *, commune: str = "") -> Q:
    """Communes of which each part of `text` ("Nậm Kè, Điện Biên") is in a name, or is the code.

    `commune` is the path to the commune, with its `__`.
    """
    found = Q()
    for part in text.split(","):
        key = fold(part)
        names = Q()
        for level in ("", "district__", "province__"):
            names |= Q(**{f"{commune}{level}search_key__contains": key})
        found &= names | Q(**{f"{commune}code": part.strip()})
    return found


def at_place(postings: QuerySet[Assignment], text: str) -> QuerySet[Assignment]:
    """Narrow to postings in a commune whose name, code or place above fits `text`."""
    return postings.filter(place_holds(text, commune="commune__")).order_by()
