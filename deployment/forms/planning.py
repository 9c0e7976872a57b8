"""Forms of plans: what becomes of a draft, and the plan for a vacant post of chief."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deployment.choices import Post
from deployment.forms.fields import DayField
from deployment.forms.verbs import DecisionForm, VerbForm


class CarryOutForm(DecisionForm):
    post = forms.ChoiceField(label=_("Giữ chức vụ"), choices=Post)
    starts_on = DayField(
        label=_("Từ ngày"), help_text=_("Chức vụ đang giữ kết thúc vào ngày liền trước ngày này.")
    )
    field_order = ("post", "starts_on", "decision_number", "decision_date")


class DiscardForm(VerbForm):
    """Only the confirmation."""


class ChiefPlanForm(VerbForm):
    due_on = DayField(label=_("Bổ nhiệm trước ngày"))
    officer = forms.ChoiceField(label=_("Cán bộ dự kiến"), required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)
    field_order = ("due_on", "officer", "note")

    def offer(self, choices: list[tuple[str, Any]]) -> None:
        """Take the candidates that may be chosen."""
        self.fields["officer"].choices = [("", _("chưa xác định")), *choices]
