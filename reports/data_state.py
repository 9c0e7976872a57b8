"""How far figures of a day may be relied on: what the provinces' reports for that cut-off say of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.models import Province
from deployment.context_bar import DataState
from deployment.figures import Figures, figures_over
from reports.addresses import report_url
from reports.models import SubmittedCommune
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
    if not standing.is_complete:
        return DataState(False, standing.headline, url, standing.remainder)
    if approved_figures(standing) != summary.national:
        return DataState(False, standing.headline, url, _("số liệu đã thay đổi sau khi duyệt"))
    return DataState(True, standing.headline, url)


def state_of_province(standing: Standing | None, province: Province, figures: Figures) -> DataState | None:
    """Tell the same of one province's live figures."""
    row = standing.of(province) if standing else None
    if row is None:
        return None
    url = report_url(row.report)
    if row.basis != Basis.APPROVED or row.submission is None:
        return DataState(False, _words(row), url)
    if figures_over(row.submission.communes.all()) != figures:
        return DataState(False, _("số liệu đã thay đổi sau khi duyệt"), url)
    return DataState(True, _("báo cáo %(receipt)s") % {"receipt": row.submission.receipt}, url)


def approved_figures(standing: Standing) -> Figures:
    """Add up what the Ministry approved."""
    approved = [row.submission for row in standing.provinces if row.basis == Basis.APPROVED]
    return figures_over(SubmittedCommune.objects.filter(submission__in=approved))


def _words(row: ProvinceStanding) -> str:
    if row.basis == Basis.CARRIED:
        return _("chưa có báo cáo kỳ này; kỳ trước cách %(days)s ngày") % {"days": row.age_days}
    return str(row.basis.label)
