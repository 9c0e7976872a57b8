"""What a report would say if it were sent now: figures, words, warnings, and what still stands against it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.formats import format_day
from deployment.choices import OfferState
from deployment.models import TransferOffer
from deployment.rule import RuleInForce
from reports.addresses import step_url
from reports.choices import REQUIRED_SECTIONS, Hurdle, Section
from reports.earlier import approved_before
from reports.flags import Background, Finding, findings
from reports.layout import rule_as_data
from reports.models import ProvincialReport, SubmittedCommune
from reports.points import Point, points_of
from reports.posting_changes import changes_since_confirmed, words_of_unconfirmed
from reports.submitted import communes_now, values_of

ONLY_MISSING = "show=missing"  # of the warnings, on the page where they are explained


@dataclass(frozen=True)
class Obstacle:
    """An error that blocks sending. url: where it is mended, "" where its reader cannot."""

    kind: Hurdle
    text: str
    url: str = ""


@dataclass(frozen=True)
class Content:
    """narrative: text by section, the empty ones left out. explanations: by Finding.key.

    points: those of a return, of a returned report. changed_since: changes of postings since the province
    confirmed that they are up to date.
    """

    report: ProvincialReport
    rows: Sequence[SubmittedCommune]
    narrative: Mapping[str, str]
    attachments: Sequence[Mapping[str, object]]
    findings: Sequence[Finding]
    explanations: Mapping[tuple[str, int | None], str]
    points: Sequence[Point] = ()
    changed_since: int = 0

    @cached_property
    def mark(self) -> str:
        """A mark that differs whenever anything that would be sent differs."""
        explained = [
            (finding.key, finding.record, self.explanations.get(finding.key)) for finding in self.findings
        ]
        parts = (
            [values_of(row) for row in self.rows],
            sorted((str(section), text) for section, text in self.narrative.items()),
            [sorted(attachment.items()) for attachment in self.attachments],
            explained,
            *([(point.reason.pk, point.answer) for point in self.points if point.answer]),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    @property
    def unexplained(self) -> list[Finding]:
        """The warnings that have no sentence yet."""
        return [finding for finding in self.findings if finding.key not in self.explanations]

    @property
    def missing_sections(self) -> list[Section]:
        """The required sections without a text."""
        return [section for section in REQUIRED_SECTIONS if section not in self.narrative]

    @property
    def unmet(self) -> list[Point]:
        """The points of the return that were neither mended nor answered."""
        return [point for point in self.points if not point.is_met]

    @property
    def are_postings_confirmed(self) -> bool:
        """Tell whether the province confirmed its postings as they are now."""
        return self.report.postings_checked_changes is not None and not self.changed_since

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """The errors that block sending, in the order of the tasks."""
        return [*_layout_obstacles(self), *_task_obstacles(self)]


def content_of(report: ProvincialReport) -> Content:
    """Read what `report` would say if it were sent now."""
    day = report.period.cut_off
    rows = communes_now(report.province, day)
    before = approved_before(report.province, day)
    attached = list(
        report.attachments.filter(detached_at=None).order_by("pk").values("name", "size", "sha256")
    )
    narrative = {n.section: n.text for n in report.narratives.all() if n.text}
    found = findings(Background.of(report.period, report.province), rows, before)
    explained = {(e.kind, e.commune_id): e.text for e in report.explanations.all()}
    told = [(*finding.key, finding.record, explained.get(finding.key, "")) for finding in found]
    return Content(
        report=report,
        rows=rows,
        narrative=narrative,
        attachments=attached,
        findings=found,
        explanations=explained,
        points=points_of(report, rows, narrative, attached, told),
        changed_since=changes_since_confirmed(report),
    )


def _layout_obstacles(content: Content) -> list[Obstacle]:
    period, found = content.report.period, []
    if len(content.rows) != content.report.communes:
        words = {"then": content.report.communes, "now": len(content.rows)}
        found.append(_("Danh mục xã trong phạm vi đã đổi từ khi mở kỳ: %(then)s → %(now)s.") % words)
    if rule_as_data(RuleInForce.on(period.cut_off)) != period.rule:
        found.append(_("Quy định áp dụng cho ngày chốt số liệu đã đổi từ khi mở kỳ."))
    told = _("Bộ cần bấm “Cập nhật biểu mẫu” của kỳ.")
    return [Obstacle(Hurdle.LAYOUT, f"{text} {told}") for text in found]


def _task_obstacles(content: Content) -> list[Obstacle]:
    report, found = content.report, [*_points(content)]
    if report.communes_checked_at is None:
        text = _("Chưa xác nhận danh sách xã, thị trấn.")
        found.append(Obstacle(Hurdle.COMMUNES, text, step_url(report, "communes")))
    if not content.are_postings_confirmed:
        text = words_of_unconfirmed(report, content.changed_since)
        found.append(Obstacle(Hurdle.POSTINGS, text, step_url(report, "postings")))
    found += _offers(report)
    if content.unexplained:
        words = {"count": len(content.unexplained)}
        url = f"{step_url(report, 'explain')}?{ONLY_MISSING}"
        text = _("%(count)s cảnh báo chưa được giải trình.") % words
        found.append(Obstacle(Hurdle.WARNINGS, text, url))
    for section in content.missing_sections:
        text = _("Chưa viết mục “%(section)s”.") % {"section": section.label}
        found.append(Obstacle(Hurdle.SECTION, text, step_url(report, "section", section)))
    return found


def _points(content: Content) -> list[Obstacle]:
    if not content.unmet:
        return []
    words = {"count": len(content.unmet)}
    text = _("%(count)s điểm bị trả lại chưa được sửa hoặc trả lời.") % words
    return [Obstacle(Hurdle.POINTS, text, step_url(content.report, "answers"))]


def _offers(report: ProvincialReport) -> list[Obstacle]:
    asked = TransferOffer.objects.filter(state=OfferState.ASKED, releasing=report.province)
    count = asked.filter(starts_on__lte=report.period.cut_off).count()
    if not count:
        return []
    words = {"count": count, "day": format_day(report.period.cut_off)}
    text = _("%(count)s đề nghị điều chuyển có hiệu lực đến %(day)s chưa được địa phương trả lời.") % words
    return [Obstacle(Hurdle.OFFERS, text, reverse("deployment:offers"))]
