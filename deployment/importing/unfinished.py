"""Files that were sent and neither written nor given up: the way back to them for who left their page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from deployment.choices import ImportKind, WorkState
from deployment.importing.uploads import CHECK, WRITE
from deployment.models import Upload, Work

SHOWN = 5
UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)


@dataclass(frozen=True)
class Unfinished:
    """A file's name, when it was sent, the address where it goes on, and how far it is."""

    name: str
    uploaded_at: datetime
    address: str
    words: str


def unfinished_of(user: User, kind: ImportKind) -> Sequence[Unfinished]:
    """Give the `SHOWN` newest files of `kind` that `user` sent and that wrote nothing yet, newest first."""
    checked = ExpressionWrapper(Q(preview__isnull=False), output_field=BooleanField())
    sent = (
        Upload.objects.filter(user=user, kind=kind, receipt=None)
        .annotate(checked=checked)
        .order_by("-uploaded_at")
        .values_list("pk", "name", "uploaded_at", "checked")[:SHOWN]
    )
    works = _works_of(user, [str(pk) for pk, *_rest in sent])
    return [
        Unfinished(name, at, *where)
        for pk, name, at, is_checked in sent
        if (where := _told(str(pk), is_checked, works.get(str(pk))))
    ]


def _works_of(user: User, uploads: Sequence[str]) -> dict[str, Work]:
    """Give each upload's newest work; uploads that needed none are absent."""
    works = Work.objects.filter(owner=user, kind__in=(CHECK, WRITE), arguments__upload__in=uploads)
    return {work.arguments["upload"]: work for work in works.order_by("created_at")}


def _told(upload: str, checked: bool, work: Work | None) -> tuple[str, str] | None:
    """Give where the file goes on and how far it is; None where it could not be read at all."""
    if work and work.state in UNDER_WAY:
        return reverse("deployment:work", args=[work.pk]), work.get_state_display()
    if checked:
        return reverse("deployment:preview", args=[upload]), _("Đã kiểm tra, chưa ghi")
    return (reverse("deployment:work", args=[work.pk]), work.get_state_display()) if work else None
