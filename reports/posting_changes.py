"""How many changes of a province's postings the history holds, for a report that says they are up to date."""

from django.apps import apps
from django.utils.translation import gettext as _

from communes.formats import format_moment, format_number
from reports.models import ProvincialReport


def changes_of_postings(report: ProvincialReport) -> int:
    """Count the recorded changes of postings that were ever to begin by the report's cut-off day."""
    events = apps.get_model("deployment", "AssignmentEvent").objects.filter(province=report.province_id)
    concerned = events.filter(starts_on__lte=report.period.cut_off).order_by().values("pgh_obj_id")
    return events.filter(pgh_obj_id__in=concerned).count()


def changes_since_confirmed(report: ProvincialReport) -> int:
    """Count those since the province confirmed its postings; 0 where it did not.

    A count and no time: what was being written while the province confirmed comes out as a change.
    """
    if report.postings_checked_changes is None:
        return 0
    return changes_of_postings(report) - report.postings_checked_changes


def words_of_unconfirmed(report: ProvincialReport, changed: int) -> str:
    """Say what is wrong with the confirmation of the postings: none, or that many changes since."""
    checked_at = report.postings_checked_at
    if checked_at is None or report.postings_checked_changes is None:
        return _("Chưa xác nhận phân công cán bộ.")
    words = {"at": format_moment(checked_at, in_words=True), "count": format_number(changed)}
    return (
        _("Xác nhận phân công cán bộ (%(at)s) đã cũ: %(count)s thay đổi bố trí từ đó; hãy xác nhận lại.")
        % words
    )
