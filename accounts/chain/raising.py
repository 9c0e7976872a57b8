"""Put the chain's triggers on every chained table: `migrate` makes the database match what stands here."""

import hashlib
from typing import Any

from accounts.chain.tables import PLAIN_TEXT, ChainedTable, chained_tables, hashed

AT_MOST = 1000  # events a part: what is read at once to check it stays small
SETTINGS = "SET search_path = public, pg_temp " + " ".join(
    f"SET {name} = '{value}'" for name, value in PLAIN_TEXT.items()
)
# Adds parts over the rows of a relation. `hash` is over all that a part says.
ADD_PARTS = """
WITH each AS (
  SELECT r.{key} AS id, {context} AS context, {digest} AS digest,
         (row_number() OVER (ORDER BY r.{key}) - 1) / {at_most} AS part
    FROM {rows} r),
parts AS (
  SELECT part, array_agg(id::bigint ORDER BY id) AS events,
         string_agg(digest, ''::bytea ORDER BY id) AS digests,
         coalesce(array_agg(DISTINCT context) FILTER (WHERE context IS NOT NULL), '{{}}') AS contexts
    FROM each GROUP BY part),
told AS (
  SELECT p.*, coalesce((
           SELECT string_agg(sha256(convert_to(ROW(c.id, c.metadata)::text, 'UTF8')), ''::bytea ORDER BY c.id)
             FROM pghistory_context c WHERE c.id = ANY(p.contexts)), ''::bytea) AS context_digests
    FROM parts p)
INSERT INTO accounts_chainpart (book, "table", columns, events, digests, contexts, context_digests, hash)
SELECT '{book}', '{name}', '{columns}', events, digests, contexts, context_digests,
       sha256(convert_to(concat_ws('|', '{book}', '{name}', '{columns}', events, contexts), 'UTF8')
              || digests || context_digests)
  FROM told ORDER BY part
"""
CLOSING = f"""
CREATE OR REPLACE FUNCTION chain_part_is_due() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {SETTINGS}
AS $$
BEGIN
  INSERT INTO accounts_chaindue (part, book) VALUES (NEW.id, NEW.book);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION chain_link_is_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {SETTINGS}
AS $$
DECLARE
  own text;
  due bigint[];
  latest accounts_chainlink;
  moment timestamptz;
BEGIN
  -- Only this transaction's entries are seen here, and none outlives it. The first takes them all.
  FOR own IN SELECT DISTINCT d.book FROM accounts_chaindue d ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(5150002, hashtext(own));
    WITH taken AS (DELETE FROM accounts_chaindue d WHERE d.book = own RETURNING d.part)
      SELECT array_agg(part ORDER BY part) INTO due FROM taken;
    SELECT * INTO latest FROM accounts_chainlink l WHERE l.book = own ORDER BY l.number DESC LIMIT 1;
    moment := clock_timestamp();
    INSERT INTO accounts_chainlink (book, number, at, parts, events, previous, hash)
    SELECT own, coalesce(latest.number, 0) + 1, moment, due, sum(cardinality(p.events)),
           coalesce(latest.hash, ''::bytea),
           sha256(coalesce(latest.hash, ''::bytea)
                  || convert_to(concat_ws('|', own, coalesce(latest.number, 0) + 1,
                                          to_char(moment, 'YYYY-MM-DD HH24:MI:SS.US'), due::text,
                                          sum(cardinality(p.events))), 'UTF8')
                  || string_agg(p.hash, ''::bytea ORDER BY p.id))
      FROM accounts_chainpart p WHERE p.id = ANY(due);
  END LOOP;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION chain_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history: rows of % are neither changed nor removed', TG_TABLE_NAME
    USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;
CREATE OR REPLACE TRIGGER chain_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_chainpart
  FOR EACH STATEMENT EXECUTE FUNCTION chain_stays();
CREATE OR REPLACE TRIGGER chain_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_chainlink
  FOR EACH STATEMENT EXECUTE FUNCTION chain_stays();
DROP TRIGGER IF EXISTS chain_part_is_due ON accounts_chainpart;
CREATE CONSTRAINT TRIGGER chain_part_is_due AFTER INSERT ON accounts_chainpart
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_part_is_due();
DROP TRIGGER IF EXISTS chain_link_is_closed ON accounts_chaindue;
CREATE CONSTRAINT TRIGGER chain_link_is_closed AFTER INSERT ON accounts_chaindue
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_link_is_closed();
"""
# pgtrigger lets a session switch triggers off by a setting; nobody's history depends on a setting here.
NEVER_IGNORED = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
  LANGUAGE sql IMMUTABLE AS 'SELECT false';
"""
CHAINED = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {settings} AS $$
BEGIN
  {body};
  RETURN NULL;
END $$;
COMMENT ON FUNCTION {function}() IS '{mark}';
CREATE OR REPLACE TRIGGER chained AFTER INSERT ON {name} REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""
COLUMNS = """
SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
 WHERE table_schema = 'public' GROUP BY table_name
"""
STANDING = """
SELECT c.relname, obj_description(t.tgfoid, 'pg_proc') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE t.tgname = 'chained' AND t.tgenabled IN ('O', 'A') AND c.relnamespace = 'public'::regnamespace
"""


def raise_chain(cursor: Any) -> None:
    """Chain every table that is not, or whose columns changed; again changes nothing.

    Events that were there before a table's first link get theirs. A table that was chained before and
    lost its trigger gets it back, and what came in meanwhile stays unchained, for verifying to find.
    """
    cursor.execute(COLUMNS)
    there = dict(cursor.fetchall())
    if "accounts_chaindue" not in there:
        return  # migrated to a state before the chain
    cursor.execute(NEVER_IGNORED + CLOSING)
    cursor.execute(STANDING)
    standing = dict(cursor.fetchall())
    for table in chained_tables().values():
        is_there = set(table.columns) <= set(there.get(table.name, []))
        if is_there and standing.get(table.name) != _mark(table):
            _chain(cursor, table)


def _chain(cursor: Any, table: ChainedTable) -> None:
    cursor.execute('SELECT EXISTS (SELECT FROM accounts_chainpart WHERE "table" = %s)', [table.name])
    if not cursor.fetchone()[0]:
        # The same hash needs the same text of a row as inside the function.
        for name, value in PLAIN_TEXT.items():
            cursor.execute(f"SET LOCAL {name} = '{value}'")
        cursor.execute(parts_over(table, table.name))
    cursor.execute(
        CHAINED.format(
            function=f"chain_{table.name}",
            settings=SETTINGS,
            body=parts_over(table, "added"),
            mark=_mark(table),
            name=table.name,
        )
    )


def parts_over(table: ChainedTable, rows: str) -> str:
    """Give the statement that adds parts for the rows of the relation `rows`."""
    return ADD_PARTS.format(
        key=table.key,
        context=table.context,
        digest=hashed(table.columns, "r"),
        at_most=AT_MOST,
        rows=rows,
        book=table.book,
        name=table.name,
        columns=",".join(table.columns),
    )


def _mark(table: ChainedTable) -> str:
    return hashlib.sha256((SETTINGS + parts_over(table, "added")).encode()).hexdigest()
