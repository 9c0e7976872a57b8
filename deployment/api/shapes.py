"""What the API takes and gives of officers and postings; days are ISO, `last_day` is the LAST day served."""

from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, create_model

from accounts.api.values import IsoDay, Number
from communes.models import CommuneKind
from communes.vietnamese import last_day_in, normalise
from deployment.choices import Course, Force, Post, Sex, Status
from deployment.commune_row import CommuneRow, row_of
from deployment.models import (
    LONGEST_CERTIFICATE,
    LONGEST_REMARK,
    SERVICE_NUMBER,
    Assignment,
    Officer,
    Training,
)
from deployment.seen import mark_of

CommuneCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
ServiceNumber = Annotated[str, StringConstraints(pattern=SERVICE_NUMBER)]
Decision = Annotated[str, StringConstraints(max_length=60)]
Name = Annotated[  # its length is that of what is stored: spaces around it count for nothing
    str,
    StringConstraints(min_length=2, max_length=100),
    BeforeValidator(lambda text: normalise(text) if isinstance(text, str) else text),
]
if TYPE_CHECKING:
    CommuneRowOut = Schema
else:  # the columns of the file are declared once
    CHOSEN = {"kind": CommuneKind, "chief": Literal["filled", "vacant"], "status": Status}
    COLUMN_TYPES = {each.name: (CHOSEN.get(each.name, each.type), ...) for each in fields(CommuneRow)}
    CommuneRowOut = create_model("CommuneRowOut", __base__=Schema, **COLUMN_TYPES)


FIRST_DAY = _("Ngày đầu tiên giữ chức; khi đó cán bộ phải đủ 16 tuổi (khác: 422)")


class Closed(Schema):
    """A body in which every field is known."""

    model_config = ConfigDict(extra="forbid")


class PersonIn(Closed):
    service_number: ServiceNumber
    full_name: Name
    date_of_birth: IsoDay = Field(
        description=_("Ngày sinh, từ năm 1900; đến hôm nay phải đủ 16 tuổi (khác: 422)")
    )
    rank: Annotated[Number, Field(ge=1, le=15)] | None = Field(
        None, description=_("1 Hạ sĩ … 15 Đại tướng; null: chưa rõ")
    )
    force: Force = Force.REGULAR


class OfficerIn(PersonIn):
    sex: Sex


class AmendIn(PersonIn):
    """As in a registration, but for a sex that nobody has recorded."""

    sex: Sex | None = Field(description=_("null: chưa ghi"))


class AppointIn(Closed):
    commune_code: CommuneCode
    post: Post
    starts_on: IsoDay = Field(description=FIRST_DAY)
    last_day: IsoDay | None = Field(None, description=_("Ngày cuối cùng giữ chức, tính cả ngày đó"))
    decision_number: Decision = ""
    decision_date: IsoDay | None = None


class TransferIn(Closed):
    commune_code: CommuneCode
    post: Post
    starts_on: IsoDay = Field(description=FIRST_DAY)
    decision_number: Decision = ""
    decision_date: IsoDay | None = None


class EndIn(Closed):
    last_day: IsoDay


class CancelQuery(Schema):
    """What becomes of the posting before."""

    reopen: bool = Field(
        False,
        description=_(
            "true: lần giữ chức vụ mà việc điều chuyển đến đây đã kết thúc lại được giữ, không ngày kết thúc"
        ),
    )


class TrainingIn(Closed):
    course: Course
    completed_on: IsoDay = Field(
        description=_("Ngày cuối cùng của khóa học; không sau hôm nay (lịch thật, cả ở bản minh họa)")
    )
    certificate_number: Annotated[str, StringConstraints(max_length=LONGEST_CERTIFICATE)] = ""
    remark: Annotated[str, StringConstraints(max_length=LONGEST_REMARK)] = ""


