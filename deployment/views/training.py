"""The pages of entry about an officer's training."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.scope import changeable_by
from communes.formats import format_day
from deployment import training
from deployment.forms.training import RemoveTrainingForm, TrainingForm
from deployment.forms.verbs import VerbForm
from deployment.models import Training
from deployment.views.verbs import OfficerVerbView, VerbView, officer_url


class TrainView(OfficerVerbView):
    form_class = TrainingForm
    title, button = gettext_lazy("Ghi đào tạo, bồi dưỡng"), gettext_lazy("Ghi")

    def seen_record(self) -> None:
        """Nothing that was seen is changed: a record is added."""

    def perform(self, form: VerbForm) -> str:
        made = training.record_training(officer=self.subject, **form.values())
        messages.success(self.request, _("Đã ghi: %(officer)s, %(training)s.") % words(made))
        return training_url(made)


class TrainingVerbView(VerbView):
    """A verb about one record of training."""

    def record(self) -> Training:
        visible = changeable_by(self.request.user, Training.objects.select_related("officer"))
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def told(self) -> str:
        return _("%(officer)s: %(training)s.") % words(self.subject)

    def back(self) -> str:
        return training_url(self.subject)


class CorrectTrainingView(TrainingVerbView):
    form_class = TrainingForm
    title, button = gettext_lazy("Đính chính một lần bồi dưỡng"), gettext_lazy("Đính chính")

    def get_initial(self) -> dict[str, Any]:
        names = ("course", "completed_on", "certificate_number", "remark")
        return super().get_initial() | {name: getattr(self.subject, name) for name in names}

    def perform(self, form: VerbForm) -> str:
        mended = training.correct_training(
            training=self.subject, seen=form.cleaned_data["seen"], **form.values()
        )
        messages.success(self.request, _("Đã đính chính: %(officer)s, %(training)s.") % words(mended))
        return training_url(mended)


class RemoveTrainingView(TrainingVerbView):
    form_class = RemoveTrainingForm
    consequence = gettext_lazy(
        "Chỉ xóa khi bản ghi này là nhầm: nó biến mất khỏi hồ sơ cán bộ. Lịch sử vẫn lưu ai đã xóa."
    )
    title, button = gettext_lazy("Xóa một lần bồi dưỡng ghi nhầm"), gettext_lazy("Xóa bản ghi")

    def perform(self, form: VerbForm) -> str:
        training.remove_training(training=self.subject, seen=form.cleaned_data["seen"])
        messages.success(self.request, _("Đã xóa: %(officer)s, %(training)s.") % words(self.subject))
        return training_url(self.subject)


def training_url(record: Training) -> str:
    """Give the address of the training on its officer's page."""
    return f"{officer_url(record.officer)}#training"


def words(record: Training) -> dict[str, Any]:
    """Give the words of a record of training for a message."""
    told = _("%(course)s hoàn thành ngày %(day)s") % {
        "course": record.get_course_display(),
        "day": format_day(record.completed_on),
    }
    return {"officer": record.officer, "training": told}
