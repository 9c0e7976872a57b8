"""What the Ministry answered, and the log of who did what when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, Province
from reports.choices import Happening, Reason
from reports.models.periods import ProvincialReport
from reports.models.submissions import SEALED, ReportSubmission

LONGEST_ANSWER = 1_000


class ReturnReason(models.Model):
    """One reason for which a sending was returned: for the report, or for a single commune."""

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="return_reasons")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    submission = models.ForeignKey(ReportSubmission, models.PROTECT, related_name="return_reasons")
    kind = models.CharField(_("loại lý do"), max_length=11, choices=Reason)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+", verbose_name=_("xã"))
    text = models.CharField(_("lý do"), max_length=1000)

    class Meta:
        ordering = ["pk"]
        triggers = SEALED
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Reason.values), name="return_reason_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="return_reason_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


@recorded()
class ReturnAnswer(models.Model):
    """What the province says to one reason of a return; it goes with the next sending."""

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="return_answers")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    reason = models.OneToOneField(
        ReturnReason, models.PROTECT, related_name="answer", verbose_name=_("lý do trả lại")
    )
    text = models.CharField(_("trả lời"), max_length=LONGEST_ANSWER)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="return_answer_says_something")]

    def __str__(self) -> str:
        return self.text


class ReportEvent(models.Model):
    """One line of a report's log; the words are the reason where one was given."""

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="log")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    submission = models.ForeignKey(ReportSubmission, models.PROTECT, null=True, related_name="log")
    kind = models.CharField(_("việc"), max_length=8, choices=Happening)
    words = models.CharField(_("ghi chú"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        ordering = ["at", "pk"]
        triggers = SEALED
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Happening.values), name="report_event_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.report}"
