"""A reporting period, and the report that it expects of each province."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communes.formats import name_within
from communes.history import recorded
from communes.models import Province
from reports.choices import SETTLED, WITH_PROVINCE, Happening, Mark, State

if TYPE_CHECKING:
    from reports.models.submissions import ReportSubmission


@recorded()
class Period(models.Model):
    """A round of reports with figures to the end of the cut-off day.

    Its layout is its own: the provinces that it expects (its reports), how many communes of each are in
    scope, the rule in force and the nation's average of officers in a commune that has any, all as they
    stood for the cut-off day when it was opened. (A province, which sees its own rows alone, is measured by
    this average, and no other province's posting moves it.)
    """

    title = models.CharField(_("tên kỳ báo cáo"), max_length=120)
    cut_off = models.DateField(_("số liệu đến hết ngày"))
    opens_at = models.DateTimeField(_("mở lúc"))
    due_at = models.DateTimeField(_("hạn gửi"))
    rule = models.JSONField(_("quy định áp dụng"))
    average = models.DecimalField(
        _("bình quân cán bộ một xã đã bố trí"), max_digits=6, decimal_places=2, default=0
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("kỳ báo cáo")
        ordering = ["-cut_off"]
        constraints = [
            models.UniqueConstraint(
                fields=["cut_off"],
                name="one_period_for_a_cut_off",
                violation_error_message=_("Đã có kỳ báo cáo với ngày chốt số liệu này."),
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("opens_at")), name="period_is_due_after_it_opens"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="period_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class ProvincialReportQuerySet(models.QuerySet):
    def oldest_sent_first(self) -> Self:
        """Those that wait for the Ministry, the longest waiting first."""
        return self.filter(state=State.SENT).order_by("sent_at", "pk")

    def with_course(self) -> Self:
        """Add `first_sent_at`, `sendings`, `times_returned` and `warnings`, those of the latest sending."""
        sendings = self._counted("ReportSubmission", report=OuterRef("pk"))
        returned = self._counted("ReportEvent", report=OuterRef("pk"), kind=Happening.RETURNED)
        warnings = self._counted("SubmittedWarning", submission=OuterRef("latest"))
        first = apps.get_model("reports", "ReportSubmission").objects.filter(report=OuterRef("pk"), number=1)
        return self.annotate(
            first_sent_at=Subquery(first.values("sent_at")),
            sendings=sendings,
            times_returned=returned,
            warnings=warnings,
        )

    def _counted(self, model: str, **narrowing: object) -> Coalesce:
        rows = apps.get_model("reports", model).objects.filter(**narrowing).order_by()
        counts = rows.values(next(iter(narrowing))).annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counts), 0)


@recorded()
class ProvincialReport(models.Model):
    """What one province reports for one period; made when the period is opened.

    communes: those in scope on the cut-off day. latest: what was sent last. approved: what the Ministry
    approved last; it stays while the report is corrected. decided_at: when the latest sending was
    returned, approved or reopened. postings_checked_changes: how many changes of its postings the history
    had at the confirmation, so that later ones can be counted.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="reports", verbose_name=_("kỳ báo cáo"))
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="reports", verbose_name=_("địa phương")
    )
    communes = models.PositiveIntegerField(_("số xã, thị trấn trong phạm vi"))
    state = models.CharField(_("trạng thái"), max_length=11, choices=State, default=State.NOT_STARTED)
    extended_until = models.DateTimeField(_("được gia hạn đến"), null=True, blank=True)
    extension_reason = models.CharField(_("lý do gia hạn"), max_length=300, blank=True)
    communes_checked_at = models.DateTimeField(_("kiểm tra danh sách xã lúc"), null=True, blank=True)
    postings_checked_at = models.DateTimeField(_("kiểm tra phân công lúc"), null=True, blank=True)
    postings_checked_changes = models.PositiveIntegerField(
        _("số thay đổi bố trí đã có khi kiểm tra phân công"), null=True, blank=True
    )
    started_at = models.DateTimeField(_("bắt đầu soạn lúc"), null=True, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    decided_at = models.DateTimeField(_("Bộ quyết định lúc"), null=True, blank=True)
    latest = models.ForeignKey("ReportSubmission", models.PROTECT, null=True, blank=True, related_name="+")
    approved = models.ForeignKey("ReportSubmission", models.PROTECT, null=True, blank=True, related_name="+")
    objects = ProvincialReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo của địa phương")
        ordering = ["period", "province"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "province"], name="one_report_of_a_province_in_a_period"
            ),
            models.UniqueConstraint(fields=["id", "province"], name="report_with_its_province"),
            models.CheckConstraint(
                condition=Q(state=State.NOT_STARTED, started_at=None, sent_at=None, decided_at=None)
                | Q(state=State.DRAFTING, started_at__isnull=False, sent_at=None, decided_at=None)
                | Q(state=State.SENT, started_at__isnull=False, sent_at__isnull=False, decided_at=None)
                | Q(
                    state__in=[State.RETURNED, *SETTLED],
                    started_at__isnull=False,
                    sent_at__isnull=False,
                    decided_at__gte=F("sent_at"),
                ),
                name="report_has_the_times_of_its_state",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, latest=None) | Q(sent_at__isnull=False, latest__isnull=False),
                name="report_was_sent_with_its_figures",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLED) | Q(approved__isnull=False, approved=F("latest")),
                name="approved_report_has_its_figures",
            ),
            models.CheckConstraint(
                condition=Q(extended_until=None, extension_reason="")
                | Q(extended_until__isnull=False) & ~Q(extension_reason=""),
                name="extension_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="report_queue")]

    def __str__(self) -> str:
        return f"{self.province}: {self.period}"

    @property
    def office(self) -> str:
        """The police that reports, within a sentence: "Công an tỉnh Điện Biên"."""
        place = name_within(self.province.name, self.province.short_name)
        return gettext("Công an %(place)s") % {"place": place}

    @property
    def due_at(self) -> datetime:
        """When the report is due: the period's time, or the province's own after an extension."""
        return self.extended_until or self.period.due_at

    @property
    def last_sent(self) -> "ReportSubmission":
        """What was sent last, of a report that was sent."""
        if self.latest is None:
            raise ValueError(f"{self} was not sent")
        return self.latest

    @property
    def mark(self) -> Mark:
        """How the state looks, and who acts next."""
        return State(self.state).mark

    @property
    def is_with_province(self) -> bool:
        """Tell whether the province may write in it: not after sending."""
        return self.state in WITH_PROVINCE

    @property
    def is_settled(self) -> bool:
        """Tell whether the Ministry has approved it as it stands."""
        return self.state in SETTLED
