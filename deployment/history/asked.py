"""What of the history is asked for, and the events that answer it, the newest first, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KT
from pghistory.models import Context

from accounts.models import User
from communes.calendar import HANOI
from deployment.held import end_of
from deployment.history.choices import Source
from deployment.history.recorded import RecordedTable, tables_for
from deployment.history.telling import telling

# What hangs on a record, and by which key: asked for one record, the history is that of all of it.
HANGING = {
    "officer": {
        "assignment": "officer",
        "training": "officer",
        "transferoffer": "officer",
        "drafttransfer": "officer",
    },
    "commune": {"assignment": "commune", "staffingrule": "commune", "chiefplan": "commune"},
    "provincialreport": {
        "narrative": "report",
        "explanation": "report",
        "returnanswer": "report",
        "attachment": "report",
    },
}
COUNTED = 10_000  # beyond it a count says "more than": it would read all there ever was
METADATA = "pgh_context__metadata"
SOURCES = {
    Source.PAGE: Q(**{f"{METADATA}__has_key": "url"}),
    Source.COMMAND: Q(**{f"{METADATA}__has_key": "command"}),
    Source.WORK: Q(**{f"{METADATA}__has_key": "work"}),
    Source.IMPORT: Q(**{f"{METADATA}__has_key": "import"}),
    Source.CONSOLE: Q(pgh_context=None),
}


class Key(NamedTuple):
    """Which event: its table, its number there, and when."""

    table: str
    event: int
    at: datetime


@dataclass(frozen=True)
class Asked:
    """What is asked for; nothing is everything. `record` is of `table`, with what hangs on it.

    telling: of postings alone, what tells on a day up to it. first: no event with a lower number."""

    table: str = ""
    record: int | None = None
    kind: str = ""
    source: str = ""
    by: str = ""
    since: date | None = None
    until: date | None = None
    province: str = ""
    receipt: int | None = None
    telling: date | None = None
    first: int | None = None

    def narrowed(self, table: RecordedTable, user: User) -> QuerySet[Any]:
        """Give the events of `table` that answer and that `user` may see."""
        events = table.visible_to(user).filter(self._when())
        if self.record is not None:
            events = events.filter(self._of_record(table))
        if self.kind:
            events = events.filter(pgh_label=self.kind)
        if self.source:
            events = events.filter(SOURCES[Source(self.source)])
        if self.first is not None:
            events = events.filter(pk__gte=self.first)
        if self.telling is not None:
            events = events.filter(pk__in=RawSQL(*telling(self.telling)))  # noqa: S611
        if self.province:
            events = events.filter(self._of_province(table))
        return self._by_whom(events)

    @property
    def tables(self) -> set[str]:
        """The tables asked for; none: all."""
        hanging = HANGING.get(self.table, {}) if self.record is not None else {}
        return {self.table, *hanging} if self.table else set()

    def _of_record(self, table: RecordedTable) -> Q:
        """The events of the record; of what hung on it at any time, those before and after, too."""
        if table.name == self.table:
            return Q(pgh_obj=self.record)
        key = HANGING[self.table][table.name]
        hung = table.event._default_manager.filter(**{key: self.record})
        return Q(pgh_obj__in=hung.values("pgh_obj"))

    def _of_province(self, table: RecordedTable) -> Q:
        found = Q(pk__in=[])
        for path in table.provinces:
            found |= Q(**{f"{path}__code": self.province})
        return found

    def _when(self) -> Q:
        since = Q(pgh_created_at__gte=_midnight(self.since)) if self.since else Q()
        return since & (Q(pgh_created_at__lt=end_of(self.until)) if self.until else Q())

    def _by_whom(self, events: QuerySet[Any]) -> QuerySet[Any]:
        for key, value in (("by", self.by), ("import", self.receipt)):
            if value:
                contexts = Context.objects.annotate(told=KT(f"metadata__{key}")).filter(told=str(value))
                events = events.filter(pgh_context__in=contexts.values("pk"))
        return events


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, HANOI)


def keys(asked: Asked, user: User, *, start: int, count: int) -> list[Key]:
    """Give the events from the `start`-th newest on, at most `count`."""
    branches = [
        events.order_by("-pgh_created_at", "-pgh_id").values_list(
            Value(table.name), "pgh_id", "pgh_created_at"
        )[: start + count]
        for table, events in _branches(asked, user)
    ]
    if not branches or not count:
        return []
    first, *others = branches
    every = first.union(*others, all=True).order_by("-pgh_created_at", "-pgh_id") if others else first
    return [Key(*row) for row in every[start : start + count]]


def count(asked: Asked, user: User) -> int:
    """Count the events, up to one more than COUNTED."""
    branches = [
        events.order_by().values_list("pgh_id")[: COUNTED + 1] for _t, events in _branches(asked, user)
    ]
    if not branches:
        return 0
    first, *others = branches
    every = first.union(*others, all=True) if others else first
    return min(every.count(), COUNTED + 1)


def _branches(asked: Asked, user: User) -> Sequence[tuple[RecordedTable, QuerySet[Any]]]:
    tables = tables_for(user)
    wanted = [table for name, table in tables.items() if name in asked.tables or not asked.tables]
    return [(table, asked.narrowed(table, user)) for table in wanted]
