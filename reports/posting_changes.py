"""How many changes of a province's postings the history holds, for a report that says they are up to date."""

from django.db import connection
from django.utils.translation import gettext as _

from communes.formats import format_moment, format_number
from reports.models import ProvincialReport

COUNT = """
SELECT count(*) FROM (
  SELECT pgh_label, inside, said, lag(inside) OVER events AS was_inside, lag(said) OVER events AS was_said
    FROM (SELECT pgh_id, pgh_label, pgh_obj_id, starts_on <= %(day)s AS inside,
                 jsonb_build_array(officer_id, force, commune_id, post, starts_on, decision_number,
                   decision_date, CASE WHEN ends_on <= %(day)s THEN ends_on END) AS said
            FROM deployment_assignmentevent WHERE province_id = %(province)s) AS event
  WINDOW events AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)) AS change
 WHERE (inside OR was_inside)
   AND (pgh_label = 'delete' OR was_said IS NULL OR said <> was_said OR inside <> was_inside)
"""


def changes_of_postings(report: ProvincialReport) -> int:
    """Count the recorded changes of postings that tell on a day up to the report's cut-off.

    One that begins, or an end that lies, after it is none of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"day": report.period.cut_off, "province": report.province_id})
        return int(cursor.fetchone()[0])


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
