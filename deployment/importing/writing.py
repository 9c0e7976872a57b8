"""A proposal goes into the database: a few statements for any number of rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from communes.vietnamese import fold, person_sort_key
from deployment.importing.proposal import OfficerWrite, Proposal

AMEND_OFFICERS = """
UPDATE deployment_officer AS o
   SET full_name = n.full_name, sort_key = n.sort_key, search_key = n.search_key, rank = n.rank,
       force = n.force, province_id = n.province_id
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::text[], %s::bigint[])
       AS n (id, full_name, sort_key, search_key, rank, force, province_id)
 WHERE o.id = n.id
"""
AMEND_POSTINGS = """
UPDATE deployment_assignment AS a
   SET post = n.post, ends_on = n.ends_on,
       decision_number = n.decision_number, decision_date = n.decision_date
  FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::text[], %s::date[])
       AS n (id, post, ends_on, decision_number, decision_date)
 WHERE a.id = n.id
"""
ADD_OFFICERS = """
COPY deployment_officer (id, service_number, full_name, sort_key, search_key, date_of_birth, sex, rank,
                         force, province_id, is_synthetic) FROM STDIN
"""
ADD_POSTINGS = """
COPY deployment_assignment (officer_id, force, commune_id, province_id, post, starts_on, ends_on,
                            decision_number, decision_date) FROM STDIN
"""
NEW_IDS = """
SELECT nextval(pg_get_serial_sequence('deployment_officer', 'id')) FROM generate_series(1, %s)
"""
# What a later statement puts right must not stop an earlier one; all is checked before this returns.
LATER = "SET CONSTRAINTS officer_holds_one_post_at_a_time, commune_has_one_chief_at_a_time DEFERRED"
NOW = "SET CONSTRAINTS officer_holds_one_post_at_a_time, commune_has_one_chief_at_a_time IMMEDIATE"


def write(proposal: Proposal) -> None:
    """Write all officers and postings of `proposal`, inside the caller's transaction.

    Raises IntegrityError where the database refuses, which it does for races alone.
    """
    known = {number: officer for number, officer in proposal.officers.items() if officer.id is not None}
    new = {number: officer for number, officer in proposal.officers.items() if officer.id is None}
    with connection.cursor() as cursor:
        cursor.execute(LATER)
        if known:
            cursor.execute(AMEND_OFFICERS, _columns(_amended(officer) for officer in known.values()))
        made = _add_officers(cursor, list(new.values()))
        _write_postings(cursor, proposal, {number: o.id for number, o in known.items() if o.id} | made)
        cursor.execute(NOW)


def _amended(officer: OfficerWrite) -> tuple[Any, ...]:
    name = officer.full_name
    keys = (person_sort_key(name), fold(name))
    return (officer.id, name, *keys, officer.rank, officer.force, officer.province_id)


def _add_officers(cursor: Any, officers: list[OfficerWrite]) -> dict[str, int]:
    """Add new officers; give their ids by service number."""
    if not officers:
        return {}
    cursor.execute(NEW_IDS, [len(officers)])
    ids = [number for (number,) in cursor.fetchall()]
    with cursor.copy(ADD_OFFICERS) as copy:
        for new_id, o in zip(ids, officers, strict=True):
            keys = (person_sort_key(o.full_name), fold(o.full_name))
            copy.write_row((new_id, o.service_number, o.full_name, *keys, *o[3:8], False))
    return {officer.service_number: new_id for new_id, officer in zip(ids, officers, strict=True)}


def _write_postings(cursor: Any, proposal: Proposal, officer_ids: dict[str, int]) -> None:
    changed = [posting for number, posting in proposal.postings if posting.stored]
    if changed:
        rows = (
            (p.stored.id, p.post, p.ends_on, p.decision_number, p.decision_date) for p in changed if p.stored
        )
        cursor.execute(AMEND_POSTINGS, _columns(rows))
    added = [(number, posting) for number, posting in proposal.postings if not posting.stored]
    if not added:
        return
    with cursor.copy(ADD_POSTINGS) as copy:
        for number, p in added:
            force = proposal.officers[number].force
            where = (p.place.id, p.place.province_id, p.post, p.starts_on, p.ends_on)
            copy.write_row((officer_ids[number], force, *where, p.decision_number, p.decision_date))


def _columns(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Turn rows into one array for each column."""
    return [list(column) for column in zip(*rows, strict=True)]
