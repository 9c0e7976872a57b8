"""What the API takes and gives of periods and provincial reports; times are ISO with their offset."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field, StringConstraints

from accounts.api.values import Moment, Number, YesNo
from deployment.api.shapes import Closed, CommuneCode, CommuneRowOut
from deployment.commune_row import row_of
from reports.api.point_shapes import ReasonOut
from reports.choices import REQUIRED_SECTIONS, Flag, Hurdle, Reason, Section, State
from reports.content import Content
from reports.models import (
    LONGEST_ANSWER,
    LONGEST_EXPLANATION,
    LONGEST_SECTION,
    Period,
    ProvincialReport,
    ReportSubmission,
    SubmittedCommune,
)
from reports.moved import Moved
from reports.points import answer_sent, answered_in
from reports.settling import LONGEST_REASON

MOST_REASONS = 101


class PeriodOut(Schema):
    id: int
    title: str
    cut_off: date
    opens_at: Moment
    due_at: Moment
    minimum: int | None
    chief_required: bool

    @staticmethod
    def of(period: Period) -> dict[str, Any]:
        """Give the values of a period; the rule is the one it keeps."""
        return {
            "id": period.pk,
            "title": period.title,
            "cut_off": period.cut_off,
            "opens_at": period.opens_at,
            "due_at": period.due_at,
            "minimum": period.rule["minimum"],
            "chief_required": period.rule["chief_required"],
        }


class PeriodPage(Schema):
    items: list[PeriodOut]
    next: str | None


class ReportOut(Schema):
    """A province's report; `receipt`, `sending`: of what was sent last; `etag` goes into If-Match."""

    period_id: int
    province_code: str
    province_name: str
    state: State
    communes: int
    due_at: Moment
    sent_at: Moment | None
    decided_at: Moment | None
    sending: int | None
    approved: int | None = Field(
        description=_(
            "Lần gửi được duyệt lần cuối (…/sendings/{number}); vẫn còn khi báo cáo đã được mở khóa; null: "
            "chưa duyệt lần nào"
        )
    )
    receipt: str
    etag: str

    @staticmethod
    def of(report: ProvincialReport, mark: str) -> dict[str, Any]:
        """Give the values of a report that was read with its period, province and latest sending."""
        return {
            "period_id": report.period_id,
            "province_code": report.province.code,
            "province_name": report.province.name,
            "state": report.state,
            "communes": report.communes,
            "due_at": report.due_at,
            "sent_at": report.sent_at,
            "decided_at": report.decided_at,
            "sending": report.latest.number if report.latest else None,
            "approved": report.approved.number if report.approved else None,
            "receipt": report.latest.receipt if report.latest else "",
            "etag": mark,
        }


class ReportPage(Schema):
    items: list[ReportOut]
    next: str | None


class SectionIn(Closed):
    section: Section
    text: Annotated[str, StringConstraints(max_length=LONGEST_SECTION)]


class ExplanationIn(Closed):
    kind: Flag
    commune_code: CommuneCode | None = Field(None, description=_("null: cảnh báo của cả địa phương"))
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_EXPLANATION)]


class AnswerIn(Closed):
    point: Number = Field(description=_("“id” của điểm bị trả lại (…/points)"), ge=1, le=2**63 - 1)
    text: Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)]


class DraftIn(Closed):
    """What is given is written, the rest stays."""

    communes_checked: YesNo | None = Field(
        None, description=_("true: xác nhận danh sách xã, thị trấn; false: rút lại; không gửi: giữ nguyên")
    )
    postings_checked: YesNo | None = Field(
        None, description=_("true: xác nhận bố trí cán bộ; false: rút lại; không gửi: giữ nguyên")
    )
    sections: list[SectionIn] = Field(default_factory=list, max_length=len(Section))
    explanations: list[ExplanationIn] = Field(default_factory=list, max_length=1000)
    answers: list[AnswerIn] = Field(default_factory=list, max_length=MOST_REASONS)


class ReasonIn(Closed):
    kind: Reason
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_REASON)]
    commune_code: CommuneCode | None = None


class ReturnIn(Closed):
    reasons: list[ReasonIn] = Field(min_length=1, max_length=MOST_REASONS)


class ReopenIn(Closed):
    reason: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_REASON)]


