"""What the tables of the lists share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Case, F, QuerySet, Value, When
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.models import User
from communes.addresses import address
from deployment.choices import Force, Post

NUMBER = {"th": {"class": "n"}, "td": {"class": "n"}, "tf": {"class": "n"}}
Cell = Callable[[Any], str | int | date | None]
PLACE = {"th": {"class": "place"}}
NOTHING = "–"
BY_NAME = ("sort_key", "service_number")
BY_POST = (Post.CHIEF, Post.DEPUTY, Post.MEMBER)


def link(name: str, text: str, day: date, *arguments: Any) -> SafeString:
    """Give a link to the page `name`, as of `day`."""
    url = address(f"deployment:{name}", *arguments)
    return format_html('<a class="name" href="{}?as_of={}">{}</a>', url, day.isoformat(), text)


def in_order(field: str, values: tuple[str, ...]) -> Case:
    """Give the place of `field` in `values`, for ordering; NULL for anything else."""
    return Case(*(When(**{field: value}, then=Value(place)) for place, value in enumerate(values)))


def sorted_by(rows: QuerySet[Any], key: Any, is_descending: bool, *then: str) -> tuple[QuerySet[Any], bool]:
    """Order by `key` (a path or an expression), what has none last either way, then by `then`.

    The True beside it tells django-tables2 that the order is set.
    """
    key = F(key) if isinstance(key, str) else key
    first = key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True)
    return rows.order_by(first, *then), True


class DatedTable(tables.Table):
    """A table on `day`; those who see the nation are also told the province.

    chosen: the columns besides the first, which is always there; none: those of `usual`.
    files: by column, what stands in it in a file: text, a whole number, a day or None.
    identity: columns that every file has, for who takes it further.
    """

    empty_text_lead = gettext_lazy("Không có dòng nào phù hợp với bộ lọc.")
    usual: ClassVar[tuple[str, ...]] = ()
    identity: ClassVar[tuple[str, ...]] = ()
    files: ClassVar[Mapping[str, Cell]] = {}

    def __init__(
        self, *args: Any, day: date, user: User, totals: Any, chosen: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.day, self.user, self.totals = day, user, totals
        first, *others = self.offered(user)
        self.shown = (first, *(name for name in others if name in (chosen or self.usual)))
        hidden = [name for name in self.base_columns if name not in self.shown]
        super().__init__(*args, exclude=hidden, default=NOTHING, empty_text=self.empty_text_lead, **kwargs)

    @classmethod
    def offered(cls, user: User) -> list[str]:
        """Give the columns that `user` may choose from, in their order."""
        return [name for name in cls.base_columns if name != "province" or user.sees_nation]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Give name, header and whether it is shown of every column that may be chosen."""
        names = self.offered(self.user)[1:]
        return [(name, str(self.base_columns[name].header), name in self.shown) for name in names]

    @property
    def in_file(self) -> list[tuple[str, str]]:
        """Give name and header of the columns of a file: those shown, and who or what a row is of."""
        names = [name for name in self.offered(self.user) if name in self.shown or name in self.identity]
        return [(name, str(self.base_columns[name].header)) for name in names]

    @property
    def sorted_column(self) -> str:
        """The header of the column that the rows are sorted by first, in lower case."""
        column = self.columns[self.order_by[0].bare] if self.order_by else None
        return str(column.header).lower() if column else ""


def force_mark(force: str, *, quiet: bool = False) -> SafeString | str:
    """Mark semi-professional staff, who are listed and not counted; `quiet` says nothing of regular ones."""
    if force == Force.SEMI_PROFESSIONAL:
        return format_html('<span class="tag tag-none">{}</span>', Force(force).label)
    return "" if quiet else str(Force(force).label)
