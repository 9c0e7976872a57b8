"""What those who change postings are told of reports that rest on the day: before the change, and after it.

A report that was sent or approved keeps its figures; those of its day follow the postings.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from communes.formats import format_day, format_number
from deployment.resting import Words
from reports.choices import SETTLED, State
from reports.models import ProvincialReport, ReportSubmission
from reports.moved import Moved, moved_of

MOST = 3  # reports, the newest: a posting of old may touch every period since
RESTING = (State.SENT, *SETTLED)
# A posting as it counts on a report's cut-off, before and after: those for which it is another one now.
TOUCHED = """
SELECT DISTINCT report_id FROM (
  SELECT report_id, pgh_id, said, lag(said) OVER (PARTITION BY report_id, pgh_obj_id ORDER BY pgh_id) AS was
    FROM (SELECT report.id AS report_id, event.pgh_id, event.pgh_obj_id,
                 CASE WHEN event.pgh_label <> 'delete' AND event.starts_on <= period.cut_off
                           AND (event.ends_on IS NULL OR event.ends_on > period.cut_off)
                      THEN jsonb_build_array(event.commune_id, event.post, event.force) END AS said
            FROM deployment_assignmentevent AS event
            JOIN reports_provincialreport AS report USING (province_id)
            JOIN reports_period AS period ON period.id = report.period_id
           WHERE report.state = ANY(%(states)s)
             AND event.pgh_obj_id IN (SELECT pgh_obj_id FROM deployment_assignmentevent
                                       WHERE pgh_id > %(place)s)) AS event) AS change
 WHERE pgh_id > %(place)s AND said IS DISTINCT FROM was
"""


def words_before(user: User, since: date | None) -> list[str]:
    """Say which report of the user's province rests last on `since` or a later day; nothing for none."""
    if user.province_id is None:
        return []
    resting = ProvincialReport.objects.filter(province=user.province_id, state__in=RESTING)
    if since is not None:
        resting = resting.filter(period__cut_off__gte=since)
    last = resting.select_related("period").order_by("-period__cut_off").first()
    return [] if last is None else [_before(last)]


def words_after(place: int) -> list[str]:
    """Say of each report that a change beyond `place` touched how the figures of its day differ from it."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, {"place": place, "states": [str(state) for state in RESTING]})
        touched = [row[0] for row in cursor.fetchall()]
    if not touched:
        return []
    found = ProvincialReport.objects.filter(pk__in=touched).select_related("period", "latest", "province")
    reports = list(found.order_by("-period__cut_off", "pk"))
    return [*map(_after, _moved(reports[:MOST])), *_others(len(reports) - MOST)]


WORDS = Words(before=words_before, after=words_after)


def _moved(reports: list[ProvincialReport]) -> Iterator[Moved]:
    by_day: dict[date, dict[ProvincialReport, ReportSubmission]] = defaultdict(dict)
    for report in reports:
        by_day[report.period.cut_off][report] = report.last_sent
    for day, sendings in by_day.items():
        yield from moved_of(sendings, day)


def _named(report: ProvincialReport) -> dict[str, str]:
    return {"title": report.period.title, "day": format_day(report.period.cut_off)}


def _before(report: ProvincialReport) -> str:
    if report.is_settled:
        return _(
            "Kỳ “%(title)s” (chốt %(day)s): báo cáo đã duyệt. Thay đổi có hiệu lực từ ngày đó trở về trước"
            " vẫn ghi được, nhưng số liệu của ngày đó sẽ khác bản đã duyệt."
        ) % _named(report)
    return _(
        "Kỳ “%(title)s” (chốt %(day)s): báo cáo đã gửi. Thay đổi có hiệu lực từ ngày đó trở về trước vẫn ghi"
        " được, nhưng số liệu của ngày đó sẽ khác bản đã gửi."
    ) % _named(report)


def _after(moved: Moved) -> str:
    words = _named(moved.report) | {"moves": moved.words}
    if moved.report.is_settled:
        return (
            _(
                "Kỳ “%(title)s” (chốt %(day)s): báo cáo đã duyệt; thay đổi này làm số liệu ngày đó khác bản"
                " đã duyệt: %(moves)s."
            )
            % words
        )
    return (
        _(
            "Kỳ “%(title)s” (chốt %(day)s): báo cáo đã gửi; thay đổi này làm số liệu ngày đó khác bản đã gửi:"
            " %(moves)s."
        )
        % words
    )


def _others(count: int) -> list[str]:
    if count <= 0:
        return []
    words = {"count": format_number(count)}
    return [_("Thay đổi này còn chạm đến %(count)s báo cáo của các kỳ trước đó.") % words]
