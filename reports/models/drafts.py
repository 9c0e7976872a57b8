"""What a province writes for its report before it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, Province
from reports.choices import Flag, Section
from reports.models.periods import ProvincialReport

MOST_BYTES = 5_000_000
LONGEST_SECTION, LONGEST_EXPLANATION = 20_000, 1_000


@recorded()
class Narrative(models.Model):
    """One section of a report in words."""

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="narratives")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    section = models.CharField(_("mục"), max_length=3, choices=Section)
    text = models.TextField(_("nội dung"), max_length=LONGEST_SECTION, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        ordering = ["section"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="one_text_for_a_section"),
            models.CheckConstraint(condition=Q(section__in=Section.values), name="section_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_section_display()


@recorded()
class Explanation(models.Model):
    """The province's sentence on one warning: of a commune, or of the report as a whole."""

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="explanations")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    kind = models.CharField(_("cảnh báo"), max_length=12, choices=Flag)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+", verbose_name=_("xã"))
    text = models.TextField(_("giải trình"), max_length=LONGEST_EXPLANATION)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "commune"],
                nulls_distinct=False,
                name="one_explanation_for_a_warning",
            ),
            models.CheckConstraint(condition=Q(kind__in=Flag.values), name="explained_warning_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="explanation_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


@recorded("content")
class Attachment(models.Model):
    """A file that goes with a report; kept in the database under our own number, never by its name.

    detached_at: when it was taken from the draft again, of a file that an earlier sending keeps.
    """

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="attachments")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("số byte"))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(_("đính kèm lúc"))
    detached_at = models.DateTimeField(_("bỏ lúc"), null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sha256"],
                condition=Q(detached_at=None),
                name="one_copy_of_an_attachment",
                violation_error_message=_("Tệp này đã được đính kèm."),
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=MOST_BYTES), name="attachment_has_a_bounded_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name
