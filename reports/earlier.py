"""What a province's report is compared with: the last one approved before it."""

from datetime import date

from django.db.models import OuterRef, Subquery

from communes.models import Province
from reports.models import ProvincialReport, ReportSubmission

TEXTS = ("narrative", "attachments")  # of a sending: long, and read where it is shown alone


def approved_before(province: Province, cut_off: date) -> ReportSubmission | None:
    """Give what was approved last of `province` for a cut-off before `cut_off`, with its period."""
    earlier = ProvincialReport.objects.filter(province=province, period__cut_off__lt=cut_off)
    last = earlier.exclude(approved=None).order_by("-period__cut_off").values("approved")[:1]
    found = ReportSubmission.objects.filter(pk__in=last).select_related("report__period")
    return found.first()


def approved_before_by_province(cut_off: date) -> dict[int, ReportSubmission]:
    """Give the same for every province that has one, by province id."""
    earlier = ProvincialReport.objects.filter(period__cut_off__lt=cut_off).exclude(approved=None)
    newest = earlier.filter(province=OuterRef("province")).order_by("-period__cut_off").values("pk")[:1]
    last = ReportSubmission.objects.filter(pk__in=earlier.filter(pk=Subquery(newest)).values("approved"))
    return {sent.province_id: sent for sent in last.select_related("report__period").defer(*TEXTS)}
