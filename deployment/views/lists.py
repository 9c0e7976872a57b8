"""What the lists share: a day, and filters, order, page and its size in the address."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Value
from django.http import QueryDict
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from accounts.requests import UserRequest
from communes.formats import format_number
from deployment.choices import ListName
from deployment.context_bar import ContextBar
from deployment.days import as_of_day
from deployment.filters import DatedFilterSet
from deployment.ground import Ground, ground_on
from deployment.keeping import query_of
from deployment.models import KeptList
from deployment.tables import DatedTable
from deployment.versions import Versions, versions

PAGE_SIZES = (50, 100, 200)
ARRANGING = ("as_of", "sort", "per_page")


@dataclass(frozen=True)
class Totals:
    """What a filtered list adds up to, so that a number pressed elsewhere is found again here."""

    count: int
    of: int
    officers: int = 0
    shortfall: int = 0


class CountedPaginator(Paginator):
    """A paginator that is told how many rows there are: the totals have counted them already."""

    def __init__(self, rows: Any, per_page: int, total: int) -> None:
        super().__init__(rows, per_page)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


class DatedListView(SingleTableMixin, FilterView):
    """A list on a day; what cannot be read in the address narrows to nothing and says so, or is left out."""

    http_method_names = ["get", "head", "options"]
    list_name: ClassVar[ListName]
    filterset_class: type[DatedFilterSet]
    table_class: type[DatedTable]
    request: UserRequest

    @cached_property
    def day(self) -> date:
        return as_of_day(self.request)

    @cached_property
    def versions(self) -> Versions:
        return versions()

    @cached_property
    def ground(self) -> Ground:
        """The ground of the day; the reader's own province is taken from it, instead of asked for again."""
        ground, user = ground_on(self.day, self.versions.ground), self.request.user
        if own := ground.province_of(user.province_id):
            user.province = own
        return ground

    @cached_property
    def kept_lists(self) -> list[KeptList]:
        """The reader's own columns and filters of this list, and the filters shared with them."""
        return list(KeptList.objects.filter(list_name=self.list_name).open_to(self.request.user))

    def scope(self, words: dict[str, str]) -> str:
        """Say what the list covers, for the context bar: `count` rows, of `place` where there is one."""
        raise NotImplementedError

    @cached_property
    def scope_words(self) -> str:
        return self.scope({"count": format_number(self.totals.of), "place": self.filterset.place})

    @cached_property
    def totals(self) -> Totals:
        """Count the filtered rows and those of the whole scope."""
        count = self.object_list.count()
        return Totals(count, self.of(count))

    def shown(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Give the filtered rows with all that the table shows; what is only shown need not be counted."""
        return rows

    def of(self, count: int) -> int:
        """Count the rows of the place asked for, unless `count` already is that."""
        return self.filterset.whole.count() if self.filterset.is_narrowed_beyond_place else count

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        kwargs = super().get_filterset_kwargs(filterset_class)
        # Always bound, so that an address without filters is judged like any other.
        bound = {"data": self.request.GET, "day": self.day, "user": self.request.user}
        return kwargs | bound | {"ground": self.ground}

    def get_table(self, **kwargs: Any) -> DatedTable:
        columns = next((kept.columns for kept in self.kept_lists if not kept.name), ())
        table = self.table_class(
            data=self.shown(self.object_list),
            day=self.day,
            user=self.request.user,
            totals=self.totals,
            chosen=columns,
        )
        table.request = self.request
        table.order_by = self.request.GET.getlist("sort")
        # Not table.paginate: whatever page is asked for, an existing one is shown.
        table.paginator = CountedPaginator(table.rows, page_size(self.request.GET), self.totals.count)
        table.page = table.paginator.get_page(self.request.GET.get("page"))
        self.request.records_read = len(table.page)
        return table

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        bar = ContextBar.on(
            self.day, self.scope_words, self.ground.rule, has_units=bool(self.ground.provinces)
        )
        return context | {
            "totals": self.totals,
            "bar": bar,
            "kept": [(name, value) for name, value in self.request.GET.items() if name != "as_of"],
            "arranging": [(name, self.request.GET[name]) for name in ARRANGING if self.request.GET.get(name)],
            "page_sizes": PAGE_SIZES,
            "list_name": self.list_name,
            "kept_filters": [kept for kept in self.kept_lists if kept.name],
            "worth_keeping": query_of(self.request.GET, self.filterset.filters),
        }


def counted(**lists: QuerySet[Any]) -> dict[str, int]:
    """Count several lists by their names, in one question; Django asks nothing of one that is none()."""
    first, *others = (
        rows.order_by().values(counted=Value(name)).annotate(n=Count("pk")).values_list("counted", "n")
        for name, rows in lists.items()
    )
    return dict.fromkeys(lists, 0) | dict(first.union(*others, all=True))


def page_size(query: QueryDict) -> int:
    """Read `?per_page=`; any but the offered sizes is the smallest."""
    return next((size for size in PAGE_SIZES if str(size) == query.get("per_page")), PAGE_SIZES[0])