class PostingOut(Schema):
    """A posting; `etag` goes into If-Match of a change."""

    id: int
    officer_id: int
    service_number: str
    full_name: str
    force: Force
    post: Post
    commune_code: str
    commune_name: str
    commune_kind: CommuneKind
    province_code: str
    starts_on: date
    last_day: date | None
    decision_number: str
    decision_date: date | None
    etag: str

    @staticmethod
    def of(posting: Assignment) -> dict[str, Any]:
        """Give the values of a posting that was read with its officer, commune and province."""
        return {
            "id": posting.pk,
            "officer_id": posting.officer_id,
            "service_number": posting.officer.service_number,
            "full_name": posting.officer.full_name,
            "force": posting.force,
            "post": posting.post,
            "commune_code": posting.commune.code,
            "commune_name": posting.commune.name,
            "commune_kind": posting.commune.kind,
            "province_code": posting.province.code,
            "starts_on": posting.starts_on,
            "last_day": last_day_in(posting.ends_on),
            "decision_number": posting.decision_number,
            "decision_date": posting.decision_date,
            "etag": mark_of(posting),
        }


class OfficerOut(Schema):
    """An officer, with the post held on the day asked for."""

    id: int
    service_number: str
    full_name: str
    date_of_birth: date
    sex: Sex | None
    rank: int | None
    rank_name: str
    force: Force
    province_code: str
    post: Post | None
    commune_code: str | None
    starts_on: date | None
    etag: str

    @staticmethod
    def of(officer: Officer) -> dict[str, Any]:
        """Give the values of an officer from `officers_listed`, or of one without a post."""
        return {
            "id": officer.pk,
            "service_number": officer.service_number,
            "full_name": officer.full_name,
            "date_of_birth": officer.date_of_birth,
            "sex": officer.sex or None,
            "rank": officer.rank,
            "rank_name": officer.get_rank_display() if officer.rank else "",
            "force": officer.force,
            "province_code": officer.province.code,
            "post": getattr(officer, "post", None),
            "commune_code": getattr(officer, "commune_code", None),
            "starts_on": getattr(officer, "starts_on", None),
            "etag": mark_of(officer),
        }


class TrainingOut(Schema):
    """A course that an officer has completed; `etag` goes into If-Match of a change."""

    id: int
    officer_id: int
    service_number: str
    full_name: str
    province_code: str
    course: Course
    course_name: str
    completed_on: date
    certificate_number: str
    remark: str
    etag: str

    @staticmethod
    def of(training: Training) -> dict[str, Any]:
        """Give the values of a record that was read with its officer and province."""
        return {
            "id": training.pk,
            "officer_id": training.officer_id,
            "service_number": training.officer.service_number,
            "full_name": training.officer.full_name,
            "province_code": training.province.code,
            "course": training.course,
            "course_name": training.get_course_display(),
            "completed_on": training.completed_on,
            "certificate_number": training.certificate_number,
            "remark": training.remark,
            "etag": mark_of(training),
        }


class StaffedOut(CommuneRowOut):
    """A commune under the rule: the columns of `commune_status`, and the Minister's decision."""

    organised_on: date | None

    @staticmethod
    def of(commune: Any) -> dict[str, Any]:
        """Give the values of a commune from `communes_listed`."""
        district = commune.district.code if commune.district else ""
        row = row_of(
            commune.code, commune.name, commune.kind, district, commune.province.code, commune.minimum,
            commune.officers, commune.has_chief, commune.shortfall, commune.status,
        )  # fmt: skip
        return asdict(row) | {"organised_on": commune.organised_on if commune.is_organised else None}


class Paged(Schema):
    """`next` goes into `cursor` for the page after this one; null on the last."""

    as_of: date
    next: str | None


class OfficerPage(Paged):
    items: list[OfficerOut]


class PostingPage(Paged):
    items: list[PostingOut]


class StaffedPage(Paged):
    items: list[StaffedOut]


class TrainingPage(Schema):
    """`next` goes into `cursor` for the page after this one; null on the last."""

    items: list[TrainingOut]
    next: str | None
