"""What the API gives of a return: what it asks for, and how the province answered."""

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from accounts.models import User
from reports.allowed import may_draft
from reports.choices import Reason
from reports.content import content_of
from reports.models import ProvincialReport, ReportSubmission, ReturnReason
from reports.points import answer_sent, answered_in


class ReasonOut(Schema):
    """Why a sending was returned; without a commune: for the report as a whole."""

    id: int
    kind: Reason
    text: str
    commune_code: str | None
    answer: str = Field(
        description=_("Câu trả lời đã gửi của địa phương; trống: chưa gửi lại, hoặc đã sửa mà không trả lời")
    )

    @staticmethod
    def of(reason: ReturnReason, answer: str) -> dict[str, Any]:
        """Give the values of a reason that was read with its commune."""
        code = reason.commune.code if reason.commune else None
        return {
            "id": reason.pk, "kind": reason.kind, "text": reason.text, "commune_code": code, "answer": answer,
        }  # fmt: skip


class PointOut(ReasonOut):
    """A point of the last return; `is_met`: changed where it asks for it, or answered in words."""

    is_met: bool | None = Field(
        description=_(
            "true: số liệu được yêu cầu sửa đã sửa, hoặc đã trả lời; null: địa phương còn đang sửa, và người "
            "đọc không phải là địa phương"
        )
    )

    @staticmethod
    def all_of(report: ProvincialReport, user: User) -> list[dict[str, Any]]:
        """Give the points of the last return as `user` reads them: the draft's alone to who drafts."""
        if report.latest is None:
            return []
        if not report.is_with_province:
            return [_sent_point(each, report.latest, is_met=True) for each in answered_in(report.latest)]
        if may_draft(user, report):
            found = content_of(report).points
            return [ReasonOut.of(each.reason, each.answer) | {"is_met": each.is_met} for each in found]
        asked = report.latest.return_reasons.select_related("commune", "submission", "answer")
        return [_sent_point(each, report.latest, is_met=None) for each in asked]


def _sent_point(reason: ReturnReason, latest: ReportSubmission, is_met: bool | None) -> dict[str, Any]:
    return ReasonOut.of(reason, answer_sent(reason, latest.number)) | {"is_met": is_met}


class PointList(Schema):
    items: list[PointOut]
