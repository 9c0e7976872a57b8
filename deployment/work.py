"""Long work: asked for by a page, done by the worker, in one transaction each, with a progress that moves.

A kind of work is a function `(work, progress, **arguments)` that gives the address of its result, or "";
`@kind("name")` registers it in a module that the worker imports (`<room>/tasks.py`). All that it writes is
committed together with the work's state, so that a killed worker leaves nothing.

While the worker lives it holds an advisory lock, on a connection of its own, which PostgreSQL takes back
however the process ends: who looks at the work and gets the lock knows that it is lost.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any, TypeAlias
from uuid import UUID

import pghistory
from django.db import connection, transaction
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from accounts.models import User
from accounts.scope import sight_of
from communes.models import Province
from communes.sight import NATION, seeing
from deployment.choices import WorkState
from deployment.models import Work, WorkFile

TASK = "deployment.work"
BETWEEN_REPORTS = 0.25  # seconds
SOON = timedelta(seconds=15)  # a worker that lives takes what waits sooner
DEAD_AFTER = timedelta(seconds=60)  # procrastinate's worker reports every 10
KEY = "hashtextextended(%s, 7)"
Kind: TypeAlias = Callable[..., str]
GOT_THE_LOCK = RawSQL(
    "pg_try_advisory_xact_lock(hashtextextended(deployment_work.id::text, 7))", [], BooleanField()
)
KINDS: dict[str, Kind] = {}
logger = logging.getLogger(__name__)


class WorkRefused(Exception):
    """The work cannot be done; the text is a sentence for its owner."""


class WorkLost(Exception):
    """The work was given up as lost while it was being done; nothing is written."""


def kind(name: str) -> Callable[[Kind], Kind]:
    """Register a function as a kind of work."""

    def register(function: Kind) -> Kind:
        KINDS[name] = function
        return function

    return register


@transaction.atomic
def start(name: str, *, owner: User, title: str, province: Province | None = None, **arguments: Any) -> Work:
    """Ask for work of the kind `name`, with JSON `arguments`; committed with the caller's writes."""
    if name not in KINDS:
        raise ValueError(f"no such kind of work: {name}")
    work = Work.objects.create(
        kind=name,
        arguments=arguments,
        title=title,
        owner=owner,
        province=province or owner.province,
        language=get_language() or "vi",
    )
    work.job_id = app.configure_task(TASK).defer(work_id=str(work.pk))
    work.save(update_fields=["job_id"])
    return work


@transaction.atomic
def start_once(name: str, *, owner: User, title: str, **arguments: Any) -> Work:
    """Give the work of this kind, with these arguments, that waits or runs for `owner`; else ask for it."""
    User.objects.select_for_update().get(pk=owner.pk)  # a second asking at the same moment waits here
    alike = Work.objects.filter(owner=owner, kind=name, arguments=arguments)
    recognise_lost(alike)
    going = alike.filter(state__in=(WorkState.WAITING, WorkState.RUNNING)).order_by("created_at").first()
    return going or start(name, owner=owner, title=title, **arguments)


def keep_file(work: Work, *, name: str, content_type: str, content: bytes) -> None:
    """Keep the file that the work made, in the work's transaction."""
    WorkFile.objects.create(
        work=work, province=work.province, name=name, content_type=content_type, content=content
    )


def works_of(user: User) -> QuerySet[Work]:
    """Give the works that `user` may see: their own, and a superuser all."""
    works = Work.objects.select_related("owner")
    return works if user.is_superuser else works.filter(owner=user)


def found_work(user: User, pk: UUID) -> Work:
    """Give a work that `user` may see as it stands now, lost or not. Raises Http404."""
    own = works_of(user).filter(pk=pk)
    recognise_lost(own)
    return get_object_or_404(own)


def found_file(user: User, pk: UUID) -> WorkFile:
    """Give the file that a work which `user` may see has made. Raises Http404 where there is none (yet)."""
    done = works_of(user).filter(pk=pk, state=WorkState.DONE)
    return get_object_or_404(WorkFile, work__in=done)


