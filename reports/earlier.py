"""What a province's report is compared with: the last one approved before it."""

from collections.abc import Collection
from datetime import date

from communes.models import Province
from reports.models import ProvincialReport, ReportSubmission

TEXTS = ("narrative", "attachments")  # of a sending: long, and read where it is shown alone


def approved_before(province: Province, cut_off: date) -> ReportSubmission | None:
    """Give what was approved last of `province` for a cut-off before `cut_off`, with its period."""
    earlier = ProvincialReport.objects.filter(province=province, period__cut_off__lt=cut_off)
    last = earlier.exclude(approved=None).order_by("-period__cut_off").values("approved")[:1]
    found = ReportSubmission.objects.filter(pk__in=last).select_related("report__period")
    return found.first()


def approved_before_by_province(cut_off: date, provinces: Collection[int]) -> dict[int, ReportSubmission]:
    """Give the same for each of `provinces` (ids) that has one, by province id."""
    earlier = ProvincialReport.objects.filter(province__in=provinces, period__cut_off__lt=cut_off)
    newest = (
        earlier.exclude(approved=None).order_by("province_id", "-period__cut_off").distinct("province_id")
    )
    found: dict[int, ReportSubmission] = {}
    for report in newest.select_related("period", "approved").defer(*(f"approved__{text}" for text in TEXTS)):
        if report.approved:
            report.approved.report = report  # with its period, read already
            found[report.province_id] = report.approved
    return found
