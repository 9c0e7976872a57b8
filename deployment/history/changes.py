"""Recorded events as people read them: who, when, by what, which record, before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from django.db.models import CharField, F, Model, OuterRef, Subquery, Value
from django.db.models.functions import Cast, JSONObject
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from deployment.history.asked import Asked, Key, keys
from deployment.history.choices import Kind
from deployment.history.names import names_of
from deployment.history.recorded import RecordedTable, recorded_tables
from deployment.history.words import NOTHING, Names, keys_in, label_of, moment_words, words_of

# What a record is called in a list of changes; the first of these that it has, where it is not named here.
SUBJECTS = {
    "officer": ("full_name", "service_number"),
    "assignment": ("officer", "post", "commune"),
    "training": ("officer", "course"),
    "transferoffer": ("officer", "receiving"),
    "drafttransfer": ("officer", "to_commune"),
    "staffingrule": ("kind", "trait", "commune"),
    "rankceiling": ("post",),
    "narrative": ("report", "section"),
    "explanation": ("report", "commune"),
    "returnanswer": ("report",),
    "provincialreport": ("period", "province"),
}
USUAL = ("title", "name", "username", "label", "file_name", "commune", "ward", "text", "section", "kind")
# Where a record has a page: the field that the page's address is made of.
PAGES = {
    "officer": ("deployment:officer", "id"),
    "assignment": ("deployment:officer", "officer_id"),
    "training": ("deployment:officer", "officer_id"),
    "commune": ("deployment:commune", "code"),
    "receipt": ("deployment:receipt", "id"),
    "modelward": ("deployment:ward", "id"),
}
# What a command did, where its own name says nothing to a reader.
COMMANDS = {
    "load_demo": gettext_lazy("Nạp dữ liệu minh họa"),
    "load_units": gettext_lazy("Nạp danh mục đơn vị hành chính"),
}
Row = Mapping[str, Any]
SHOWN_ON_A_PAGE = 10


@dataclass(frozen=True)
class Difference:
    """One field: what it was and what it is; nothing of the kind is a dash."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """An event as stored: the row after it (of a removal, before it), and the row as the reader saw it
    before that, where they did."""

    table: RecordedTable
    number: int
    at: datetime
    kind: Kind
    after: Row
    before: Row | None
    context: Row


@dataclass(frozen=True)
class Change:
    """An event in words; beside: the table of the record on whose page it stands."""

    event: Event
    names: Names
    beside: str = ""

    @property
    def when(self) -> str:
        return moment_words(self.event.at)

    @property
    def kind(self) -> str:
        """What happened; a record that came from out of the reader's sight came from another province."""
        if self.event.kind == Kind.UPDATE and self.event.before is None:
            return _("Nhận từ nơi khác")
        return str(self.event.kind.label)

    @property
    def table(self) -> str:
        return self.event.table.label

    @property
    def by(self) -> str:
        """The account; nothing for what was done in the database itself."""
        return str(self.event.context.get("by") or "")

    @cached_property
    def through(self) -> str:
        """The page, command or work behind it, and the import's receipt."""
        context, told = self.event.context, []
        if "import" in context:
            told.append(_("Biên nhận nhập số %(number)s") % {"number": context["import"]})
        if "command" in context:
            told.append(_command(context["command"]))
        elif "url" in context:
            told.append(_("Trang %(page)s") % {"page": _page_of(context["url"])})
        elif "work" in context:
            told.append(_("Việc chạy nền"))
        return "; ".join(told) or _("Trực tiếp trên cơ sở dữ liệu")

    @property
    def subject(self) -> str:
        """What the record is called."""
        fields = {field.name: field for field in self.event.table.fields}
        chosen = SUBJECTS.get(self.event.table.name) or [name for name in USUAL if name in fields][:1]
        parts = [self._words(fields[name], self.event.after) for name in chosen if name != self.beside]
        return ", ".join(part for part in parts if part != NOTHING) or f"#{self.event.after['id']}"

    @property
    def about(self) -> str:
        """What hangs on the page's record: "Nguyễn Văn An, Công an viên"; nothing for that record itself."""
        return self.subject if self.event.table.name != self.beside else ""

    @property
    def url(self) -> str:
        """The record's page, or nothing."""
        page = PAGES.get(self.event.table.name)
        return reverse(page[0], args=[self.event.after[page[1]]]) if page else ""

    @property
    def own_history(self) -> str:
        """All that happened to this one record."""
        address = reverse("deployment:history")
        return f"{address}?table={self.event.table.name}&record={self.event.after['id']}"

    @property
    def is_gone(self) -> bool:
        return self.event.kind == Kind.DELETE

    @property
    def is_whole(self) -> bool:
        """The differences are all that the record says, not what changed of it."""
        return self.event.kind != Kind.UPDATE or self.event.before is None

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The fields that differ; of a record that came or went, those that say something."""
        return tuple(self._differences())

    def _differences(self) -> Iterator[Difference]:
        event = self.event
        before = None if self.is_whole else event.before
        for field in event.table.told:
            value = event.after.get(field.attname)
            words = self._words(field, event.after)
            if before is not None and before.get(field.attname) != value:
                yield Difference(label_of(field), self._words(field, before), words)
            elif before is None and words != NOTHING:
                yield Difference(
                    label_of(field), words if self.is_gone else "", "" if self.is_gone else words
                )

    def _words(self, field: Any, row: Row) -> str:
        return words_of(field, row.get(field.attname), self.names)


def _page_of(address: str) -> str:
    """Give a page by its title, where it has one that is always the same; else by its address."""
    try:
        view = resolve(address).func
    except Resolver404:
        return address
    title = getattr(getattr(view, "view_class", None), "title", "")
    return f"“{title}”" if title else address


@dataclass(frozen=True)
class RecordHistory:
    """The newest changes of one record and of what hangs on it, and where the rest is."""

    changes: Sequence[Change]
    url: str

    @classmethod
    def of(cls, record: Model, user: User, until: date | None = None) -> Self:
        """Read those of `record` that `user` may see, up to the end of `until`."""
        table = str(record._meta.model_name)
        asked = Asked(table=table, record=record.pk, until=until)
        url = f"{reverse('deployment:history')}?table={table}&record={record.pk}"
        shown = changes(asked, user, count=SHOWN_ON_A_PAGE)
        return cls([replace(change, beside=table) for change in shown], url)


def changes(asked: Asked, user: User, *, start: int = 0, count: int) -> list[Change]:
    """Give what was asked for as `user` may see it, from the `start`-th newest on, at most `count`."""
    return told(keys(asked, user, start=start, count=count), user)


def told(found: Sequence[Key], user: User) -> list[Change]:
    """Put events in words, in their order."""
    stored = {(event.table.name, event.number): event for event in _events(found, user)}
    events = [stored[key.table, key.event] for key in found]
    names = names_of(_pointed_to(events))
    return [Change(event, names) for event in events]


def _pointed_to(events: Iterable[Event]) -> Iterator[tuple[Any, Any]]:
    for event in events:
        for row in (event.after, event.before):
            if row is not None:
                yield from keys_in(event.table.fields, row)


def _events(found: Iterable[Key], user: User) -> Iterator[Event]:
    numbers: dict[str, list[int]] = {}
    for key in found:
        numbers.setdefault(key.table, []).append(key.event)
    branches = [_rows(recorded_tables()[name], chosen, user) for name, chosen in numbers.items()]
    if not branches:
        return
    first, *others = branches
    every = first.union(*others, all=True) if others else first
    for name, number, at, label, after, before, context in every:
        yield Event(recorded_tables()[name], number, at, Kind(label), after, before, context or {})


def _rows(table: RecordedTable, numbers: list[int], user: User) -> Any:
    row = JSONObject(**{field.attname: F(field.attname) for field in table.fields})
    earlier = table.visible_to(user).filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    return (
        table.visible_to(user)
        .filter(pgh_id__in=numbers)
        .annotate(
            told_table=Value(table.name, CharField()),
            told_label=Cast("pgh_label", CharField()),
            after=row,
            before=Subquery(earlier.order_by("-pgh_id").values_list(row)[:1]),
        )
        .order_by()
        .values_list(
            "told_table", "pgh_id", "pgh_created_at", "told_label", "after", "before", "pgh_context__metadata"
        )
    )


def _command(name: str) -> str:
    if name in COMMANDS:
        return str(COMMANDS[name])
    return _("Lệnh %(name)s") % {"name": name}
