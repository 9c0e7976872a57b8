"""The form that sends a file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """Only whether there is a file: what is wrong with it, reading it says."""

    file = forms.FileField(
        label=_("Tệp .xlsx hoặc .csv"),
        allow_empty_file=True,
        max_length=255,
        help_text=_("Tối đa 10 MB và 100.000 dòng."),
        error_messages={"required": _("Hãy chọn một tệp."), "max_length": _("Tên tệp quá dài.")},
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx,.csv"}),
    )
