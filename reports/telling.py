"""Tell provinces and the Ministry of the steps of the cycle, and of a day that comes near."""

from datetime import timedelta

from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django import app

from accounts.models import NoticeKind
from accounts.notices.telling import people_of, people_of_the_ministry, tell
from communes.sight import NATION, seeing
from communes.vietnamese import format_day
from reports.choices import State
from reports.models import Period, ProvincialReport, ReportSubmission
from reports.moment import day_of, present_moment

SOON = timedelta(days=2)
LOOK_BACK = timedelta(days=7)  # a period that opened while no worker ran is still told
WITH_PROVINCE = (State.NOT_STARTED, State.DRAFTING, State.RETURNED)


def tell_opened(period: Period) -> None:
    """Tell every province with a report in `period`, once it has opened."""
    if period.opens_at > present_moment():
        return
    people = people_of(*period.reports.values_list("province", flat=True)).select_related("province")
    for user in people:
        url = reverse("reports:report", args=[period.pk, user.own_province.code])
        day = format_day(day_of(period.due_at))
        tell(
            [user], NoticeKind.PERIOD_OPENED, key=f"opened:{period.pk}", url=url, period=period.title, day=day
        )


def tell_due_soon() -> None:
    """Tell the provinces whose report is still theirs, two days before it is due."""
    now = present_moment()
    near = ProvincialReport.objects.filter(state__in=WITH_PROVINCE, period__opens_at__lte=now)
    for report in near.select_related("period", "province"):
        if now <= report.due_at <= now + SOON:
            _tell_province(report, NoticeKind.DUE_SOON, f"due:{report.pk}:{day_of(report.due_at)}")


def tell_sent(submission: ReportSubmission) -> None:
    """Tell the Ministry that a report has come."""
    report = submission.report
    url, place = _url(report), report.province.short_name
    key = f"sent:{report.pk}:{submission.number}"
    people = people_of_the_ministry()
    tell(people, NoticeKind.SENT, key=key, url=url, period=report.period.title, place=place)


def tell_returned(report: ProvincialReport) -> None:
    """Tell the province that it has its report back."""
    _tell_province(report, NoticeKind.RETURNED, f"returned:{report.pk}:{_moment(report)}")


def tell_approved(report: ProvincialReport) -> None:
    """Tell the province that its report is approved."""
    _tell_province(report, NoticeKind.APPROVED, f"approved:{report.pk}:{_moment(report)}")


def tell_renewed(report: ProvincialReport) -> None:
    """Tell the province that what its report is to answer for has changed."""
    key = f"renewed:{report.pk}:{present_moment().isoformat()}"
    _tell_province(report, NoticeKind.RENEWED, key)


def _tell_province(report: ProvincialReport, kind: NoticeKind, key: str) -> None:
    words = {"period": report.period.title, "day": format_day(day_of(report.due_at))}
    tell(people_of(report.province_id), kind, key=key, url=_url(report), **words)


def _moment(report: ProvincialReport) -> str:
    return report.decided_at.isoformat() if report.decided_at else ""


def _url(report: ProvincialReport) -> str:
    return reverse("reports:report", args=[report.period_id, report.province.code])


@app.periodic(cron="*/10 * * * *")
@app.task(name="reports.days", queue="work", queueing_lock="days")
def tell_days(timestamp: int) -> None:
    """Tell of periods that have opened and of days that come near."""
    try:
        with seeing(NATION):
            now = present_moment()
            for period in Period.objects.filter(opens_at__lte=now, opens_at__gt=now - LOOK_BACK):
                tell_opened(period)
            tell_due_soon()
    finally:
        connection.close()
