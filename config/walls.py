"""The second wall: PostgreSQL shows the application's role the rows of the provinces in sight, no others.

Every table with a `province` column gets a policy by that alone; SPECIAL names those whose rows are in
sight by something else, OPEN those that need no wall, with the reason. `migrate` makes the database match
what stands here, so that a new table needs no migration for it. `tests/config/test_walls.py` reads the
catalogue and names a table for which nothing is said.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

SIGHT_FUNCTIONS = """
CREATE OR REPLACE FUNCTION sees_nation() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('app.provinces', true), '') = '*' $$;
CREATE OR REPLACE FUNCTION seen_provinces() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT string_to_array(translate(current_setting('app.provinces', true), '*', ''), ',')::bigint[] $$;
"""
PROVINCE = "communes.Province"
POLICY = "rows_of_the_provinces_in_sight"
HASHED = "coalesce('enable_nestloop=off' = ANY (proconfig), false)"
HISTORY_OF_THE_APPLICATION = "pghistory_context"  # who and by which page, of every event


def in_sight(*columns: str) -> str:
    """Give the condition that one of `columns` names a province in sight.

    The functions stand in sub-selects, which PostgreSQL evaluates once a statement and not once a row.
    """
    own = " OR ".join(f"{column} = ANY ((SELECT seen_provinces())::bigint[])" for column in columns)
    return f"((SELECT sees_nation()) OR {own})"


@dataclass(frozen=True)
class Wall:
    """sees: which rows are in sight; writes: which may be written, where that is less."""

    sees: str
    writes: str


def by(*columns: str) -> Wall:
    """Give the wall of a table whose rows belong to the provinces in `columns`."""
    return Wall(in_sight(*columns), in_sight(*columns))


SPECIAL = {
    # Who once served in the province, and who is asked for, is known there by name; the particulars are
    # the managing province's to change.
    "deployment_officer": Wall(
        f"""{in_sight("province_id")}
        OR EXISTS (SELECT FROM deployment_assignment own WHERE own.officer_id = deployment_officer.id)
        OR EXISTS (SELECT FROM deployment_transferoffer own WHERE own.officer_id = deployment_officer.id)""",
        in_sight("province_id"),
    ),
    "deployment_transferoffer": by("releasing_id", "receiving_id"),
    "deployment_transferofferevent": by("releasing_id", "receiving_id"),
    # Anybody's reading is added, signed in or not; who sees the nation reads what was added.
    "accounts_reading": Wall("(SELECT sees_nation())", "true"),
}
OPEN = {
    "communes_district": "gazetteer",
    "communes_commune": "gazetteer",
    "communes_communeevent": "gazetteer",
    "accounts_user": "accounts: the sign-in must find any of them",
    "deployment_staffingrule": "the rule is the same for all to read",
    "deployment_staffingruleevent": "the rule is the same for all to read",
    "deployment_dataversion": "a counter; what changed is not told",
}
# Written by the triggers of the tables alone, which run as the owner: the application reads them.
CHAIN = {"accounts_chainpart", "accounts_chainlink", "accounts_chaindue"}
READ_ONLY = {"django_migrations", "deployment_dataversion", HISTORY_OF_THE_APPLICATION} | CHAIN

APPENDED = {"accounts_reading"}  # the application adds rows, and neither changes nor removes one
REGISTERS = {"accounts_purpose"}  # migrations write them


def walls() -> dict[str, Wall]:
    """Give the wall of each table that has one."""
    return {
        table: SPECIAL.get(table) or by("province_id")
        for table, model in tables().items()
        if table not in OPEN and (table in SPECIAL or _province_of(model))
    }


def tables() -> dict[str, type[models.Model]]:
    """Give every table of the installed applications with its model."""
    every = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in every if model._meta.managed}


def _province_of(model: type[models.Model]) -> bool:
    fields = model._meta.concrete_fields
    return any(f.name == "province" and f.related_model._meta.label == PROVINCE for f in fields)  # type: ignore[union-attr]


def read_only_tables() -> set[str]:
    """Give the tables that the application reads and triggers write: all history."""
    return (
        READ_ONLY
        | REGISTERS
        | {name for name, model in tables().items() if hasattr(model, "pgh_tracked_model")}
    )


def raise_walls(cursor: Any) -> None:
    """Make policies and privileges of the application's role what is declared here; again changes nothing."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('raise_walls'))")
    cursor.execute(SIGHT_FUNCTIONS)
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    existing = {name for (name,) in cursor.fetchall()}
    cursor.execute("SELECT polrelid::regclass::text, obj_description(oid, 'pg_policy') FROM pg_policy")
    standing = dict(cursor.fetchall())
    for table, wall in walls().items():
        if table in existing and standing.get(table) != _mark(wall):
            _raise(cursor, table, wall)
    for table in standing.keys() - walls().keys():
        cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    _grant(cursor, sorted(read_only_tables() & existing))
    for table in APPENDED & existing:
        cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {settings.APP_ROLE}")


def _raise(cursor: Any, table: str, wall: Wall) -> None:
    cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
    cursor.execute(
        f"CREATE POLICY {POLICY} ON {table} TO {settings.APP_ROLE}"
        f" USING ({wall.sees}) WITH CHECK ({wall.writes})"
    )
    cursor.execute(f"COMMENT ON POLICY {POLICY} ON {table} IS '{_mark(wall)}'")
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def _mark(wall: Wall) -> str:
    return hashlib.sha256(repr((wall, settings.APP_ROLE)).encode()).hexdigest()


def _grant(cursor: Any, read_only: list[str]) -> None:
    role = settings.APP_ROLE
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
    if read_only:
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(read_only)} FROM {role}")
    for function in _functions(cursor, "prorettype = 'trigger'::regtype AND NOT prosecdef"):
        cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp")
    for function in _functions(cursor, f"proname LIKE 'pgtrigger_update_update%%' AND NOT ({HASHED})"):
        # Its plan is kept from the session's first update: a nested loop over one row, and later over
        # all of them squared (10,600 communes took minutes).
        cursor.execute(f"ALTER FUNCTION {function} SET enable_nestloop = off")
    for function in _functions(cursor, "prorettype <> 'trigger'::regtype AND prosecdef"):
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}")


def _functions(cursor: Any, condition: str) -> list[str]:
    """Give the functions of ours for which `condition` holds; an extension's and the queue's are not ours."""
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        f" AND p.proname NOT LIKE 'procrastinate%%' AND {condition}"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
        [],
    )
    return [name for (name,) in cursor.fetchall()]
