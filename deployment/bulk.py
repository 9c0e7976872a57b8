"""Many officers, postings and trainings at once, by COPY, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from communes.vietnamese import fold, person_sort_key

OFFICERS = """
COPY deployment_officer (id, service_number, full_name, sort_key, search_key, date_of_birth, sex, rank,
                         force, province_id, is_synthetic) FROM STDIN
"""
POSTINGS = """
COPY deployment_assignment (officer_id, force, commune_id, province_id, post, starts_on, ends_on,
                            decision_number, decision_date) FROM STDIN
"""
TRAININGS = """
COPY deployment_training (officer_id, province_id, course, completed_on, certificate_number,
                          remark) FROM STDIN
"""
NEW_IDS = "SELECT nextval(pg_get_serial_sequence('deployment_officer', 'id')) FROM generate_series(1, %s)"
TABLES = (
    "deployment_officer", "deployment_assignment", "deployment_training", "communes_commune",
    "deployment_dataversion", "deployment_officerevent", "deployment_assignmentevent",
)  # fmt: skip


class OfficerRow(NamedTuple):
    id: int
    service_number: str
    full_name: str
    date_of_birth: date
    sex: str
    rank: int | None
    force: str
    province_id: int
    is_synthetic: bool


class PostingRow(NamedTuple):
    """`ends_on` is the first day out; `force` and `province_id` repeat the officer's and the commune's."""

    officer_id: int
    force: str
    commune_id: int
    province_id: int
    post: str
    starts_on: date
    ends_on: date | None
    decision_number: str
    decision_date: date | None


class TrainingRow(NamedTuple):
    """`province_id` repeats the officer's."""

    officer_id: int
    province_id: int
    course: str
    completed_on: date
    certificate_number: str
    remark: str


def new_officer_ids(count: int) -> list[int]:
    """Take `count` ids that no officer has or will have."""
    with connection.cursor() as cursor:
        cursor.execute(NEW_IDS, [count])
        return [number for (number,) in cursor.fetchall()]


def copy_officers(rows: Iterable[OfficerRow]) -> None:
    """Write officers; the keys for order and search are made here. Raises IntegrityError."""
    with connection.cursor() as cursor, cursor.copy(OFFICERS) as copy:
        for row in rows:
            keys = (person_sort_key(row.full_name), fold(row.full_name))
            copy.write_row((*row[:3], *keys, *row[3:]))


def copy_postings(rows: Iterable[PostingRow]) -> None:
    """Write postings. Raises IntegrityError.

    Who writes is told to the history triggers by the statement before; COPY itself cannot say it.
    """
    with connection.cursor() as cursor, cursor.copy(POSTINGS) as copy:
        for row in rows:
            copy.write_row(row)


def copy_trainings(rows: Iterable[TrainingRow]) -> None:
    """Write records of training. Raises IntegrityError."""
    with connection.cursor() as cursor, cursor.copy(TRAININGS) as copy:
        for row in rows:
            copy.write_row(row)


def settle() -> None:
    """Tidy the tables after a large write: fresh statistics, and index-only scans for the rule.

    Inside a transaction PostgreSQL allows the statistics alone.
    """
    tidy = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"{tidy} {table}")
