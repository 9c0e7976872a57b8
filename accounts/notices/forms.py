"""Forms of one's own notices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import MailAddress, NoticeChoice, NoticeKind, Role, User, Way

FOR_THE_MINISTRY = {NoticeKind.SENT}


def kinds_for(user: User) -> list[NoticeKind]:
    """Give the kinds that `user` may be told of."""
    if user.is_provincial:
        return [kind for kind in NoticeKind if kind not in FOR_THE_MINISTRY]
    return [kind for kind in NoticeKind if kind in FOR_THE_MINISTRY] if user.role == Role.MINISTRY else []


class WaysForm(forms.Form):
    """How one wants to be told, for each kind."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        ways = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "way"))
        for kind in kinds_for(user):
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=Way.choices,
                initial=ways.get(kind.value, Way.SITE),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def save(self) -> None:
        chosen = [NoticeChoice(user=self.user, kind=kind, way=way) for kind, way in self.cleaned_data.items()]
        NoticeChoice.objects.bulk_create(
            chosen, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["way"]
        )


class AddressForm(forms.ModelForm):
    class Meta:
        model = MailAddress
        fields = ("address",)
        widgets = {"address": forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"})}


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label=_("Mã 6 số trong thư"),
        error_messages={"invalid": _("Mã gồm 6 chữ số.")},
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )
