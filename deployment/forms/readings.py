"""What may be asked of the log of reading, as its address says it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Outcome, Purpose, Reading
from communes.calendar import HANOI
from deployment.day_field import ParsedDayField
from deployment.filters.base import ALL, FilterForm
from deployment.history.asked import end_of


class ReadingsForm(FilterForm):
    """Narrows the log by account, days, outcome and purpose."""

    name = forms.CharField(label=_("Tài khoản"), max_length=150, required=False)
    day_from = ParsedDayField(label=_("Từ ngày"), required=False, max_length=20)
    day_to = ParsedDayField(label=_("Đến hết ngày"), required=False, max_length=20)
    outcome = forms.ChoiceField(label=_("Kết quả"), required=False, choices=[("", ALL), *Outcome.choices])
    purpose = forms.ChoiceField(label=_("Mục đích xử lý"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        purposes = dict(Purpose.objects.order_by("starts_on").values_list("code", "name"))
        self.fields["purpose"].choices = [("", ALL), *purposes.items()]  # type: ignore[attr-defined]

    @property
    def form(self) -> "ReadingsForm":
        """The form itself: the templates of filters ask a filterset for it."""
        return self

    @property
    def leading_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "day_from", "day_to", "outcome")]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [self["purpose"]]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    @property
    def is_narrowed_further(self) -> bool:
        return bool(self.data.get("purpose"))

    def narrowed(self) -> QuerySet[Reading]:
        """Give the readings asked for, the newest first; none where the address cannot be read."""
        if not self.is_valid():
            return Reading.objects.none()
        asked, found = self.cleaned_data, Reading.objects.select_related("purpose")
        if asked["day_from"]:
            found = found.filter(at__gte=datetime.combine(asked["day_from"], time.min, HANOI))
        if asked["day_to"]:
            found = found.filter(at__lt=end_of(asked["day_to"]))
        same = {"name": asked["name"], "outcome": asked["outcome"], "purpose__code": asked["purpose"]}
        return found.filter(**{key: value for key, value in same.items() if value})
