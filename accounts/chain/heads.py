"""The chain's heads: the newest link of each book at the end of each day, with the day's events."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Sum

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
    found = ChainLink.objects.filter(at__gte=_midnight(day), at__lt=_midnight(day + timedelta(days=1)))
    totals = found.values("book").order_by("book").annotate(last=Max("number"), events_of_day=Sum("events"))
    return [
        DayHead(day, each["book"], each["last"], _hash(each["book"], each["last"]), each["events_of_day"])
        for each in totals
    ]


def heads_of_days(count: int) -> list[DayHead]:
    """Give the heads of the last `count` days on which something was chained, the newest first."""
    since = _midnight(today() - timedelta(days=count))
    days = ChainLink.objects.filter(at__gte=since).datetimes("at", "day", order="DESC", tzinfo=HANOI)
    return [head for moment in days for head in heads_of_day(moment.astimezone(HANOI).date())]


def latest_head(book: str) -> ChainLink | None:
    """Give the newest link of a book."""
    return ChainLink.objects.filter(book=book).order_by("-number").first()


def _hash(book: str, number: int) -> str:
    return bytes(ChainLink.objects.get(book=book, number=number).hash).hex()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, HANOI)
