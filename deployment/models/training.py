"""What officers were trained in."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.calendar import TodayInHanoi
from communes.history import recorded
from communes.models import IsNfc, Province
from deployment.choices import Course
from deployment.models.officers import Officer

YOUNGEST_TRAINED = 16  # full years; the guard of migration 0017 says it too
LONGEST_CERTIFICATE, LONGEST_REMARK = 60, 300


class TrainingQuerySet(models.QuerySet):
    def completed_by(self, day: date) -> Self:
        """Completed on or before `day`."""
        return self.filter(completed_on__lte=day)


@recorded(found_by=("officer",))
class Training(models.Model):
    """One officer has completed one course; `completed_on` is its last day.

    It belongs to the person: `province` repeats the officer's and moves with them, by a composite foreign
    key made in the migration, so that whoever manages the officer reads all of their training.
    """

    officer = models.ForeignKey(
        Officer, models.PROTECT, related_name="trainings", db_constraint=False, db_index=False,
        verbose_name=_("cán bộ"),
    )  # fmt: skip
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    course = models.CharField(_("nội dung bồi dưỡng"), max_length=12, choices=Course)
    completed_on = models.DateField(_("ngày hoàn thành"))
    certificate_number = models.CharField(
        _("số chứng chỉ, chứng nhận"), max_length=LONGEST_CERTIFICATE, blank=True
    )
    remark = models.CharField(_("ghi chú"), max_length=LONGEST_REMARK, blank=True)
    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("đào tạo, bồi dưỡng")
        ordering = ["-completed_on", "course", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "course", "completed_on"],
                name="officer_completes_a_course_once_a_day",
                violation_error_message=_("Đã ghi nội dung này, hoàn thành ngày này, cho cán bộ."),
            ),
            models.CheckConstraint(
                condition=Q(course__in=Course.values),
                name="training_course_is_known",
                violation_error_message=_("Không có nội dung bồi dưỡng này."),
            ),
            models.CheckConstraint(
                condition=Q(completed_on__lte=TodayInHanoi()),
                name="training_is_completed",
                violation_error_message=_("Ngày hoàn thành không được sau hôm nay."),
            ),
            models.CheckConstraint(
                condition=Q(IsNfc("certificate_number")) & Q(IsNfc("remark")), name="training_words_are_clean"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.get_course_display()} ({self.completed_on})"
