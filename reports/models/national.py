"""The sealed national report: a row for each commune, and the postings behind it, as they were."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import CommuneKind, Province
from communes.vietnamese import fold
from deployment.choices import Post, Rank, Status
from reports.choices import Matter, Section

LONGEST_TITLE, LONGEST_REASON = 200, 500
LONGEST_NATIONAL_SECTION = 20_000


class NationalReportQuerySet(models.QuerySet):
    def latest_of_each_day(self) -> Self:
        """The newest version of each cut-off."""
        return self.filter(next=None)

    def light(self) -> Self:
        """Without the kept CSV, which only verifying reads."""
        return self.defer("csv")


class NationalReport(models.Model):
    """One sealed version of the nation's figures for a cut-off day; refused any change by the database.

    rule, units, standing, narrative: what was in force, named, approved and written at that moment.
    csv: the canonical CSV of its communes; sha256: of those bytes; marks: digests of all the rest.
    compared_with: the sealed report before it, against which its briefing tells the change.
    """

    title = models.CharField(_("tên báo cáo"), max_length=LONGEST_TITLE)
    as_of = models.DateField(_("số liệu đến hết ngày"))
    version = models.PositiveSmallIntegerField(_("bản"))
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    reason = models.CharField(_("lý do đính chính"), max_length=LONGEST_REASON, blank=True)
    compared_with = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    rule = models.JSONField()
    units = models.JSONField()
    standing = models.JSONField()
    narrative = models.JSONField()
    is_synthetic = models.BooleanField()
    csv = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    marks = models.JSONField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(_("niêm phong lúc"))
    objects = NationalReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo toàn quốc đã niêm phong")
        ordering = ["-as_of", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["as_of", "version"], name="versions_of_a_day_are_numbered"),
            models.CheckConstraint(
                condition=Q(version=1, previous=None, reason="")
                | Q(version__gt=1, previous__isnull=False) & ~Q(reason=""),
                name="correction_has_a_reason",
                violation_error_message=_("Bản đính chính phải có lý do."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="national_report_has_a_title"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="national_report_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        words = {"title": self.title, "version": self.version}
        return gettext("%(title)s (bản %(version)s)") % words if self.version > 1 else self.title


class FrozenCommuneQuerySet(models.QuerySet):
    def named_like(self, text: str) -> Self:
        """Communes whose name, district or code holds `text`; accents and case do not matter."""
        key = fold(text)
        return self.filter(
            Q(search_key__contains=key) | Q(district_search_key__contains=key) | Q(code=text.strip())
        )


class FrozenCommune(models.Model):
    """A commune in scope as it was: names, parents, class, what the rule asked and what it found.

    The ids of region and district are those of the report's own `units`, not links to the gazetteer.
    """

    report = models.ForeignKey(NationalReport, models.PROTECT, related_name="communes")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    commune_id = models.BigIntegerField()
    region_id = models.BigIntegerField()
    district_id = models.BigIntegerField(null=True)
    code = models.CharField(_("mã"), max_length=5)
    name = models.CharField(_("tên"), max_length=100)
    kind = models.CharField(_("loại"), max_length=10, choices=CommuneKind)
    sort_key = models.CharField(max_length=250, db_collation="C")
    search_key = models.CharField(max_length=100)
    district_code = models.CharField(_("mã huyện"), max_length=5, blank=True)
    district_name = models.CharField(_("huyện, quận"), max_length=100, blank=True)
    district_search_key = models.CharField(max_length=100, blank=True)
    province_code = models.CharField(_("mã tỉnh"), max_length=5)
    province_name = models.CharField(_("tỉnh, thành phố"), max_length=100)
    region_code = models.CharField(max_length=1)
    is_key = models.BooleanField()
    is_border = models.BooleanField()
    is_island = models.BooleanField()
    organised = models.BooleanField(_("có quyết định tổ chức"))
    organised_on = models.DateField(null=True)
    organised_decision = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    point_precision = models.CharField(max_length=8, blank=True)
    minimum = models.IntegerField(_("tối thiểu"))
    chief_required = models.BooleanField()
    officers = models.IntegerField(_("cán bộ"))
    has_chief = models.BooleanField(_("có Trưởng Công an"))
    shortfall = models.IntegerField(_("thiếu"))
    status = models.CharField(_("kết luận"), max_length=13, choices=Status)
    objects = FrozenCommuneQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="commune_is_frozen_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="frozen_status_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class FrozenPosting(models.Model):
    """A regular officer who was counted in a commune, with name, rank and post as they stood."""

    commune = models.ForeignKey(FrozenCommune, models.PROTECT, related_name="postings")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", db_index=False)
    assignment_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    service_number = models.CharField(_("số hiệu"), max_length=10)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    sort_key = models.CharField(max_length=300, db_collation="C")
    rank = models.PositiveSmallIntegerField(_("cấp bậc hàm"), choices=Rank, null=True)
    post = models.CharField(_("chức vụ"), max_length=6, choices=Post)
    starts_on = models.DateField(_("từ ngày"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)

    class Meta:
        ordering = ["sort_key", "service_number"]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.service_number})"


class FrozenLine(models.Model):
    """A line of what a sealed report carries beside the day's staffing: trend, forecast, support and so on.

    province: None for the nation, or for what heads the matter. place: its order within the matter.
    content: plain values; `reports.matters` writes and reads them.
    """

    report = models.ForeignKey(NationalReport, models.PROTECT, related_name="lines")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+", db_index=False)
    matter = models.CharField(max_length=9, choices=Matter)
    place = models.PositiveSmallIntegerField()
    content = models.JSONField()

    class Meta:
        ordering = ["matter", "place"]
        constraints = [
            models.UniqueConstraint(fields=["report", "matter", "place"], name="line_is_frozen_once"),
            models.CheckConstraint(condition=Q(matter__in=Matter.values), name="frozen_matter_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()} {self.place}"


@recorded()
class NationalSection(models.Model):
    """One section of the national report in words, for a cut-off; sealed with the report that is frozen."""

    cut_off = models.DateField(_("số liệu đến hết ngày"))
    section = models.CharField(_("mục"), max_length=3, choices=Section)
    text = models.TextField(_("nội dung"), max_length=LONGEST_NATIONAL_SECTION, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        ordering = ["section"]
        constraints = [
            models.UniqueConstraint(fields=["cut_off", "section"], name="one_national_text_for_a_section"),
            models.CheckConstraint(condition=Q(section__in=Section.values), name="national_section_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_section_display()
