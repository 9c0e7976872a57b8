"""Verify the chain: read all of it forward, and name the first link that is broken.

Links and parts are hashed again here; the events' rows by the database, in statements of this module, which
know nothing of the triggers that made the chain. A few hundred parts are held at a time. What is chained
meanwhile is read too: all of it is only ever added to, so that every statement sees a whole.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.chain.reading import Rows, unchained, unlinked
from accounts.chain.tables import PLAIN_TEXT, chained_tables
from accounts.models import ChainLink, ChainPart

LINKS_AT_ONCE, PARTS_AT_ONCE = 1000, 400


@dataclass(frozen=True)
class Broken:
    """A break: what is wrong, at which link, in which table, of which event, and when that was chained."""

    text: str
    book: str = ""
    link: int = 0
    table: str = ""
    event: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Head:
    """The newest link of a book at some time, as it was noted elsewhere."""

    book: str
    number: int
    hash: str
    where: str


@dataclass
class Verified:
    """What was read, and the first break or None; heads: number and hash of the newest link of each book."""

    broken: Broken | None = None
    links: int = 0
    events: int = 0
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)


def verify(heads: Iterable[Head] = ()) -> Verified:
    """Read the whole chain, and compare the `heads` that were noted outside of it."""
    found = Verified()
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in PLAIN_TEXT.items():
            cursor.execute(f"SET LOCAL {name} = '{value}'")
        breaks = _breaks(cursor, found, heads)
        found.broken = next(breaks, None)
    return found


def _breaks(cursor: Any, found: Verified, heads: Iterable[Head]) -> Iterator[Broken]:
    rows = Rows(cursor)
    for book in sorted({table.book for table in chained_tables().values()}):
        yield from _of_book(rows, book, found)
    yield from _of_heads(heads)
    part = unlinked(cursor)
    if part:
        number, table, event = part
        yield Broken(_("Đoạn số %(n)s không thuộc mắt xích nào.") % {"n": number}, "", 0, table, event)
    for table, event, at in unchained(cursor):
        yield Broken(_("Sự kiện không có trong chuỗi."), "", 0, table, event, at)


def _of_book(rows: Rows, book: str, found: Verified) -> Iterator[Broken]:
    latest, number = b"", 0
    while links := list(ChainLink.objects.filter(book=book, number__gt=number)[:LINKS_AT_ONCE]):
        for some in _portions(links):
            yield from _first(_of_links(some, latest, number), _of_parts(rows, some))
            latest, number = bytes(some[-1].hash), some[-1].number
        found.links += len(links)
        found.events += sum(link.events for link in links)
    found.heads[book] = (number, latest.hex())


def _portions(links: Sequence[ChainLink]) -> Iterator[list[ChainLink]]:
    """Give links that together have no more parts than are held at once; a larger one by itself."""
    portion: list[ChainLink] = []
    held = 0
    for link in links:
        if portion and held + len(link.parts) > PARTS_AT_ONCE:
            yield portion
            portion, held = [], 0
        portion.append(link)
        held += len(link.parts)
    yield portion


def _first(*ways: Iterator[Broken]) -> Iterator[Broken]:
    """Give the earliest of the first breaks that each way of looking found."""
    found = [broken for way in ways if (broken := next(way, None))]
    yield from sorted(found, key=lambda broken: broken.link)[:1]


def _of_links(links: Sequence[ChainLink], latest: bytes, number: int) -> Iterator[Broken]:
    """Look at the chain itself: numbers, the hash of the one before, the hash over all parts."""
    wanted = [part for link in links for part in link.parts]
    hashes = dict(ChainPart.objects.filter(pk__in=wanted).values_list("pk", "hash"))
    for link in links:
        if link.number != number + 1:
            text = _("Mắt xích số %(n)s không còn.") % {"n": number + 1}
            yield Broken(text, link.book, number + 1, at=link.at)
        missing = [part for part in link.parts if part not in hashes]
        if missing:
            text = _("Đoạn số %(n)s của mắt xích không còn.") % {"n": missing[0]}
            yield Broken(text, link.book, link.number, at=link.at)
        elif bytes(link.previous) != latest or _hash_of_link(link, hashes) != bytes(link.hash):
            yield Broken(_("Mắt xích đã bị sửa."), link.book, link.number, at=link.at)
        latest, number = bytes(link.hash), link.number


def _hash_of_link(link: ChainLink, hashes: dict[int, Any]) -> bytes:
    at = link.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    said = f"{link.book}|{link.number}|{at}|{_listed(link.parts)}|{link.events}"
    content = bytes(link.previous) + said.encode() + b"".join(bytes(hashes[part]) for part in link.parts)
    return hashlib.sha256(content).digest()


def _of_parts(rows: Rows, links: Sequence[ChainLink]) -> Iterator[Broken]:
    """Look at what the links stand for: the parts, the events' rows, accounts and pages."""
    linked = [(part, link) for link in links for part in link.parts]
    for first in range(0, len(linked), PARTS_AT_ONCE):
        some = dict(linked[first : first + PARTS_AT_ONCE])
        parts = ChainPart.objects.filter(pk__in=some).order_by("pk")
        broken = ((some[part.pk], part, what) for part, what in _judged(rows, list(parts)))
        for link, part, (text, event, at) in sorted(broken, key=lambda each: each[0].number):
            yield Broken(text, link.book, link.number, part.table, event, at or link.at)


def _judged(rows: Rows, parts: Sequence[ChainPart]) -> Iterator[tuple[ChainPart, Any]]:
    untouched = [part for part in parts if _hash_of_part(part) == bytes(part.hash)]
    for part in parts:
        if part not in untouched:
            yield part, (_("Đoạn của mắt xích đã bị sửa."), part.events[0] if part.events else None, None)
    yield from rows.different(untouched)


def _hash_of_part(part: ChainPart) -> bytes:
    said = f"{part.book}|{part.table}|{part.columns}|{_listed(part.events)}|{_listed(part.contexts)}"
    content = said.encode() + bytes(part.digests) + bytes(part.context_digests)
    return hashlib.sha256(content).digest()


def _listed(values: Iterable[object]) -> str:
    """Write an array as PostgreSQL does."""
    return "{" + ",".join(map(str, values)) + "}"


def _of_heads(heads: Iterable[Head]) -> Iterator[Broken]:
    for head in heads:
        link = ChainLink.objects.filter(book=head.book, number=head.number).first()
        if link is None or bytes(link.hash).hex() != head.hash:
            text = _("Mắt xích này không còn như đã ghi ở %(where)s.") % {"where": head.where}
            yield Broken(text, head.book, head.number, at=link.at if link else None)
