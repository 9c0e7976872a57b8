"""One form for each verb of entry; what they mean is in `deployment.postings`."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.scope import changeable_by
from communes.models import Commune, Province
from deployment.choices import Force, Post, Rank, Sex
from deployment.days import default_day
from deployment.errors import PostingRefused
from deployment.forms.fields import CommuneField, DayField, OfficerField
from deployment.models import SERVICE_NUMBER, Assignment, Officer
from deployment.todo import unposted_officers

NOT_OF_THE_VERB = {"token", "seen", "accepted"}
UNKNOWN_RANK = ("", _("chưa rõ"))


class VerbForm(forms.Form):
    """What every form of entry carries: a token for "sent once", and the mark of what was seen."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)

    fields: dict[str, Any]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["token"].initial = uuid4
        self.refusal: PostingRefused | None = None
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", _css_of(field.widget))

    def refuse(self, refusal: PostingRefused) -> None:
        """Show why the change was refused, beside the field it concerns."""
        self.refusal = refusal
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)

    def values(self) -> dict[str, Any]:
        """Give the cleaned values of the verb itself."""
        return {k: v for k, v in self.cleaned_data.items() if k not in NOT_OF_THE_VERB}


def _css_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class DecisionForm(VerbForm):
    """A verb that rests on a decision."""

    decision_number = forms.CharField(
        label=_("Số quyết định"),
        help_text=_("Bố trí chưa ghi quyết định sẽ thành một cảnh báo của báo cáo kỳ."),
        max_length=60,
        required=False,
    )
    decision_date = DayField(label=_("Ngày quyết định"), required=False)


class AppointForm(DecisionForm):
    officer = OfficerField(label=_("Cán bộ"))
    commune = CommuneField(label=_("Xã, phường, thị trấn"))
    post = forms.ChoiceField(label=_("Chức vụ"), choices=Post)
    starts_on = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu đang giữ chức."))
    field_order = ("officer", "commune", "post", "starts_on", "last_day", "decision_number", "decision_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers, day = changeable_by(self.user, Officer.objects.all()), default_day()
        self.fields["officer"].offer(officers, self.user, day)
        if not self.is_bound and not self.initial.get("officer"):
            self.fields["officer"].show_waiting(unposted_officers(day, officers))
        self.fields["commune"].offer(changeable_by(self.user, Commune.objects.all()))


class TransferForm(DecisionForm):
    """Begins with the post that is held; a chief's is left to be chosen, as the commune may have one."""

    commune = CommuneField(label=_("Đến xã, phường, thị trấn"))
    post = forms.ChoiceField(label=_("Giữ chức vụ"), choices=Post)
    starts_on = DayField(label=_("Từ ngày"))
    accepted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    field_order = ("commune", "post", "starts_on", "decision_number", "decision_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("post"):
            self.fields["post"].choices = [("", _("– chọn –")), *Post.choices]
        self.fields["commune"].offer(changeable_by(self.user, Commune.objects.all()))

    @property
    def is_accepted(self) -> bool:
        """Whether the sender was shown what this very transfer does to the communes."""
        return bool(self.cleaned_data["accepted"] == self._meant())

    def ask_to_accept(self) -> None:
        """Let the next sending, unless place or day are changed, be that of one who was shown it."""
        self.data = dict(self.data.items()) | {self.add_prefix("accepted"): self._meant()}

    def _meant(self) -> str:
        return f"{self.cleaned_data['commune'].pk}@{self.cleaned_data['starts_on']}"


class EndForm(VerbForm):
    last_day = DayField(label=_("Ngày cuối cùng giữ chức"))


class CancelForm(VerbForm):
    """The confirmation; where a transfer made the posting, whether the one before it is held again."""

    reopen = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, former: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if former:
            self.fields["reopen"].label = _("Khôi phục phân công trước: %(posting)s") % {"posting": former}
        else:
            del self.fields["reopen"]


class CorrectForm(DecisionForm):
    commune = CommuneField(label=_("Xã, phường, thị trấn"))
    post = forms.ChoiceField(label=_("Chức vụ"), choices=Post)
    starts_on = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu đang giữ chức."))
    field_order = ("commune", "post", "starts_on", "last_day", "decision_number", "decision_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].offer(changeable_by(self.user, Commune.objects.all()))


class OfficerForm(VerbForm):
    service_number = forms.RegexField(
        SERVICE_NUMBER,
        label=_("Số hiệu"),
        help_text=_("6 chữ số, gạch nối và 3 chữ số, ví dụ 123456-789."),
        max_length=10,
        error_messages={"invalid": _("Số hiệu gồm 6 chữ số, gạch nối và 3 chữ số, ví dụ 123456-789.")},
    )
    full_name = forms.CharField(label=_("Họ và tên"), min_length=2, max_length=100)
    date_of_birth = DayField(label=_("Ngày sinh"))
    sex = forms.ChoiceField(label=_("Giới tính"), choices=Sex)
    rank = forms.TypedChoiceField(
        label=_("Cấp bậc hàm"),
        choices=[UNKNOWN_RANK, *Rank.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    force = forms.ChoiceField(label=_("Lực lượng"), choices=Force)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("sex") == "":  # a file did not say it
            self.fields["sex"].choices = [("", "–"), *Sex.choices]


class RegisterForm(OfficerForm):
    province = forms.ModelChoiceField(label=_("Địa phương quản lý"), queryset=Province.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = changeable_by(self.user, Province.objects.order_by("sort_key"), province="pk")
        self.fields["province"].queryset = provinces
        if self.user.is_provincial:
            self.fields["province"].initial = self.user.province
            self.fields["province"].widget = forms.HiddenInput()


def initial_of_correction(assignment: Assignment, last_day: Any) -> dict[str, Any]:
    """Give a correction's first values: what is stored."""
    return {
        "commune": assignment.commune,
        "post": assignment.post,
        "starts_on": assignment.starts_on,
        "last_day": last_day,
        "decision_number": assignment.decision_number,
        "decision_date": assignment.decision_date,
    }
