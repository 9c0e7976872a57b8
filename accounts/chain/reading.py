"""Read chained rows again and compare them with what their parts say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.chain.tables import ChainedTable, chained_tables, hashed
from accounts.models import ChainPart

SIZE = 32  # bytes of a SHA-256
DIGESTS = """
SELECT p.id, string_agg({digest}, ''::bytea ORDER BY e.{key})
  FROM accounts_chainpart p CROSS JOIN LATERAL unnest(p.events) AS listed (id)
  JOIN {name} e ON e.{key} = listed.id
 WHERE p.id = ANY(%s) GROUP BY p.id
"""
ROWS = "SELECT e.{key}, {digest}, e.{time} FROM {name} e WHERE e.{key} = ANY(%s)"
CONTEXTS = """
SELECT c.id, sha256(convert_to(ROW(c.id, c.metadata)::text, 'UTF8'))
  FROM pghistory_context c WHERE c.id = ANY(%s)
"""
COLUMNS = "SELECT column_name::text FROM information_schema.columns WHERE table_name = %s"
# EXCEPT hashes or sorts; a join would be planned by how few rows an array is thought to hold.
UNCHAINED = """
SELECT e.{key}, e.{time} FROM {name} e
 WHERE e.{key} = ANY(ARRAY(
   SELECT {key}::bigint FROM {name}
   EXCEPT SELECT unnest(p.events) FROM accounts_chainpart p WHERE p."table" = %s LIMIT 1000))
 ORDER BY e.{time}, e.{key} LIMIT 1
"""
UNLINKED = """
SELECT p.id, p."table", p.events[1] FROM accounts_chainpart p
 WHERE p.id = (SELECT min(id) FROM (
   SELECT id FROM accounts_chainpart EXCEPT SELECT unnest(l.parts) FROM accounts_chainlink l) unlinked)
"""


class What(NamedTuple):
    """What is wrong, with which event, and when that was written."""

    text: str
    event: int | None
    at: datetime | None


class Rows:
    """The rows of chained tables as they are now."""

    def __init__(self, cursor: Any) -> None:
        self.cursor, self._columns = cursor, dict[str, set[str]]()

    def different(self, parts: Sequence[ChainPart]) -> Iterator[tuple[ChainPart, What]]:
        """Give each of `parts` that its rows no longer fit, with the first event that does not."""

        def kind(part: ChainPart) -> tuple[str, str]:
            return part.table, part.columns

        for (name, columns), some in groupby(sorted(parts, key=kind), key=kind):
            table = chained_tables().get(name)
            lost = set(columns.split(",")) - self._columns_of(name)
            if table is None or lost:
                text = _("Bảng hoặc cột đã băm không còn: %(names)s.") % {"names": ", ".join(sorted(lost))}
                yield from ((part, What(text, part.events[0], None)) for part in some)
            else:
                yield from self._compared(table, columns.split(","), list(some))
        yield from self._of_other_accounts(parts)

    def _columns_of(self, name: str) -> set[str]:
        if name not in self._columns:
            self.cursor.execute(COLUMNS, [name])
            self._columns[name] = {column for (column,) in self.cursor.fetchall()}
        return self._columns[name]

    def _compared(
        self, table: ChainedTable, columns: list[str], parts: list[ChainPart]
    ) -> Iterator[tuple[ChainPart, What]]:
        words = {"digest": hashed(columns, "e"), "key": table.key, "name": table.name, "time": table.time}
        self.cursor.execute(DIGESTS.format(**words), [[part.pk for part in parts]])
        now = dict(self.cursor.fetchall())
        for part in parts:
            if bytes(now.get(part.pk) or b"") != bytes(part.digests):
                self.cursor.execute(ROWS.format(**words), [part.events])
                yield part, _first_different(part, self.cursor.fetchall())

    def _of_other_accounts(self, parts: Sequence[ChainPart]) -> Iterator[tuple[ChainPart, What]]:
        """Give parts whose account and page are not what they were.

        While one request goes on, its context may gain a word; the part that was written then knows it.
        """
        self.cursor.execute(CONTEXTS, [list({each for part in parts for each in part.contexts})])
        now = {context: bytes(digest) for context, digest in self.cursor.fetchall()}
        for part in parts:
            for context, digest in zip(part.contexts, _split(part.context_digests), strict=True):
                if now.get(context) != digest and not (context in now and _said_later(part, context)):
                    text = _("Người và trang đứng sau thay đổi (%(id)s) đã bị sửa hoặc xóa.") % {
                        "id": context
                    }
                    yield part, What(text, part.events[0], None)


def _first_different(part: ChainPart, rows: Iterable[tuple[int, Any, datetime]]) -> What:
    now = {number: (bytes(digest), at) for number, digest, at in rows}
    for number, digest in zip(part.events, _split(part.digests), strict=True):
        if number not in now:
            return What(_("Sự kiện đã bị xóa."), number, None)
        if now[number][0] != digest:
            return What(_("Nội dung sự kiện đã bị sửa."), number, now[number][1])
    raise ValueError(f"part {part.pk} fits its rows")


def _split(digests: Any) -> list[bytes]:
    whole = bytes(digests)
    return [whole[first : first + SIZE] for first in range(0, len(whole), SIZE)]


def _said_later(part: ChainPart, context: UUID) -> bool:
    return ChainPart.objects.filter(pk__gt=part.pk, contexts__contains=[context]).exists()


def unlinked(cursor: Any) -> tuple[int, str, int] | None:
    """Give the first part that belongs to no link: its number, its table, its first event."""
    cursor.execute(UNLINKED)
    return cursor.fetchone()


def unchained(cursor: Any) -> Iterator[tuple[str, int, datetime]]:
    """Give of each table the first row that belongs to no part: table, number, its own time."""
    for table in chained_tables().values():
        cursor.execute(UNCHAINED.format(key=table.key, time=table.time, name=table.name), [table.name])
        row = cursor.fetchone()
        if row:
            yield table.name, *row
