"""The forms of training; what they mean is in `deployment.training`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deployment.choices import Course
from deployment.forms.fields import DayField
from deployment.forms.verbs import VerbForm
from deployment.models import LONGEST_CERTIFICATE, LONGEST_REMARK


class TrainingForm(VerbForm):
    course = forms.ChoiceField(label=_("Nội dung bồi dưỡng"), choices=Course)
    completed_on = DayField(label=_("Ngày hoàn thành"), help_text=_("Ngày cuối cùng của khóa học."))
    certificate_number = forms.CharField(
        label=_("Số chứng chỉ, chứng nhận"), max_length=LONGEST_CERTIFICATE, required=False
    )
    remark = forms.CharField(
        label=_("Ghi chú"),
        max_length=LONGEST_REMARK,
        required=False,
        help_text=_("Ví dụ tên khóa học, nơi tổ chức."),
    )


class RemoveTrainingForm(VerbForm):
    """Only the confirmation."""
