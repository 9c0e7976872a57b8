"""Forms of a transfer between provinces."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.scope import changeable_by
from communes.models import Commune
from deployment.choices import Post
from deployment.forms.fields import CommuneField, DayField
from deployment.forms.verbs import DecisionForm, VerbForm
from deployment.models import SERVICE_NUMBER


class AskForm(DecisionForm):
    service_number = forms.RegexField(
        SERVICE_NUMBER,
        label=_("Số hiệu của cán bộ"),
        max_length=10,
        error_messages={"invalid": _("Số hiệu gồm 6 chữ số, gạch nối và 3 chữ số, ví dụ 123456-789.")},
    )
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=100,
        help_text=_("Số hiệu và họ tên phải cùng đúng; hồ sơ của địa phương khác không hiện ở đây."),
    )
    commune = CommuneField(label=_("Về xã, phường, thị trấn"))
    post = forms.ChoiceField(label=_("Giữ chức vụ"), choices=Post, initial=Post.MEMBER)
    starts_on = DayField(label=_("Từ ngày"))
    field_order = ("service_number", "full_name", "commune", "post", "starts_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].offer(changeable_by(self.user, Commune.objects.all()))


class AnswerForm(VerbForm):
    """Only the confirmation: agreeing, withdrawing."""


class DeclineForm(VerbForm):
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, widget=forms.Textarea({"class": "form-control", "rows": 3})
    )
