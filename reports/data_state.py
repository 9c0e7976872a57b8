"""How far figures of a day may be relied on: what the provinces' reports for that cut-off say of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import Province
from deployment.context_bar import DataState
from deployment.figures import Figures
from reports.addresses import report_url
from reports.moved import headline_of, moved_of, moved_since_approval
from reports.standing import Basis, ProvinceStanding, Standing, standing_on
from reports.summary import Summary


def state_of_nation(summary: Summary) -> DataState | None:
    """Tell how many provinces stand behind live national figures; None where no period has this cut-off.

    Approved are only figures that equal the approved ones: a posting dated back may have moved them.
    """
    standing = standing_on(summary.as_of)
    if standing is None:
        return None
    url = reverse("reports:period", args=[standing.period.pk])
    moved = moved_since_approval(standing, {row.province.pk: row.figures for row in summary.provinces})
    words = headline_of(standing, moved)
    expected = {row.province.pk for row in standing.provinces}
    unexpected = any(row.figures.communes and row.province.pk not in expected for row in summary.provinces)
    is_approved = standing.is_complete and not moved and not unexpected
    return DataState(is_approved, words, url, standing.remainder)


def state_of_province(standing: Standing | None, province: Province, figures: Figures) -> DataState | None:
    """Tell the same of one province's live figures."""
    row = standing.of(province) if standing else None
    if row is None:
        return None
    url = report_url(row.report)
    if row.basis != Basis.APPROVED or row.submission is None:
        return DataState(False, _words(row), url)
    moved = moved_of({row.report: row.submission}, row.report.period.cut_off, {province.pk: figures})
    if moved:
        return DataState(False, _("số liệu đã thay đổi sau khi duyệt"), url, moved[0].words)
    return DataState(True, _("báo cáo %(receipt)s") % {"receipt": row.submission.receipt}, url)


def _words(row: ProvinceStanding) -> str:
    if row.basis == Basis.CARRIED:
        return _("chưa báo cáo kỳ này; báo cáo duyệt gần nhất cách %(days)s ngày") % {"days": row.age_days}
    return str(row.basis.label)
