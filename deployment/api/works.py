"""Long work over the API: what was asked for, how far it is, the file that it made."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Query, Schema
from pydantic import Field

from accounts.api.foreseen import of_file
from accounts.api.paging import PageQuery, page_of
from accounts.api.problems import refuse_unknown
from accounts.api.values import Moment
from accounts.requests import UserRequest
from communes.attached import attached
from deployment.api.routing import router
from deployment.choices import WorkState
from deployment.models import Work, WorkFile
from deployment.work import found_file, found_work, recognise_lost, works_of

TAGS, WHOLE = ["works"], 100
FILES = of_file("application/pdf", "application/octet-stream")


class WorkOut(Schema):
    """A piece of long work. Ask again every few seconds until `state` is done, failed or lost."""

    id: UUID
    kind: str = Field(
        description=_(
            "conference_pack: trọn bộ tài liệu hội nghị; communes_annex: phụ lục từng xã, thị trấn; tên "
            "khác: việc được yêu cầu trên trang"
        )
    )
    title: str = Field(description=_("Tên của việc, theo ngôn ngữ lúc yêu cầu"))
    state: WorkState
    percent: int = Field(description=_("Đã xong bao nhiêu phần trăm; 0 khi chưa rõ"))
    words: str = Field(
        description=_("Đang làm gì, hoặc vì sao không làm được, theo ngôn ngữ lúc yêu cầu; đã xong: trống")
    )
    file: str | None = Field(description=_("Địa chỉ tải tệp, khi đã xong và việc này lập một tệp"))
    created_at: Moment
    started_at: Moment | None
    finished_at: Moment | None

    @staticmethod
    def of(work: Work, has_file: bool) -> dict[str, Any]:
        """Give the values of a work as it stands."""
        return {
            "id": work.pk,
            "kind": work.kind,
            "title": work.title,
            "state": work.state,
            "percent": WHOLE if work.state == WorkState.DONE else work.percent,
            "words": "" if work.state == WorkState.DONE else work.words,
            "file": reverse("api:work_file", args=[work.pk])
            if has_file and work.state == WorkState.DONE
            else None,
            "created_at": work.created_at,
            "started_at": work.started_at,
            "finished_at": work.finished_at,
        }


class WorkPage(Schema):
    items: list[WorkOut]
    next: str | None


@router.get("/works", response=WorkPage, tags=TAGS, summary=_("Các việc đã yêu cầu"))
def works(request: UserRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """Of one's own account alone, in the order in which they were asked for."""
    refuse_unknown(request, PageQuery.model_fields)
    own = works_of(request.user).filter(owner=request.user)
    recognise_lost(own)
    items, following = page_of(request, own, keys=("created_at", "pk"), query=query)
    with_file = set(
        WorkFile.objects.filter(work__in=[item.pk for item in items]).values_list("work", flat=True)
    )
    return {"items": [WorkOut.of(item, item.pk in with_file) for item in items], "next": following}


@router.get("/works/{uuid:pk}", response=WorkOut, tags=TAGS, summary=_("Việc đang làm đến đâu"))
def work(request: UserRequest, pk: UUID) -> dict[str, Any]:
    """Of one's own account alone."""
    refuse_unknown(request, ())
    found = found_work(request.user, pk)
    return WorkOut.of(found, WorkFile.objects.filter(work=found).exists())


@router.get(
    "/works/{uuid:pk}/file",
    response={200: None},
    tags=TAGS,
    summary=_("Tệp mà việc đã lập"),
    openapi_extra=FILES,
)
def work_file(request: UserRequest, pk: UUID) -> HttpResponse:
    """404 until the work is done."""
    refuse_unknown(request, ())
    kept = found_file(request.user, pk)
    return attached(bytes(kept.content), kept.content_type, kept.name)
