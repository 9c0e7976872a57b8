"""What a reviewer needs to decide on a sending: changes first, then what is flagged, then all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.models import Commune
from deployment.figures import Figures, figures_over
from deployment.staffing import staffing_on
from reports.choices import Happening, Section, State
from reports.comparing import Difference, Line, differences, lines_of, state_words
from reports.content import Content
from reports.earlier import approved_before
from reports.models import Attachment, ProvincialReport, ReportEvent, ReportSubmission, ReturnReason
from reports.moved import Move, live_figures, moves
from reports.summary import figures_by_district


@dataclass(frozen=True)
class Return:
    """One return of a report: who gave it back and when (`event`), for what, with the province's answers."""

    event: ReportEvent
    reasons: Sequence[ReturnReason]


@dataclass(frozen=True)
class FlaggedRow:
    """A warning with its explanation. code: of the commune, "" for the report as a whole."""

    code: str
    place: str
    district: str
    kind: str
    finding: str
    explanation: str
    figures: str
    was_returned: bool


def review_context(report: ProvincialReport, sending: ReportSubmission) -> dict[str, object]:
    """Give what the page of a sent report shows."""
    before = approved_before(report.province, report.period.cut_off)
    figures = figures_over(sending.communes.all())
    earlier = report.submissions.filter(number=sending.number - 1).first()
    lines: list[Line] = lines_of(figures, figures_over(before.communes.all()) if before else None)
    changed: list[Difference] = differences(sending, earlier)
    return {
        "sending": sending,
        "moved": _moved(report, sending, figures),
        "returned": return_of(report, sending) if report.state == State.RETURNED else None,
        "figures": figures,
        "before": before,
        "lines": lines,
        "earlier": earlier,
        "changed": changed,
        "answered": list(_reasons(report).filter(submission=earlier)) if earlier else [],
        "flagged": flagged_rows(report, sending),
        "narrative": [(s.label, sending.narrative[s]) for s in Section if sending.narrative.get(s)],
        "attachments": attachments_of(sending),
    }


def _moved(report: ProvincialReport, sending: ReportSubmission, sent: Figures) -> tuple[Move, ...]:
    """Give what differs now from what was sent; a report that is back with its province is to differ."""
    if report.is_with_province:
        return ()
    now = live_figures(report.period.cut_off, [report.province_id])
    return moves(sent, now.get(report.province_id, Figures()))


def return_of(report: ProvincialReport, sending: ReportSubmission) -> Return | None:
    """Give the return of a sending, None where it was not given back."""
    given_back = report.log.filter(submission=sending, kind__in=(Happening.RETURNED, Happening.REOPENED))
    event = given_back.select_related("by").last()
    return Return(event, list(_reasons(report).filter(submission=sending))) if event else None


def checked_context(content: Content) -> dict[str, object]:
    """Give what a province looks through before sending: its figures and its warnings."""
    report = content.report
    day = report.period.cut_off
    before = approved_before(report.province, day)
    staffed = staffing_on(day, Commune.objects.filter(province=report.province))
    now = figures_by_district(day, staffed).get(0, Figures())
    then = figures_over(before.communes.all()) if before else None
    explained = [(finding, content.explanations.get(finding.key, "")) for finding in content.findings]
    return {"before": before, "lines": lines_of(now, then), "explained": explained}


def attachments_of(sending: ReportSubmission) -> list[Attachment]:
    """Give the files that went with a sending, also those detached since."""
    digests = [each["sha256"] for each in sending.attachments]
    files = sending.report.attachments.filter(sha256__in=digests).defer("content").order_by("sha256", "-pk")
    return list(files.distinct("sha256"))


def flagged_rows(report: ProvincialReport, sending: ReportSubmission) -> list[FlaggedRow]:
    """Give the warnings of a sending, of the report as a whole first."""
    rows = {row.commune_id: row for row in sending.communes.all()}
    returned = set(report.return_reasons.exclude(commune=None).values_list("commune", flat=True))
    found = []
    for warning in sending.warnings.all():
        row = rows.get(warning.commune_id) if warning.commune_id else None
        found.append(
            FlaggedRow(
                code=row.code if row else "",
                place=row.name if row else _("Toàn địa phương"),
                district=row.district_name if row else "",
                kind=warning.get_kind_display(),
                finding=warning.finding,
                explanation=warning.explanation,
                figures=state_words(row) if row else "",
                was_returned=warning.commune_id in returned,
            )
        )
    return found


def first_sent(report: ProvincialReport) -> datetime | None:
    """Give when the report was sent for the first time."""
    return report.submissions.order_by("number").values_list("sent_at", flat=True).first()


def waiting_after(report: ProvincialReport) -> ProvincialReport | None:
    """Give the report of the period that has waited longest beside this one."""
    waiting = ProvincialReport.objects.filter(period=report.period, state=State.SENT)
    return waiting.exclude(pk=report.pk).select_related("province").order_by("sent_at", "pk").first()


def _reasons(report: ProvincialReport) -> QuerySet[ReturnReason]:
    return report.return_reasons.select_related("commune__district", "submission", "answer")
