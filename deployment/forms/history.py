"""What may be asked of the history, as its address says it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communes.models import Province
from deployment.day_field import ParsedDayField
from deployment.filters.base import ALL, FilterForm
from deployment.history.asked import Asked
from deployment.history.choices import Kind, Source
from deployment.history.recorded import tables_for

LEADING = ("table", "by", "day_from", "day_to")
LARGEST = 2**31 - 1
OF_POSTINGS = "assignment"


def _choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", ALL), *choices])


class HistoryForm(FilterForm):
    """Narrows the log; `table` and `record` name one record, `receipt` an import, `first` one event."""

    table = _choice(_("Bảng"))
    by = forms.CharField(label=_("Người thay đổi (tên đăng nhập)"), max_length=150, required=False)
    day_from = ParsedDayField(label=_("Từ ngày"), required=False, max_length=20)
    day_to = ParsedDayField(label=_("Đến hết ngày"), required=False, max_length=20)
    kind = _choice(_("Thay đổi"), Kind.choices)
    source = _choice(_("Qua"), Source.choices)
    province = _choice(_("Tỉnh, thành phố"))
    record = forms.IntegerField(label=_("Số của bản ghi"), min_value=1, max_value=LARGEST, required=False)
    receipt = forms.IntegerField(label=_("Số biên nhận nhập"), min_value=1, max_value=LARGEST, required=False)
    telling = ParsedDayField(label=_("Lần bố trí có hiệu lực đến hết ngày"), required=False, max_length=20)
    first = forms.IntegerField(label=_("Từ lần ghi số"), min_value=1, max_value=LARGEST, required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        tables = sorted((table.label, name) for name, table in tables_for(user).items())
        self._offer("table", [(name, label) for label, name in tables])
        if user.sees_nation:
            provinces = Province.objects.order_by("sort_key").values_list("code", "short_name")
            self._offer("province", list(provinces))
        else:
            del self.fields["province"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", ALL), *choices]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("record") and not values.get("table"):
            self.add_error("table", _("Hãy chọn bảng của bản ghi này."))
        if values.get("first") and not values.get("table"):
            self.add_error("table", _("Hãy chọn bảng mà lần ghi này thuộc về."))
        if values.get("telling") and values.get("table") != OF_POSTINGS:
            self.add_error("table", _("Ngày có hiệu lực chỉ lọc được các lần bố trí; hãy chọn bảng đó."))
        return values

    @property
    def form(self) -> "HistoryForm":
        """The form itself: the templates of filters ask a filterset for it."""
        return self

    @property
    def asked(self) -> Asked | None:
        """What is asked for; None where it cannot be read."""
        if not self.is_valid():
            return None
        values = dict(self.cleaned_data)
        return Asked(since=values.pop("day_from"), until=values.pop("day_to"), **values)

    @property
    def leading_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in LEADING]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in LEADING]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    @property
    def is_narrowed_further(self) -> bool:
        return any(self.data.get(name) for name in self.fields if name not in LEADING)
