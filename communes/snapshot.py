"""One moment for all that a sealing reads, while everybody else goes on writing.

PostgreSQL gives each statement of an ordinary transaction a view of its own: an entry that is committed
meanwhile would stand in a point of the past and not in the figures of the day beside it. In a transaction
that reads repeatably every statement sees what was committed before the first one. It locks nobody out; what
it writes are rows of its own, and nothing of the history's chain, whose last link it could not see.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import Error, connection, transaction
from psycopg import IsolationLevel

SEALING = 5_150_001  # an advisory lock's number: one at a time


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Make the outermost transaction one that reads repeatably, and hold other sealings back until its end.

    The lock is taken before the snapshot: who waited for it sees what the other one sealed. Within a
    transaction that is open already nothing changes: its kind was settled by its first statement.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    line = connection.connection
    _ask("SELECT pg_advisory_lock(%s)")
    try:
        line.isolation_level = IsolationLevel.REPEATABLE_READ
        with transaction.atomic():
            yield
    finally:
        try:
            line.isolation_level = None  # it goes back to the pool
            _ask("SELECT pg_advisory_unlock(%s)")
        except (Error, psycopg.Error):
            line.close()  # and the lock is gone with it


def _ask(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SEALING])
