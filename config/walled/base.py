"""Django's PostgreSQL backend, telling the server in every transaction which provinces are in sight.

The setting is local to the transaction, so that a pooled connection carries nothing to its next user.
Where no transaction is open, it is sent in one message with the statement: the server makes one transaction
of the two (PostgreSQL, "Multiple Statements in a Simple Query"), and there is no further round trip.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as Operations
from psycopg import sql as composing
from psycopg.pq import TransactionStatus

from communes.sight import present_sight

SETTING = "app.provinces"  # read by the functions that config.walls makes


def saying(sight: str) -> str:
    """Give the statement that says it; a sight is digits, commas or a star."""
    return f"SELECT set_config('{SETTING}', '{sight}', true)"


class SightedCursor(psycopg.ClientCursor[Any]):
    """Says what is in sight before a statement that stands in no transaction, in the same message."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        if not self._is_alone():
            return super().execute(query, params, **more)
        done = super().execute(_after(saying(present_sight()), query), params, **more)
        self.nextset()  # past the answer to what was said
        return done

    def _is_alone(self) -> bool:
        connection = self.connection
        return connection.autocommit and connection.info.transaction_status == TransactionStatus.IDLE


def _after(first: str, query: Any) -> Any:
    """Give `query`, a text or a composition, after another statement."""
    if isinstance(query, composing.Composable):
        return composing.SQL(f"{first}; ") + query
    return f"{first}; {query.decode() if isinstance(query, bytes) else query}"


class DatabaseOperations(Operations):
    """Django's, whose log of statements leaves out what was said before them."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        said, _between, statement = (super().last_executed_query(cursor, sql, params) or "").partition("; ")
        return statement if said.startswith(f"SELECT set_config('{SETTING}'") else said + _between + statement


class DatabaseWrapper(base.DatabaseWrapper):
    """The application's connection; with WALLED off, the owner's, who stands behind no wall."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._said: str | None = None
        if self.settings_dict.get("WALLED", True):
            self.execute_wrappers.append(self._in_sight)

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if self.settings_dict.get("WALLED", True):
            params["cursor_factory"] = SightedCursor
        return params

    def _in_sight(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.autocommit:
            self._say()
            return execute(sql, params, many, context)
        if not many and isinstance(context["cursor"].cursor, SightedCursor):
            return execute(sql, params, many, context)
        # Many times the same, or piece by piece through a cursor of the server's: a transaction around it.
        with self.wrap_database_errors:
            self.connection.execute(f"BEGIN; {saying(present_sight())}")
        try:
            result = execute(sql, params, many, context)
        except BaseException:
            with suppress(psycopg.Error):  # (where the connection is lost, there is nothing to take back)
                self.connection.rollback()
            raise
        with self.wrap_database_errors:
            self.connection.commit()
        return result

    def _say(self) -> None:
        sight = present_sight()
        if self._said != sight and self.connection.info.transaction_status != TransactionStatus.INERROR:
            with self.wrap_database_errors:
                self.connection.execute(saying(sight))
            self._said = sight

    def _cursor(self, name: str | None = None) -> Any:
        cursor = super()._cursor(name)  # type: ignore[misc]
        if self.settings_dict.get("WALLED", True) and not self.autocommit:
            self._say()  # COPY passes by the execute wrappers
        return cursor

    def _commit(self) -> None:
        self._said = None
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self._said = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._said = None  # what was said inside the savepoint is taken back with it

    def connect(self) -> None:
        self._said = None
        super().connect()
