"""The statements that seal: one that copies the evaluated nation, one that digests what was copied."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, DateField, F, Q, Value, When
from django.db.models.functions import Coalesce

from communes.models import Commune
from deployment.models import Assignment
from deployment.staffing import StaffedCommunes, staffing_on

UNITS = (
    "region_id", "district_id", "code", "name", "kind", "sort_key", "search_key", "district_code",
    "district_name", "district_search_key", "province_code", "province_name", "region_code", "is_key",
    "is_border", "is_island", "organised", "organised_on", "organised_decision",
    "latitude", "longitude", "point_precision",
)  # fmt: skip
FOUND = ("minimum", "chief_required", "officers", "has_chief", "shortfall", "status")
PERSON = (
    "assignment_id", "officer_id", "service_number", "full_name", "sort_key", "rank", "post", "starts_on",
    "decision_number",
)  # fmt: skip
COMMUNE_COLUMNS = ("province_id", "commune_id", *UNITS, *FOUND)
# Decisions dated after the day do not exist for it; the copy's columns cannot bear a commune's own names.
READ_AS = {"organised_on": "organised_day", "organised_decision": "organised_by"}
NO_LINES = hashlib.sha256(b"").hexdigest()


def store_rows(report_id: int, day: date) -> None:
    """Copy the communes that the rule of `day` covers, and each posting that it counts, in one statement."""
    staffed, staffed_parameters = _evaluated(day).query.sql_with_params()
    counted, counted_parameters = _counted(day).query.sql_with_params()
    sql = f"""
        WITH frozen AS (
          INSERT INTO reports_frozencommune (report_id, {", ".join(COMMUNE_COLUMNS)})
          SELECT %s, {", ".join(READ_AS.get(name, name) for name in COMMUNE_COLUMNS)}
            FROM ({staffed}) AS staffed ORDER BY code
          RETURNING id, commune_id)
        INSERT INTO reports_frozenposting (commune_id, province_id, {", ".join(PERSON)})
        SELECT frozen.id, counted.province_id, {", ".join(f"counted.{name}" for name in PERSON)}
          FROM ({counted}) AS counted JOIN frozen ON frozen.commune_id = counted.commune_id
         ORDER BY frozen.id"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [report_id, *staffed_parameters, *counted_parameters])


def digests(report_id: int) -> dict[str, dict[str, str]]:
    """Give, by province code, the SHA-256 of all the communes' columns and of all the postings'."""
    return {
        "communes": _by_part(
            f"""SELECT c.province_code AS part, c.code AS place, 0 AS rank,
                       ROW({_columns("c", ("commune_id", *UNITS, "chief_required"))})::text AS line
                  FROM reports_frozencommune c WHERE c.report_id = %s""",
            report_id,
        ),
        "postings": _by_part(
            f"""SELECT c.province_code AS part, ROW(c.code, {_columns("p", PERSON)})::text AS line,
                       c.code AS place, p.assignment_id AS rank
                  FROM reports_frozenposting p JOIN reports_frozencommune c ON c.id = p.commune_id
                 WHERE c.report_id = %s""",
            report_id,
        ),
    }


def line_digests(report_id: int, matters: Iterable[str]) -> dict[str, str]:
    """Give the SHA-256 of all the lines of each matter: of `matters`, and of any other that has lines."""
    found = _by_part(
        """SELECT l.matter AS part, ROW(l.place, l.province_id, l.content)::text AS line, '' AS place,
                  l.place AS rank
             FROM reports_frozenline l WHERE l.report_id = %s""",
        report_id,
    )
    return dict.fromkeys(matters, NO_LINES) | found


def _evaluated(day: date) -> Any:
    staffed: StaffedCommunes = staffing_on(day, Commune.objects.all())
    organised = Q(organised_on__lte=day)
    units: dict[str, Any] = {
        "commune_id": F("pk"),
        "region_id": F("province__region_id"),
        "district_code": Coalesce("district__code", Value("")),
        "district_name": Coalesce("district__name", Value("")),
        "district_search_key": Coalesce("district__search_key", Value("")),
        "province_code": F("province__code"),
        "province_name": F("province__name"),
        "region_code": F("province__region__code"),
        "organised": Case(When(organised, then=True), default=False, output_field=BooleanField()),
        "organised_day": Case(When(organised, then="organised_on"), output_field=DateField()),
        "organised_by": Case(When(organised, then="organised_decision"), default=Value("")),
    }
    own = [name for name in COMMUNE_COLUMNS if name not in units and name not in READ_AS]
    return staffed.order_by().values(*own, **units)


def _counted(day: date) -> Any:
    officer = ("service_number", "full_name", "sort_key", "rank")
    return (
        Assignment.objects.in_post(day).regular().order_by()
        .values(
            "commune_id", "province_id", "officer_id", "post", "starts_on", "decision_number",
            assignment_id=F("pk"), **{name: F(f"officer__{name}") for name in officer},
        )
    )  # fmt: skip


def _columns(table: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{table}.{name}" for name in names)


def _by_part(lines: str, report_id: int) -> dict[str, str]:
    sql = f"""SELECT part,
                     encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY place, rank), 'UTF8')), 'hex')
                FROM ({lines}) AS lines GROUP BY part"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [report_id])
        return dict(cursor.fetchall())
