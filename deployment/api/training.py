"""What officers were trained in, read and written; the verbs call the functions that the forms call."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query, Status
from pydantic import Field

from accounts.api.conditions import created, marked
from accounts.api.headers import CHANGE, KEY
from accounts.api.paging import PageQuery, page_of
from accounts.api.problems import refuse_unknown
from accounts.models import User
from accounts.requests import UserRequest
from accounts.scope import visible_to
from deployment import training
from deployment.api.replacing import replaced, replacing
from deployment.api.routing import router
from deployment.api.shapes import ServiceNumber, TrainingIn, TrainingOut, TrainingPage
from deployment.api.writing import officer_to_change, refuse_reader, seen_of
from deployment.choices import Course
from deployment.models import Officer, Training

TAGS = ["trainings"]
if TYPE_CHECKING:
    TrainingPut = TrainingIn
else:
    TrainingPut = replacing("TrainingPut", TrainingIn, TrainingOut)


class TrainingQuery(PageQuery):
    """Which records of training."""

    service_number: ServiceNumber | None = Field(None, description=_("Số hiệu cán bộ"))
    course: Course | None = Field(None, description=_("Nội dung bồi dưỡng"))


@router.get("/trainings", response=TrainingPage, tags=TAGS, summary=_("Đào tạo, bồi dưỡng của cán bộ"))
def trainings(request: UserRequest, query: Query[TrainingQuery]) -> dict[str, Any]:
    """In the order in which they were entered."""
    refuse_unknown(request, TrainingQuery.model_fields)
    rows = _read_by(request.user)
    if query.service_number:
        rows = rows.filter(officer=_officer_numbered(request.user, query.service_number))
    if query.course:
        rows = rows.filter(course=query.course)
    items, following = page_of(request, rows, keys=("pk",), query=query)
    request.records_read = len(items)
    return {"items": [TrainingOut.of(item) for item in items], "next": following}


@router.get("/trainings/{int:pk}", response=TrainingOut, tags=TAGS, summary=_("Một lần bồi dưỡng"))
def training_of(request: UserRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    refuse_unknown(request, ())
    return marked(response, TrainingOut.of(get_object_or_404(_read_by(request.user), pk=pk)))


@router.post(
    "/officers/{int:pk}/train",
    response={201: TrainingOut},
    tags=TAGS,
    summary=_("Ghi đào tạo, bồi dưỡng"),
    openapi_extra=KEY,
)
def train(request: UserRequest, response: HttpResponse, pk: int, body: TrainingIn) -> Any:
    made = training.record_training(officer=officer_to_change(request.user, pk), **body.dict())
    created(response, "api:training_of", made.pk)
    return Status(201, marked(response, TrainingOut.of(made)))


@router.put(
    "/trainings/{int:pk}",
    response=TrainingOut,
    tags=TAGS,
    summary=_("Đính chính một lần bồi dưỡng"),
    openapi_extra=CHANGE,
)
def correct_training(request: UserRequest, response: HttpResponse, pk: int, body: TrainingPut) -> Any:
    """All values are given, also those that stay."""
    record = _changed_by(request.user, pk)
    seen = seen_of(request, record)
    values = replaced(request, body, TrainingIn, partial(TrainingOut.of, record))
    mended = training.correct_training(training=record, seen=seen, **values)
    return marked(response, TrainingOut.of(mended))


@router.delete(
    "/trainings/{int:pk}",
    response={204: None},
    tags=TAGS,
    summary=_("Xóa bản ghi bồi dưỡng nhầm"),
    openapi_extra=CHANGE,
)
def remove_training(request: UserRequest, pk: int) -> Any:
    refuse_unknown(request, ())
    record = _changed_by(request.user, pk)
    training.remove_training(training=record, seen=seen_of(request, record))
    return Status(204, None)


def _read_by(user: User) -> QuerySet[Training]:
    return visible_to(user, Training.objects.select_related("officer", "province"))


def _officer_numbered(user: User, number: str) -> Officer:
    """Give the officer that a filter names. Raises Http404 where `user` sees none of that number."""
    return get_object_or_404(visible_to(user, Officer.objects.all()), service_number=number)


def _changed_by(user: User, pk: int) -> Training:
    found = get_object_or_404(_read_by(user), pk=pk)
    refuse_reader(user)
    return found
