"""The chain's heads: the newest link of each book at the end of each day, with the day's events."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Sum
from django.db.models.functions import TruncDate

from accounts.models import ChainLink
from communes.calendar import HANOI, today


@dataclass(frozen=True)
class DayHead:
    """What stood at the end of `day` (of today: now); events: those chained on that day."""

    day: date
    book: str
    number: int
    hash: str
    events: int


def heads_of_day(day: date) -> list[DayHead]:
    """Give the head of each book that was added to on `day`."""
    return heads_between(day, day)


def heads_of_days(count: int) -> list[DayHead]:
    """Give the heads of the last `count` days, today included; of days on which something was chained."""
    return heads_between(today() - timedelta(days=count - 1), today())


def heads_between(first: date, last: date) -> list[DayHead]:
    """Give the heads of the days from `first` to `last`, the newest day first."""
    links = ChainLink.objects.filter(at__gte=_midnight(first), at__lt=_midnight(last + timedelta(days=1)))
    days = links.annotate(day=TruncDate("at", tzinfo=HANOI)).values("book", "day").order_by("-day", "book")
    totals = list(days.annotate(newest=Max("number"), events_of_day=Sum("events")))
    newest = ChainLink.objects.filter(number__in={each["newest"] for each in totals})
    hashes = {(link.book, link.number): bytes(link.hash).hex() for link in newest}
    return [
        DayHead(each["day"], each["book"], each["newest"], hashes[each["book"], each["newest"]],
                each["events_of_day"])
        for each in totals
    ]  # fmt: skip


def latest_head(book: str) -> ChainLink | None:
    """Give the newest link of a book."""
    return ChainLink.objects.filter(book=book).order_by("-number").first()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, HANOI)
