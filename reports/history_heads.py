"""The heads of the history's chain, outside of it: a line for each day in the register, one in each report.

Who rewrites the chain must rewrite these too: sealed rows, and paper.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.chain.heads import heads_of_day, latest_head
from accounts.chain.tables import HISTORY
from accounts.chain.verifying import Head
from accounts.models import ChainLink
from communes.calendar import HANOI, today
from reports.models import Copy, Document, DocumentKind, NationalReport

ONE_AT_A_TIME = 5_150_003  # an advisory lock's number
LINE = re.compile(r"^(\w+) (\d+) ([0-9a-f]{64}) \d+$", re.M)


@transaction.atomic
def enter_heads(*, until: date | None = None) -> int:
    """Enter each day up to yesterday (`until`) that is not in the register yet; give how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    days = list(_days_to_enter(until or today() - timedelta(days=1)))
    return sum(_enter(day) for day in days)


def _days_to_enter(last: date) -> Iterator[date]:
    entered = Document.objects.filter(kind=DocumentKind.HISTORY).aggregate(last=Max("as_of"))["last"]
    first_link = ChainLink.objects.order_by("at").first()
    if first_link is None:
        return
    day = entered + timedelta(days=1) if entered else first_link.at.astimezone(HANOI).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _enter(day: date) -> bool:
    """Enter a day on which something was chained: book, number, hash and how many events, a line a book."""
    heads = heads_of_day(day)
    if not heads:
        return False
    lines = [f"{head.book} {head.number} {head.hash} {head.events}" for head in heads]
    content = f"Chuỗi lịch sử đến hết ngày {day.isoformat()}\n".encode() + "\n".join(lines).encode() + b"\n"
    sha256 = hashlib.sha256(content).hexdigest()
    Copy.objects.bulk_create([Copy(sha256=sha256, content=content)], ignore_conflicts=True)
    Document.objects.create(
        kind=DocumentKind.HISTORY,
        as_of=day,
        name=f"chuoi-lich-su-{day.isoformat()}.txt",
        copy_id=sha256,
        size=len(content),
        made_at=timezone.now(),
    )
    return True


def head_of_now() -> list[object]:
    """Give number and hash of the history's newest link, as a sealed report keeps them."""
    link = latest_head(HISTORY)
    return [link.number, bytes(link.hash).hex()] if link else []


@dataclass(frozen=True)
class PrintedHead:
    """A head as paper bears it. day: of the register's line; None for that of a sealed report's moment."""

    number: int
    hash: str
    day: date | None = None

    @property
    def text(self) -> str:
        """Give it as `verify_history` prints heads and `verify_history --head` takes them."""
        return f"{HISTORY} {self.number} {self.hash}"


def head_kept(report: NationalReport) -> PrintedHead | None:
    """Give the head of the moment in which `report` was sealed."""
    return PrintedHead(*report.marks["history"]) if report.marks.get("history") else None


def head_of_last_day() -> PrintedHead | None:
    """Give the newest head of the history in the register: it changes once a day, not with each event."""
    newest = ((head, day) for head, day in _registered("-as_of") if head.book == HISTORY)
    return next((PrintedHead(head.number, head.hash, day) for head, day in newest), None)


def noted_heads() -> Iterator[Head]:
    """Give every head that stands in the register or in a sealed report."""
    yield from (head for head, _day in _registered("as_of"))
    for pk, title, marks in NationalReport.objects.order_by("pk").values_list("pk", "title", "marks"):
        if marks.get("history"):
            number, sha256 = marks["history"]
            yield Head(HISTORY, number, sha256, f"{title} (#{pk})")


def _registered(order: str) -> Iterator[tuple[Head, date]]:
    """Yield each head that stands in the register with the day of its line, the lines in `order`."""
    entered = Document.objects.filter(kind=DocumentKind.HISTORY).select_related("copy").order_by(order)
    for document in entered.iterator(chunk_size=10):
        for book, number, sha256 in LINE.findall(bytes(document.copy.content).decode()):
            yield Head(book, int(number), sha256, document.name), document.as_of
