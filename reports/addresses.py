"""Where the pages of one provincial report are."""

from django.urls import reverse

from reports.models import ProvincialReport


def report_url(report: ProvincialReport) -> str:
    """Give the address of the page of `report`."""
    return reverse("reports:report", args=[report.period_id, report.province.code])


def step_url(report: ProvincialReport, step: str, *more: object) -> str:
    """Give the address of a step of `report`."""
    return reverse(f"reports:report_{step}", args=[report.period_id, report.province.code, *more])
