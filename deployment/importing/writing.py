"""A proposal goes into the database: a few statements for any number of rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from communes.sight import NATION, seeing, seeing_also
from communes.vietnamese import fold, person_sort_key
from deployment.importing.changes import Changes, Written
from deployment.importing.course import Posting
from deployment.importing.proposal import OfficerWrite, Proposal
from deployment.importing.result import Outcome
from deployment.importing.stored import StoredOfficer, StoredPosting

AMEND_OFFICERS = """
UPDATE deployment_officer AS o
   SET full_name = n.full_name, sort_key = n.sort_key, search_key = n.search_key, sex = n.sex,
       rank = n.rank, force = n.force, province_id = n.province_id
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],
              %s::smallint[], %s::text[], %s::bigint[])
       AS n (id, full_name, sort_key, search_key, sex, rank, force, province_id)
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
# Arrays, not COPY: PostgreSQL copies into no table that has row-level security.
ADD_OFFICERS = """
INSERT INTO deployment_officer (id, service_number, full_name, sort_key, search_key, date_of_birth, sex,
                                rank, force, province_id, is_synthetic)
SELECT *, false
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[], %s::text[],
              %s::smallint[], %s::text[], %s::bigint[])
"""
ADD_POSTINGS = """
INSERT INTO deployment_assignment (id, officer_id, force, commune_id, province_id, post, starts_on, ends_on,
                                   decision_number, decision_date)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[],
                     %s::date[], %s::date[], %s::text[], %s::date[])
"""
PROVINCES_OF = "SELECT DISTINCT province_id FROM deployment_officer WHERE id = ANY(%s)"
LOCK_OFFICERS = "SELECT 1 FROM deployment_officer WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
NEW_IDS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
# What a later statement puts right must not stop an earlier one; all is checked before this returns.
LATER = "SET CONSTRAINTS officer_holds_one_post_at_a_time, commune_has_one_chief_at_a_time DEFERRED"
NOW = "SET CONSTRAINTS officer_holds_one_post_at_a_time, commune_has_one_chief_at_a_time IMMEDIATE"

AT_A_TIME = 2000  # rows a statement


def write(proposal: Proposal, tell: Callable[[int], None] = lambda _: None) -> Changes:
    """Write all officers and postings of `proposal`, inside the caller's transaction; give what changed.

    tell: hears now and then how many rows have been written.
    Raises IntegrityError where the database refuses, which it does for races alone.
    """
    known = {number: officer for number, officer in proposal.officers.items() if officer.id is not None}
    new = [officer for officer in proposal.officers.values() if officer.id is None]
    with connection.cursor() as cursor:
        cursor.execute(LATER)
        if known:
            amend_officers(cursor, list(known.values()))
        made = _add_officers(cursor, new, tell)
        ids = {number: o.id for number, o in known.items()} | {o.service_number: o.id for o in made}
        changed = [posting for number, posting in proposal.postings if posting.stored]
        _amend_postings(cursor, changed)
        added = [(number, posting) for number, posting in proposal.postings if not posting.stored]
        new_postings = _add_postings(cursor, proposal, added, ids, lambda rows: tell(len(made) + rows))
        cursor.execute(NOW)
    officers = [(proposal.stored.officers[number], officer) for number, officer in known.items()]
    postings = {p.row.number: p.stored.id for p in changed if p.row and p.stored}
    postings |= {p.row.number: new.id for (_n, p), new in zip(added, new_postings, strict=True) if p.row}
    return Changes(
        made,
        officers,
        new_postings,
        [(p.stored, _after(p)) for p in changed if p.stored],
        _rows_written(proposal, {o.service_number: o.id for o in made}, postings),
    )


def _rows_written(proposal: Proposal, made: Mapping[str, int], postings: Mapping[int, int]) -> list[Written]:
    """Give the rows that change something; made: new officers' ids; postings: those of rows."""
    left = {
        (number, posting.ends_on): posting.place.id for number, posting in proposal.postings if posting.cut
    }
    written = []
    for row in proposal.table.rows:
        outcome = proposal.outcomes.get(row.number, Outcome.UNCHANGED)
        if outcome == Outcome.UNCHANGED:
            continue
        number = row.service_number
        officer_id = made[number] if number in made else proposal.stored.officers[number].id
        was = left.get((number, row.starts_on), 0) if outcome == Outcome.TRANSFERRED else 0
        speaks = row.number in proposal.speaking
        written.append(
            Written(row.number, outcome.value, officer_id, postings.get(row.number, 0), was, speaks)
        )
    return written


