"""What a province sent: its figures, words and warnings as they were at that moment, for ever."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, Province
from deployment.choices import Status
from reports.choices import Flag
from reports.models.periods import ProvincialReport

SEALED = [
    pgtrigger.Protect(name="sealed", operation=pgtrigger.Update | pgtrigger.Delete)
]  # a row that cannot change is its own history


class ReportSubmission(models.Model):
    """One sending of a provincial report; nothing of it changes again.

    number: 1 for the first sending of a report. receipt: what the province is given as proof.
    narrative: the text by section. attachments: name, size, SHA-256 of each.
    """

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="submissions")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("lần gửi"))
    receipt = models.CharField(_("số biên nhận"), max_length=40, unique=True)
    narrative = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    mark = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        ordering = ["report", "number"]
        triggers = SEALED
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="sendings_of_a_report_are_numbered"),
            models.UniqueConstraint(fields=["id", "province"], name="sending_with_its_province"),
        ]

    def __str__(self) -> str:
        return self.receipt


class SubmittedCommune(models.Model):
    """A commune's figures as sent, by the rule in force for the cut-off day then."""

    submission = models.ForeignKey(ReportSubmission, models.PROTECT, related_name="communes")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", db_index=False)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    code = models.CharField(_("mã"), max_length=5)
    name = models.CharField(_("tên"), max_length=100)
    kind = models.CharField(_("loại"), max_length=10)
    district_code = models.CharField(_("mã huyện"), max_length=5, blank=True)
    district_name = models.CharField(_("huyện"), max_length=100, blank=True)
    minimum = models.PositiveSmallIntegerField(_("tối thiểu"))
    chief_required = models.BooleanField()
    officers = models.PositiveIntegerField(_("cán bộ"))
    has_chief = models.BooleanField(_("có Trưởng Công an"))
    shortfall = models.PositiveSmallIntegerField(_("thiếu"))
    status = models.CharField(_("tình trạng"), max_length=13, choices=Status)
    organised = models.BooleanField(_("có quyết định tổ chức"))

    class Meta:
        ordering = ["code"]
        triggers = SEALED
        constraints = [
            models.UniqueConstraint(fields=["submission", "commune"], name="commune_is_sent_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="sent_status_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.status}"

    @property
    def name_in_district(self) -> str:
        """Its name with that of its district, both as sent: a province may have two communes of one name."""
        return f"{self.name}, {self.district_name}" if self.district_name else self.name


class SubmittedWarning(models.Model):
    """A warning as it stood at sending, with the sentence that the province gave for it."""

    submission = models.ForeignKey(ReportSubmission, models.PROTECT, related_name="warnings")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+", verbose_name=_("xã"))
    kind = models.CharField(_("cảnh báo"), max_length=12, choices=Flag)
    finding = models.CharField(_("vì sao"), max_length=300)
    explanation = models.TextField(_("giải trình"))

    class Meta:
        ordering = ["pk"]
        triggers = SEALED
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind", "commune"], nulls_distinct=False, name="warning_is_sent_once"
            ),
            models.CheckConstraint(condition=~Q(explanation=""), name="sent_warning_is_explained"),
        ]

    def __str__(self) -> str:
        return self.finding
