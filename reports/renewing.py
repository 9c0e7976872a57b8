"""Renew the layout of a period whose rule or communes changed after it was opened.

What a province has with it is renewed: how many communes it answers for, by which rule; its words,
explanations and files stay, and it looks through the list of communes again. What was sent stays as sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from communes.models import Province
from deployment.rule import RuleInForce
from reports.allowed import refuse_unless_reviewer
from reports.choices import WITH_PROVINCE, Happening, State
from reports.errors import LayoutCurrent, NoProvinces
from reports.layout import communes_by_province, rule_as_data
from reports.locking import log
from reports.models import Period, ProvincialReport
from reports.moment import present_moment
from reports.submitted import officers_a_commune
from reports.telling import tell_opened, tell_renewed


@dataclass(frozen=True)
class Outdated:
    """What of a period's layout is no longer so. moved: reports with their province, and their count now.

    missing: provinces that the period did not expect. rule: the one in force, where it is another.
    """

    moved: Mapping[ProvincialReport, int]
    missing: Mapping[Province, int]
    rule: Mapping[str, object] | None

    def __bool__(self) -> bool:
        return bool(self.moved or self.missing or self.rule)

    @property
    def sentences(self) -> list[str]:
        """Say each in words: the rule, then the provinces."""
        told = [_("Quy định áp dụng cho ngày chốt số liệu đã đổi từ khi lập biểu mẫu.")] if self.rule else []
        told += [
            _("%(place)s: %(then)s → %(now)s xã, thị trấn.")
            % {"place": report.province.short_name, "then": report.communes, "now": count}
            for report, count in self.moved.items()
        ]
        told += [
            _("%(place)s: thêm vào kỳ, %(now)s xã, thị trấn.") % {"place": place.short_name, "now": count}
            for place, count in self.missing.items()
        ]
        return told


def outdated(period: Period) -> Outdated:
    """Compare the layout of `period` with the rule and the communes as they are for its cut-off day now."""
    counts = communes_by_province(period.cut_off)
    reports = list(period.reports.select_related("province").order_by("province__sort_key"))
    expected = {report.province_id for report in reports}
    rule = rule_as_data(RuleInForce.on(period.cut_off))
    missing = Province.objects.filter(pk__in=counts.keys() - expected).order_by("sort_key")
    return Outdated(
        moved={
            report: counts.get(report.province_id, 0)
            for report in reports
            if report.state in WITH_PROVINCE and report.communes != counts.get(report.province_id, 0)
        },
        missing={province: counts[province.pk] for province in missing},
        rule=rule if rule != period.rule else None,
    )


@transaction.atomic
def renew(*, period: Period, by: User) -> Outdated:
    """Bring the layout of `period` up to date and tell the provinces; give what was outdated.

    Raises NotYours, LayoutCurrent, NoProvinces.
    """
    refuse_unless_reviewer(by)
    period = Period.objects.select_for_update().get(pk=period.pk)
    list(period.reports.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    found = outdated(period)
    if not found:
        raise LayoutCurrent(_("Biểu mẫu của kỳ đã đúng với quy định và danh mục; không có gì để cập nhật."))
    if not communes_by_province(period.cut_off):
        raise NoProvinces(_("Không còn xã nào trong phạm vi vào ngày chốt số liệu."))
    _renew_period(period, found)
    for report in period.reports.filter(state__in=WITH_PROVINCE).select_related("province"):
        if found.rule or report in found.moved:
            _renew_report(report, found, by)
    for province, count in found.missing.items():
        ProvincialReport.objects.create(period=period, province=province, communes=count)
    tell_opened(period)  # to the provinces that came in: the others were told
    return found


def _renew_period(period: Period, found: Outdated) -> None:
    period.rule = dict(found.rule or period.rule)
    period.average = officers_a_commune(period.cut_off)
    period.save(update_fields=["rule", "average"])


def _renew_report(report: ProvincialReport, found: Outdated, by: User) -> None:
    """Renew one that its province has; one that nobody has begun and that no commune is left of goes."""
    count = found.moved.get(report, report.communes)
    if not count and report.state == State.NOT_STARTED and not report.log.exists():
        report.delete()
        return
    words = _words(report, count, is_rule_new=found.rule is not None)
    report.communes, report.communes_checked_at = count, None
    report.save(update_fields=["communes", "communes_checked_at"])
    log(report, Happening.RENEWED, by, present_moment(), words)
    tell_renewed(report)


def _words(report: ProvincialReport, count: int, *, is_rule_new: bool) -> str:
    with override("vi"):  # the log is a record
        told = [_("Quy định áp dụng đã đổi.")] if is_rule_new else []
        if count != report.communes:
            words = {"then": report.communes, "now": count}
            told.append(_("Số xã, thị trấn trong phạm vi: %(then)s → %(now)s.") % words)
        return " ".join([*told, _("Hãy kiểm tra lại danh sách xã; các phần đã soạn được giữ.")])
