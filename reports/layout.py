"""A period's layout: its provinces, how many communes of each, and the rule, as of its cut-off day."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.models import Commune, Province
from deployment.errors import constraint_of
from deployment.rule import RuleInForce
from deployment.staffing import staffing_on
from reports.errors import NoProvinces, PeriodExists
from reports.models import Period, ProvincialReport
from reports.submitted import officers_a_commune


@transaction.atomic
def lay_out(period: Period) -> list[ProvincialReport]:
    """Store `period` with the rule of its cut-off day, and the report that it expects of each province.

    Raises NoProvinces, PeriodExists.
    """
    counts = communes_by_province(period.cut_off)
    day = {"day": format_day(period.cut_off)}
    if not counts:
        raise NoProvinces(_("Ngày %(day)s không có xã nào trong phạm vi.") % day)
    period.rule = rule_as_data(RuleInForce.on(period.cut_off))
    period.average = officers_a_commune(period.cut_off)
    period.clean_fields()
    try:
        with transaction.atomic():
            period.save()
    except IntegrityError as error:
        if constraint_of(error) != "one_period_for_a_cut_off":
            raise
        raise PeriodExists(_("Đã có kỳ báo cáo chốt số liệu ngày %(day)s.") % day) from error
    provinces = Province.objects.filter(pk__in=counts).order_by("code")
    return ProvincialReport.objects.bulk_create(
        ProvincialReport(period=period, province=province, communes=counts[province.pk])
        for province in provinces
    )


def rule_as_data(rule: RuleInForce) -> dict[str, object]:
    """Give the rule as a period keeps it."""
    return {
        "minimum": rule.minimum,
        "chief_required": rule.chief_required,
        "kinds": list(rule.kinds),
        "rules": [dict(each) for each in rule.rules],
    }


def communes_by_province(cut_off: date) -> dict[int, int]:
    """Count the communes in scope on `cut_off` by province id; a province without one is left out."""
    counts: dict[int, int] = {}
    for province in staffing_on(cut_off, Commune.objects.all()).values_list("province_id", flat=True):
        counts[province] = counts.get(province, 0) + 1
    return counts
