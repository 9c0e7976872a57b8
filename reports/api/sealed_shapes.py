"""What the API takes and gives of sealed national reports and of the register of documents."""

from collections import Counter
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field, StringConstraints

from accounts.api.paging import PageQuery
from accounts.api.values import DISTRICT, PROVINCE, REGION, Digits, IsoDay, Moment, YesNo
from communes.models import CommuneKind
from deployment.api.narrowing import told_as
from deployment.api.shapes import Closed, CommuneRowOut
from deployment.choices import Post, Status, Trait
from deployment.commune_row import row_of
from deployment.filters import CommuneFilterSet
from reports.models import Document, DocumentKind, FrozenCommune, FrozenPosting, NationalReport
from reports.models.national import LONGEST_REASON, LONGEST_TITLE
from reports.standing import Basis

Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{0,5}$")]
Yes = Literal["yes", "no"]


class FreezeIn(Closed):
    as_of: IsoDay
    title: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
    allow_incomplete: YesNo = Field(
        False, description=_("Niêm phong dù chưa duyệt đủ báo cáo của các địa phương")
    )
    reason: Annotated[str, StringConstraints(max_length=LONGEST_REASON)] = Field(
        "", description=_("Lý do đính chính, khi ngày này đã có báo cáo niêm phong")
    )


class StandingOut(Schema):
    """How many provinces' reports stood on each basis when the national one was sealed.

    moved: how many of the approved ones had other figures by then; None where that was not kept yet.
    """

    approved: int
    submitted: int
    provisional: int
    carried: int
    missing: int
    moved: int | None

    @staticmethod
    def of(report: NationalReport) -> dict[str, int | None] | None:
        """Count the bases that the report keeps; None where no period had its cut-off."""
        kept = report.standing.get("provinces")
        if kept is None:
            return None
        found = Counter(each["basis"] for each in kept)
        moved = report.standing.get("moved")
        return {basis.value: found[basis] for basis in Basis} | {
            "moved": None if moved is None else len(moved)
        }


class SealedOut(Schema):
    """A sealed report; nothing of it changes again. `sha256`: of its rows as canonical CSV."""

    id: int
    title: str
    as_of: date
    version: int
    previous_id: int | None
    reason: str
    sha256: str
    standing: str
    standing_counts: StandingOut | None
    is_synthetic: bool
    frozen_at: Moment

    @staticmethod
    def of(report: NationalReport) -> dict[str, Any]:
        return {
            "id": report.pk,
            "title": report.title,
            "as_of": report.as_of,
            "version": report.version,
            "previous_id": report.previous_id,
            "reason": report.reason,
            "sha256": report.sha256,
            "standing": report.standing.get("headline", ""),
            "standing_counts": StandingOut.of(report),
            "is_synthetic": report.is_synthetic,
            "frozen_at": report.frozen_at,
        }


class SealedPage(Schema):
    items: list[SealedOut]
    next: str | None


class VerdictOut(Schema):
    """Whether the stored rows are still what was sealed; else the first difference in words."""

    holds: bool
    sha256: str
    difference: str | None


def _narrowing(name: str) -> Any:
    """Describe a filter by the words of the live list's."""
    narrow = CommuneFilterSet.base_filters[name]
    return Field(None, json_schema_extra=partial(told_as, narrow))


class RowQuery(PageQuery):
    """The filters of the page."""

    province: Code = Field("", description=PROVINCE)
    district: Code = Field("", description=DISTRICT)
    region: Code = Field("", description=REGION)
    kind: CommuneKind | None = _narrowing("kind")
    status: Status | None = _narrowing("status")
    deployed: Yes | None = _narrowing("deployed")
    organised: Yes | None = _narrowing("organised")
    minimum: Literal["met", "short"] | None = _narrowing("minimum")
    chief: Literal["filled", "vacant"] | None = _narrowing("chief")
    trait: Trait | None = _narrowing("trait")
    q: str = Field("", max_length=100, description=_("Tên hoặc mã, không cần dấu"))


class SealedRowOut(CommuneRowOut):
    organised_on: date | None

    @staticmethod
    def of(row: FrozenCommune) -> dict[str, Any]:
        """Give a sealed commune under the names of `commune_status`."""
        line = row_of(
            row.code, row.name, row.kind, row.district_code, row.province_code, row.minimum, row.officers,
            row.has_chief, row.shortfall, row.status,
        )  # fmt: skip
        return vars(line) | {"organised_on": row.organised_on if row.organised else None}


class SealedRowPage(Schema):
    report_id: int
    as_of: date
    items: list[SealedRowOut]
    next: str | None


class SealedOfficerOut(Schema):
    service_number: str
    full_name: str
    rank: int | None
    post: Post
    starts_on: date
    decision_number: str

    @staticmethod
    def of(posting: FrozenPosting) -> dict[str, Any]:
        return {name: getattr(posting, name) for name in SealedOfficerOut.model_fields}


class SealedCommuneOut(SealedRowOut):
    """A commune as it was sealed, with each officer who was counted."""

    postings: list[SealedOfficerOut]


class DocumentOut(Schema):
    """A line of the register; without a number it is a draft."""

    id: int
    kind: DocumentKind
    as_of: date
    report_id: int | None
    number: str
    issued_on: date | None
    name: str
    sha256: str
    size: int
    made_by: str | None
    made_at: Moment

    @staticmethod
    def of(document: Document) -> dict[str, Any]:
        """Give a document that was read with its issue and maker."""
        issue = document.issue
        return {
            "id": document.pk,
            "kind": document.kind,
            "as_of": document.as_of,
            "report_id": document.report_id,
            "number": issue.number if issue else "",
            "issued_on": issue.issued_on if issue else None,
            "name": document.name,
            "sha256": document.copy_id,
            "size": document.size,
            "made_by": document.made_by.get_username() if document.made_by else None,
            "made_at": document.made_at,
        }


class DocumentPage(Schema):
    items: list[DocumentOut]
    next: str | None


class DocumentQuery(PageQuery):
    kind: DocumentKind | None = Field(None, description=_("Loại văn bản"))
    report: Annotated[int, Field(ge=1, le=2**31), Digits] | None = Field(
        None, description=_("“id” của báo cáo niêm phong (/reports)")
    )
