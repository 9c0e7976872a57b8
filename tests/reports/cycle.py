"""Periods and reports for the tests of the cycle, made by the verbs themselves."""

from datetime import date, datetime

from accounts.models import Role, User
from communes.calendar import HANOI
from communes.models import Province
from reports import cycle, drafting
from reports.choices import REQUIRED_SECTIONS
from reports.content import content_of
from reports.models import Period, ProvincialReport, ReportSubmission
from tests.factories import DAY

OPENS, DUE = datetime(2021, 5, 25, 8, tzinfo=HANOI), datetime(2021, 6, 4, 17, tzinfo=HANOI)


def a_period(ministry: User, cut_off: date = DAY) -> Period:
    """Tháng 5/2021 by default; another cut-off has the same times."""
    return cycle.open_period(
        title=f"Kỳ {cut_off:%m/%Y}", cut_off=cut_off, opens_at=OPENS, due_at=DUE, by=ministry
    )


def report_of(period: Period, code: str = "11") -> ProvincialReport:
    return period.reports.select_related("period", "province").get(province__code=code)


def approver_of(code: str) -> User:
    """The approver of a province, made at the first call."""
    found = User.objects.filter(username=f"approver-{code}").first()
    return found or User.objects.create_user(
        f"approver-{code}",
        password="a-long-passphrase",
        role=Role.PROVINCE_APPROVER,
        province=Province.objects.get(code=code),
    )


def made_ready(report: ProvincialReport, by: User) -> ProvincialReport:
    """Confirm, write and explain all that sending asks for."""
    drafting.confirm_communes(report=report, by=by)
    drafting.confirm_postings(report=report, by=by)
    for section in REQUIRED_SECTIONS:
        drafting.write_section(report=report, section=section, text=f"Nội dung {section}.", by=by)
    for finding in content_of(report).findings:
        commune = report.province.communes.filter(pk=finding.commune_id).first()
        drafting.explain(report=report, kind=finding.kind, commune=commune, text="Đang kiện toàn.", by=by)
    return report


def answered(report: ProvincialReport, by: User) -> ProvincialReport:
    """Answer every point of the last return in words."""
    for reason in report.return_reasons.filter(submission=report.latest).select_related("report__period"):
        drafting.answer(reason=reason, text="Đã rà soát, số liệu đúng.", by=by)
    return report


def sent_again(period: Period, code: str = "11") -> ReportSubmission:
    """Send a returned report as it was, with an answer to each point."""
    report, by = report_of(period, code), approver_of(code)
    return cycle.submit(report=answered(report, by), by=by)


def sent(period: Period, code: str = "11") -> ReportSubmission:
    """Send the report of a province, made ready first."""
    by = approver_of(code)
    return cycle.submit(report=made_ready(report_of(period, code), by), by=by)


def stands(report: ProvincialReport) -> str:
    """The state in which a report is stored."""
    return ProvincialReport.objects.get(pk=report.pk).state
