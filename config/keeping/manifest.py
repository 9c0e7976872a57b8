"""What a backup says of itself: which release made it, and how many rows of which hash each table has."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from psycopg import Connection, sql

FORMAT = 1
# Not kept: who was signed in, and who has tried to; after a restore everybody signs in again.
LEFT_OUT = ("django_session", "usersessions_usersession", "accounts_attempts")
TABLES = """
SELECT c.relname,
       ARRAY(SELECT a.attname || CASE WHEN a.attcollation <> 0 THEN ' C' ELSE '' END
               FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(number, place)
               JOIN pg_attribute a ON a.attnum = k.number
              WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.place)
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT c.relname = ANY (%s) ORDER BY c.relname COLLATE "C"
"""
ROLES = """
SELECT DISTINCT r.rolname::text FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
 WHERE d.refclassid = 'pg_authid'::regclass
   AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
 UNION SELECT current_user::text ORDER BY 1
"""


@dataclass(frozen=True)
class Manifest:
    """made_at: UTC. server: the major version of PostgreSQL. roles: those named in what is dumped.

    app_role: the one of them that the application connected as. secret_mark: tells whether SECRET_KEY is
    the same. migrations: of each application, those applied. tables: rows and SHA-256 of each.
    """

    made_at: str
    release: str
    server: int
    app_role: str
    roles: list[str]
    secret_mark: str
    migrations: dict[str, list[str]]
    tables: dict[str, dict[str, Any]]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.tables.values())

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> "Manifest":
        """Read one. Raises ValueError, TypeError for what is none."""
        return cls(**json.loads(text))


def migrations_in(connection: "Connection[Any]") -> dict[str, list[str]]:
    """Give the migrations that the database has had."""
    found: dict[str, list[str]] = {}
    for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name"):
        found.setdefault(app, []).append(name)
    return found


def roles_in(connection: "Connection[Any]") -> list[str]:
    """Give the roles that own something in the database, or to whom something is granted."""
    return [name for (name,) in connection.execute(ROLES)]


def tables_in(connection: "Connection[Any]") -> dict[str, dict[str, Any]]:
    """Count and hash each table as `connection` sees it: SHA-256 of its rows as text, by primary key."""
    found = connection.execute(TABLES, [list(LEFT_OUT)]).fetchall()
    return {table: _of_table(connection, table, key) for table, key in found}


def _of_table(connection: "Connection[Any]", table: str, key: list[str]) -> dict[str, Any]:
    order = sql.SQL(", ").join(map(_ordered, key)) if key else sql.SQL('t::text COLLATE "C"')
    query = sql.SQL("COPY (SELECT * FROM {} t ORDER BY {}) TO STDOUT").format(sql.Identifier(table), order)
    digest, rows = hashlib.sha256(), 0
    with connection.cursor() as cursor, cursor.copy(query) as copied:
        for row in copied:
            digest.update(row)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _ordered(column: str) -> sql.Composable:
    """Order by a column of the key; text by its bytes, which every server does alike."""
    name, _, collated = column.partition(" ")
    return sql.SQL('{} COLLATE "C"').format(sql.Identifier(name)) if collated else sql.Identifier(name)
