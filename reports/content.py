"""What a report would say if it were sent now: figures, words, warnings, and what still stands against it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from communes.formats import format_day
from deployment.choices import OfferState
from deployment.models import TransferOffer
from deployment.rule import RuleInForce
from reports.choices import REQUIRED_SECTIONS, Section
from reports.earlier import approved_before
from reports.flags import Background, Finding, findings
from reports.layout import rule_as_data
from reports.models import ProvincialReport, SubmittedCommune
from reports.submitted import communes_now, values_of

FIGURES, UNCHECKED, WORDS, NARRATIVE = "figures", "unchecked", "explain", "narrative"


@dataclass(frozen=True)
class Obstacle:
    """An error that blocks sending. task: where it is mended."""

    task: str
    text: str


@dataclass(frozen=True)
class Content:
    """narrative: text by section, the empty ones left out. explanations: by Finding.key."""

    report: ProvincialReport
    rows: Sequence[SubmittedCommune]
    narrative: Mapping[str, str]
    attachments: Sequence[Mapping[str, object]]
    findings: Sequence[Finding]
    explanations: Mapping[tuple[str, int | None], str]

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

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """The errors that block sending, in the order of the tasks."""
        return [*_layout_obstacles(self), *_task_obstacles(self)]


def content_of(report: ProvincialReport) -> Content:
    """Read what `report` would say if it were sent now."""
    day = report.period.cut_off
    rows = communes_now(report.province, day)
    before = approved_before(report.province, day)
    attached = report.attachments.filter(detached_at=None).order_by("pk")
    return Content(
        report=report,
        rows=rows,
        narrative={n.section: n.text for n in report.narratives.all() if n.text},
        attachments=list(attached.values("name", "size", "sha256")),
        findings=findings(Background.of(report.period, report.province), rows, before),
        explanations={(e.kind, e.commune_id): e.text for e in report.explanations.all()},
    )


def _layout_obstacles(content: Content) -> list[Obstacle]:
    period, found = content.report.period, []
    if len(content.rows) != content.report.communes:
        words = {"then": content.report.communes, "now": len(content.rows)}
        found.append(_("Danh mục xã trong phạm vi đã đổi từ khi mở kỳ: %(then)s → %(now)s.") % words)
    if rule_as_data(RuleInForce.on(period.cut_off)) != period.rule:
        found.append(_("Quy định áp dụng cho ngày chốt số liệu đã đổi từ khi mở kỳ."))
    return [Obstacle(FIGURES, f"{text} {_('Bộ cần bấm “Cập nhật biểu mẫu” của kỳ.')}") for text in found]


def _task_obstacles(content: Content) -> list[Obstacle]:
    report, found = content.report, []
    if report.communes_checked_at is None:
        found.append(Obstacle(UNCHECKED, _("Chưa xác nhận danh sách xã, thị trấn.")))
    if report.postings_checked_at is None:
        found.append(Obstacle(UNCHECKED, _("Chưa xác nhận phân công cán bộ.")))
    offers = _unanswered(report)
    if offers:
        words = {"count": offers, "day": format_day(report.period.cut_off)}
        text = (
            _("%(count)s đề nghị điều chuyển có hiệu lực đến %(day)s chưa được địa phương trả lời.") % words
        )
        found.append(Obstacle(UNCHECKED, text))
    if content.unexplained:
        words = {"count": len(content.unexplained)}
        found.append(Obstacle(WORDS, _("%(count)s cảnh báo chưa được giải trình.") % words))
    found += [
        Obstacle(NARRATIVE, _("Chưa viết mục “%(section)s”.") % {"section": section.label})
        for section in content.missing_sections
    ]
    return found


def _unanswered(report: ProvincialReport) -> int:
    asked = TransferOffer.objects.filter(state=OfferState.ASKED, releasing=report.province)
    return asked.filter(starts_on__lte=report.period.cut_off).count()