class Progress:
    """Tells how far a work is, on a connection of its own, so that it is seen before the work commits."""

    def __init__(self, work: Work) -> None:
        self.work, self.connection, self._told = work, connection.copy(), 0.0

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Report `done` of `total` steps; too frequent calls pass over the database."""
        if monotonic() - self._told < BETWEEN_REPORTS and not words:
            return
        self._told = monotonic()
        said = ", words = %s" if words else ""
        self._run(
            f"UPDATE deployment_work SET done = %s, total = %s, heartbeat_at = now(){said}"
            " WHERE id = %s AND state = 'running'",
            [done, total, *([words[:500]] if words else []), self.work.pk],
        )

    def begin(self) -> bool:
        """Mark the work as running; False where another worker has it or had it."""
        if not self._run(f"SELECT 1 WHERE pg_try_advisory_lock({KEY})", [str(self.work.pk)]):
            return False
        return bool(
            self._run(
                "UPDATE deployment_work SET state = 'running', started_at = now(), heartbeat_at = now()"
                " WHERE id = %s AND state = 'waiting'",
                [self.work.pk],
            )
        )

    def fail(self, words: str) -> None:
        """Mark the work as failed, for a reason that its owner reads."""
        self._run(
            "UPDATE deployment_work SET state = 'failed', words = %s, finished_at = now()"
            " WHERE id = %s AND state = 'running'",
            [words[:500], self.work.pk],
        )

    def _run(self, sql: str, parameters: list[Any]) -> int:
        with seeing(NATION), self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.rowcount

    def close(self) -> None:
        """Give lock and connection back."""
        try:
            if self.connection.connection is not None:
                self._run(f"SELECT pg_advisory_unlock({KEY})", [str(self.work.pk)])
        finally:
            self.connection.close()


def perform(work_id: UUID) -> None:
    """Do a piece of work, if it still waits; what goes wrong is told to its owner, and logged."""
    with seeing(NATION):  # the queue's own records; the work itself is done in its owner's sight
        work = Work.objects.select_related("owner", "province").get(pk=work_id)
        progress = Progress(work)
        try:
            with override(work.language):
                if progress.begin():
                    _try(work, progress)
        finally:
            progress.close()


def _try(work: Work, progress: Progress) -> None:
    try:
        with transaction.atomic(), _recorded(work):
            with seeing(sight_of(work.owner)):
                result = KINDS[work.kind](work, progress, **work.arguments)
            _finish(work, result)
    except WorkRefused as error:
        progress.fail(str(error))
    except WorkLost:
        logger.error("work %s was given up meanwhile", work.pk)
    except Exception:
        progress.fail(_("Hệ thống gặp lỗi khi làm việc này; chưa ghi gì. Lỗi đã được ghi lại."))
        logger.exception("work %s (%s)", work.pk, work.kind)


@contextmanager
def _recorded(work: Work) -> Iterator[None]:
    """Name the account and the work behind each change."""
    with pghistory.context(
        user=work.owner_id, by=work.owner.get_username(), work=str(work.pk), kind=work.kind
    ):
        yield


def _finish(work: Work, result: str) -> None:
    """Mark the work as done: the last write of its transaction."""
    running = Work.objects.filter(pk=work.pk, state=WorkState.RUNNING)
    if not running.update(state=WorkState.DONE, result=result, finished_at=timezone.now()):
        raise WorkLost


def worker_is_away(work: Work) -> bool:
    """Tell whether `work` has waited for a while and no worker has shown a sign of life lately."""
    if work.state != WorkState.WAITING or work.created_at > timezone.now() - SOON:
        return False
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - DEAD_AFTER)
    return not alive.exists()


def recognise_lost(works: QuerySet[Work]) -> int:
    """Mark those of `works` as lost whose worker died; give their number. Nothing of theirs was written."""
    return _lost_while_running(works) + _lost_before_running(works)


def _lost_while_running(works: QuerySet[Work]) -> int:
    running = works.filter(state=WorkState.RUNNING)
    with transaction.atomic():
        return _mark_lost(running.filter(GOT_THE_LOCK).values_list("pk", flat=True))


def _lost_before_running(works: QuerySet[Work]) -> int:
    """A worker took the job and died before it began; or the job is gone."""
    dead = Q(worker=None) | Q(worker__last_heartbeat__lt=timezone.now() - DEAD_AFTER)
    alive = ProcrastinateJob.objects.exclude(dead, status="doing").filter(status__in=("todo", "doing"))
    waiting = works.filter(state=WorkState.WAITING).exclude(job_id__in=alive.values("id"))
    return _mark_lost(waiting.values_list("pk", flat=True))


def _mark_lost(ids: QuerySet[Any]) -> int:
    words = _("Máy xử lý dừng giữa chừng; chưa ghi gì. Hãy làm lại.")
    unfinished = Work.objects.filter(pk__in=list(ids), state__in=(WorkState.WAITING, WorkState.RUNNING))
    return unfinished.update(state=WorkState.LOST, words=words, finished_at=timezone.now())