class WarningOut(Schema):
    kind: Flag
    commune_code: str | None
    finding: str
    explanation: str


class DraftOut(Schema):
    """A draft as it stands: what is written, what needs a sentence, what stands against sending."""

    communes_checked: bool
    postings_checked: bool
    sections: list[SectionIn]
    required_sections: list[Section] = Field(description=_("Các mục phải có nội dung trước khi gửi"))
    warnings: list[WarningOut] = Field(
        description=_("Mỗi cảnh báo cần một câu giải trình (“explanations”) với cùng kind và commune_code")
    )
    obstacles: list[str] = Field(description=_("Những gì còn cản việc gửi, bằng lời; trống: gửi được"))
    obstacle_kinds: list[Hurdle] = Field(
        description=_("Loại của từng điều trong “obstacles”, theo cùng thứ tự")
    )
    etag: str

    @staticmethod
    def of(content: Content) -> dict[str, Any]:
        """Give the values of what a report would say if it were sent now."""
        explained = content.explanations
        return {
            "communes_checked": content.report.communes_checked_at is not None,
            "postings_checked": content.are_postings_confirmed,
            "sections": [{"section": each, "text": text} for each, text in content.narrative.items()],
            "required_sections": list(REQUIRED_SECTIONS),
            "warnings": [
                {
                    "kind": each.kind,
                    "commune_code": each.code or None,
                    "finding": each.text,
                    "explanation": explained.get(each.key, ""),
                }
                for each in content.findings
            ],
            "obstacles": [each.text for each in content.obstacles],
            "obstacle_kinds": [each.kind for each in content.obstacles],
            "etag": content.mark,
        }


class SentWarningOut(WarningOut):
    """A warning as it went on record."""

    finding: str = Field(description=_("Cảnh báo bằng lời, như đã gửi: luôn là tiếng Việt"))


class SendingOut(Schema):
    """What was sent, word for word; it never changes. `returned_for`: why it was returned, if it was."""

    number: int
    receipt: str
    sent_at: Moment
    sent_by: str
    narrative: dict[str, str]
    warnings: list[SentWarningOut]
    returned_for: list[ReasonOut]
    answered: list[ReasonOut] = Field(
        description=_(
            "Các điểm mà lần gửi trước bị trả lại, kèm câu trả lời gửi cùng lần này; trống: lần gửi đầu"
        )
    )

    @staticmethod
    def of(sending: ReportSubmission) -> dict[str, Any]:
        warnings = sending.warnings.select_related("commune")
        reasons = sending.return_reasons.select_related("commune", "submission", "answer")
        latest = sending.report.latest.number if sending.report.latest else 0
        return {
            "number": sending.number,
            "receipt": sending.receipt,
            "sent_at": sending.sent_at,
            "sent_by": sending.sent_by.get_username(),
            "narrative": sending.narrative,
            "warnings": [
                {
                    "kind": each.kind,
                    "commune_code": each.commune.code if each.commune else None,
                    "finding": each.finding,
                    "explanation": each.explanation,
                }
                for each in warnings
            ],
            "returned_for": [ReasonOut.of(each, answer_sent(each, latest)) for each in reasons],
            "answered": [ReasonOut.of(each, answer_sent(each, latest)) for each in answered_in(sending)],
        }


class SentRowPage(Schema):
    items: list[CommuneRowOut]
    next: str | None


def sent_row(row: SubmittedCommune, province_code: str) -> Any:
    """Give a commune as it was sent, under the names of `commune_status`."""
    return row_of(
        row.code, row.name, row.kind, row.district_code, province_code, row.minimum, row.officers,
        row.has_chief, row.shortfall, row.status,
    )  # fmt: skip


class MoveOut(Schema):
    """One figure: `name` as in the summary, as approved and as it is now."""

    name: str
    label: str
    before: int
    after: int


class MovedOut(Schema):
    """An approved report whose day has other figures now: postings were entered since."""

    province_code: str
    province_name: str
    moves: list[MoveOut]

    @staticmethod
    def of(moved: Moved) -> dict[str, Any]:
        province = moved.report.province
        moves = [asdict(move) for move in moved.moves]
        return {"province_code": province.code, "province_name": province.name, "moves": moves}


class MovedList(Schema):
    items: list[MovedOut]
