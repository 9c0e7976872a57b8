"""What was written of a province's postings since a report said that they are up to date."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.formats import format_moment, format_number
from deployment.history.telling import first_of_newest, times_written
from reports.models import ProvincialReport


def changes_of_postings(report: ProvincialReport) -> int:
    """Count the recorded changes of postings that tell on a day up to the report's cut-off."""
    return times_written(report.period.cut_off, report.province_id)


def changes_since_confirmed(report: ProvincialReport) -> int:
    """Count those since the province confirmed its postings; 0 where it did not.

    A count and no time: what was being written while the province confirmed comes out as a change.
    """
    if report.postings_checked_changes is None:
        return 0
    return changes_of_postings(report) - report.postings_checked_changes


def history_of(report: ProvincialReport, changed: int) -> str:
    """Give the address of the history that shows the `changed` newest of them, and no other."""
    day = report.period.cut_off
    asked = {
        "table": "assignment",
        "telling": f"{day:%Y-%m-%d}",
        "first": first_of_newest(day, report.province_id, changed),
    }
    return f"{reverse('deployment:history')}?{urlencode(asked)}"


def words_of_unconfirmed(report: ProvincialReport, changed: int) -> str:
    """Say what is wrong with the confirmation of the postings: none, or that much written since."""
    checked_at = report.postings_checked_at
    if checked_at is None or report.postings_checked_changes is None:
        return _("Chưa xác nhận bố trí cán bộ.")
    words = {"at": format_moment(checked_at, in_words=True), "count": format_number(changed)}
    return (
        _(
            "Xác nhận bố trí cán bộ (%(at)s) đã cũ: từ đó đã ghi bố trí %(count)s lần, kể cả ghi rồi hoàn"
            " tác; hãy xác nhận lại."
        )
        % words
    )
