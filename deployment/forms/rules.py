"""Forms of the staffing rule."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, CommuneKind
from deployment.choices import Trait
from deployment.forms.fields import CommuneField, DayField
from deployment.forms.verbs import VerbForm

MOST_OFFICERS = 200


class RuleForm(VerbForm):
    """A rule for a kind of commune (perhaps of one trait), or for a single commune."""

    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[("", _("riêng cho một xã, ghi ở dưới")), *CommuneKind.choices],
        required=False,
        help_text=_("Quy định cho cả một loại đưa loại ấy vào phạm vi áp dụng."),
    )
    trait = forms.ChoiceField(
        label=_("Thuộc diện"),
        choices=Trait,
        required=False,
        help_text=_("Xã thuộc nhiều diện theo mức cao nhất."),
    )
    commune = CommuneField(
        label=_("Riêng cho xã"),
        required=False,
        help_text=_("Đứng trên mọi quy định theo loại. Ghi tên (không cần dấu) hoặc mã."),
    )
    minimum = forms.IntegerField(
        label=_("Số cán bộ chính quy tối thiểu"), min_value=0, max_value=MOST_OFFICERS
    )
    chief_required = forms.BooleanField(label=_("Phải có Trưởng Công an"), required=False, initial=True)
    starts_on = DayField(
        label=_("Từ ngày"),
        help_text=_("Quy định đang áp dụng cho cùng loại kết thúc vào ngày hôm trước."),
    )
    source = forms.CharField(
        label=_("Căn cứ"), max_length=200, help_text=_("Số, ngày và trích yếu của văn bản.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].offer(Commune.objects.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        commune, kind = cleaned.get("commune"), cleaned.get("kind")
        if "commune" in cleaned and not commune and not kind:
            raise ValidationError({"kind": _("Hãy chọn loại, hoặc ghi một xã ở dưới.")})
        if commune and (kind or cleaned.get("trait")):
            raise ValidationError({"commune": _("Hãy chọn loại hoặc ghi một xã, không cả hai.")})
        if commune:
            cleaned["kind"], cleaned["trait"] = commune.kind, ""
        return cleaned


class EndRuleForm(VerbForm):
    last_day = DayField(label=_("Ngày cuối cùng còn hiệu lực"))


class CancelRuleForm(VerbForm):
    """Only the confirmation."""