def amend_officers(cursor: Any, officers: Sequence[OfficerWrite | StoredOfficer]) -> None:
    """Make stored officers what is given.

    One who serves nowhere may come from another province, or go back there when an import is taken back:
    for this statement alone those provinces are in sight too.
    """
    with seeing(NATION):
        cursor.execute(PROVINCES_OF, [[officer.id for officer in officers]])
        managing = [province for (province,) in cursor.fetchall()]
    with seeing_also(*managing, *(officer.province_id for officer in officers)):
        cursor.execute(AMEND_OFFICERS, columns(_amended(officer) for officer in officers))


def _amended(officer: OfficerWrite | StoredOfficer) -> tuple[Any, ...]:
    name = officer.full_name
    keys = (person_sort_key(name), fold(name))
    return (officer.id, name, *keys, officer.sex, officer.rank, officer.force, officer.province_id)


def _after(posting: Posting) -> StoredPosting:
    """Give a stored posting as it stands once changed."""
    if posting.stored is None:
        raise ValueError("not a stored posting")
    return posting.stored._replace(
        post=posting.post,
        ends_on=posting.ends_on,
        decision_number=posting.decision_number,
        decision_date=posting.decision_date,
    )


def lock_officers(cursor: Any, ids: Iterable[int]) -> None:
    """Hold officers for this transaction, in the one order of all writers."""
    cursor.execute(LOCK_OFFICERS, [list(ids)])


def new_ids(cursor: Any, table: str, count: int) -> list[int]:
    """Take ids that no row of the table has or will have."""
    cursor.execute(NEW_IDS, [table, count])
    return [number for (number,) in cursor.fetchall()]


def _add_officers(
    cursor: Any, officers: list[OfficerWrite], tell: Callable[[int], None]
) -> list[StoredOfficer]:
    """Add new officers; give them with their ids."""
    if not officers:
        return []
    ids = new_ids(cursor, "deployment_officer", len(officers))
    made = [StoredOfficer(new_id, *officer[1:]) for new_id, officer in zip(ids, officers, strict=True)]
    rows = [(*o[:3], person_sort_key(o.full_name), fold(o.full_name), *o[3:]) for o in made]
    _insert(cursor, ADD_OFFICERS, rows, tell)
    return made


def _amend_postings(cursor: Any, changed: list[Posting]) -> None:
    if changed:
        ends = (
            (p.stored.id, p.post, p.ends_on, p.decision_number, p.decision_date) for p in changed if p.stored
        )
        cursor.execute(AMEND_POSTINGS, columns(ends))


def _add_postings(
    cursor: Any,
    proposal: Proposal,
    added: list[tuple[str, Posting]],
    officer_ids: Mapping[str, int | None],
    tell: Callable[[int], None],
) -> list[StoredPosting]:
    """Add new postings; give them with their ids."""
    if not added:
        return []
    made, rows = [], []
    ids = new_ids(cursor, "deployment_assignment", len(added))
    for new_id, (number, p) in zip(ids, added, strict=True):
        officer_id, force = officer_ids[number] or 0, proposal.officers[number].force
        rest = (p.post, p.starts_on, p.ends_on, p.decision_number, p.decision_date)
        rows.append((new_id, officer_id, force, p.place.id, p.place.province_id, *rest))
        made.append(StoredPosting(new_id, officer_id, p.place.id, p.place.province_id, *rest))
    _insert(cursor, ADD_POSTINGS, rows, tell)
    return made


def _insert(
    cursor: Any, statement: str, rows: Sequence[tuple[Any, ...]], tell: Callable[[int], None]
) -> None:
    for first in range(0, len(rows), AT_A_TIME):
        cursor.execute(statement, columns(rows[first : first + AT_A_TIME]))
        tell(first)


def columns(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Turn rows into one array for each column."""
    return [list(column) for column in zip(*rows, strict=True)]
