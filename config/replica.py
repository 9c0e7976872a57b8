"""Reading on a streaming replica, where `DATABASE_REPLICA_URL` names one.

A request that only reads goes there for what is not about accounts, if the replica follows its primary
and has come as far as this reader's own last write: the position is in a cookie of the reader. Everything
else is asked of the primary: a request that writes and what it reads after its first write, programs
with a token, jobs and commands. Accounts and sessions are read on the primary always, so that a session
that was ended is ended at once.
"""

import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse

from accounts.cookies import set_own_cookie

PRIMARY, REPLICA = "default", "replica"
HEALTH = "/health/"
POSITION = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
KEPT = 300  # seconds: a replica further behind than that is not used anyway
PAUSE = 10.0  # seconds in which a replica that failed is left alone
OF_THE_PRIMARY = {"accounts", "auth", "sessions", "usersessions", "account", "mfa", "admin", "procrastinate",
                  "contenttypes"}  # fmt: skip
# A standby that was cut off from its primary, or was made a primary itself, shows what nobody else sees.
FOLLOWS = """
SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver)
   AND pg_last_wal_replay_lsn() >= %s::pg_lsn
"""
READS, WRITES, WROTE = "reads", "writes", "wrote"
_present: ContextVar[str] = ContextVar("replica", default=WRITES)
logger = logging.getLogger(__name__)


class Router:
    """Says where a query goes; the middleware has said what kind of request this is."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        may = _present.get() == READS and model._meta.app_label not in OF_THE_PRIMARY
        return REPLICA if may and not connections[PRIMARY].in_atomic_block else PRIMARY

    def db_for_write(self, model: Any, **hints: Any) -> str:
        if _present.get() == READS:
            _present.set(WROTE)
        return PRIMARY

    def allow_relation(self, *objects: Any, **hints: Any) -> bool:
        return True  # both are the same database

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class ReplicaMiddleware:
    """Stands before all that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response, self.rest_until = get_response, 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _present.get()
        _present.set(READS if self._may_read_there(request) else WRITES)
        try:
            response = self.get_response(request)
            if _present.get() == WROTE or request.method not in ("GET", "HEAD", "OPTIONS"):
                _remember(response)
            return response
        finally:
            _present.set(before)

    def _may_read_there(self, request: HttpRequest) -> bool:
        reads = request.method in ("GET", "HEAD") and "Authorization" not in request.headers
        if not reads or request.path.startswith(HEALTH):
            return False
        if time.monotonic() < self.rest_until:
            return False
        position = request.COOKIES.get(settings.POSITION_COOKIE_NAME, "0/0")
        try:
            with connections[REPLICA].cursor() as cursor:
                cursor.execute(FOLLOWS, [position if POSITION.fullmatch(position) else "0/0"])
                return bool(cursor.fetchone()[0])
        except (Error, psycopg.Error):
            self.rest_until = time.monotonic() + PAUSE
            logger.warning("the replica does not answer; reading on the primary")
            return False


def _remember(response: HttpResponse) -> None:
    """Let the reader's next requests be answered by who has seen this one's writes."""
    if response.status_code >= 500:
        return  # nothing was written, and the primary may be away
    try:
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()::text")
            position = cursor.fetchone()[0]
    except (Error, psycopg.Error):
        return
    set_own_cookie(response, settings.POSITION_COOKIE_NAME, position, max_age=KEPT)
