"""The columns of figures, each with the address of the communes behind its numbers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.addresses import address
from communes.formats import format_number, format_rate
from deployment.rule import RuleInForce
from reports.summary import Figures


@dataclass(frozen=True)
class Column:
    """One figure: its name in Figures and the filter of the commune list that shows what it counts."""

    name: str
    label: str | Promise
    narrowing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cell:
    """One number as a page shows it."""

    text: str
    url: str
    is_zero: bool


COLUMNS = (
    Column("communes", gettext_lazy("Xã, thị trấn")),
    Column("communes_deployed", gettext_lazy("Đã bố trí"), (("deployed", "yes"),)),
    Column("communes_organised", gettext_lazy("Có quyết định tổ chức"), (("organised", "yes"),)),
    Column("communes_at_minimum", gettext_lazy("Đủ cán bộ"), (("minimum", "met"),)),
    Column("communes_with_chief", gettext_lazy("Có Trưởng CA"), (("chief", "filled"),)),
    Column("communes_compliant", gettext_lazy("Đạt cả hai"), (("status", "compliant"),)),
    Column("officers", gettext_lazy("Cán bộ chính quy"), (("deployed", "yes"),)),
    Column("shortfall", gettext_lazy("Thiếu cán bộ"), (("minimum", "short"),)),
)


def columns_for(rule: RuleInForce) -> tuple[Column, ...]:
    """Give the columns, the minimum named by its number where it is one for all: "Từ 5 cán bộ"."""
    if rule.minimum is None:
        return COLUMNS
    label = _("Từ %(minimum)s cán bộ") % {"minimum": rule.minimum}
    return tuple(
        Column(column.name, label, column.narrowing) if column.name == "communes_at_minimum" else column
        for column in COLUMNS
    )


@lru_cache(maxsize=64)
def _encoded(narrowing: tuple[tuple[str, str], ...]) -> str:
    """Give the query of a column's narrowing, which stands in every row of a table."""
    return urlencode(narrowing)


@dataclass(frozen=True)
class Drill:
    """Addresses of the communes behind a place's numbers on a day; sealed: in the report of that id."""

    day: date
    place: tuple[tuple[str, str], ...] = ()
    sealed: int | None = None

    def url(self, *narrowing: tuple[str, str]) -> str:
        """Give the address of the commune list, narrowed."""
        path, query = self._all
        return f"{path}?{'&'.join(filter(None, (query, _encoded(narrowing))))}"

    @cached_property
    def _all(self) -> tuple[str, str]:
        """The path and the query of all communes of the place, which its eight numbers share."""
        if self.sealed:
            return address("reports:sealed_communes", self.sealed), urlencode(self.place)
        return address("deployment:communes"), urlencode([("as_of", self.day.isoformat()), *self.place])

    def within(self, *place: tuple[str, str]) -> "Drill":
        """Give the addresses of a smaller place."""
        return Drill(self.day, (*self.place, *place), self.sealed)

    def province_url(self, code: str) -> str:
        """Give the address of a province's page."""
        if self.sealed:
            return address("reports:sealed_province", self.sealed, code)
        return f"{address('reports:province', code)}?as_of={self.day.isoformat()}"

    def cell(self, column: Column, figures: Figures) -> Cell:
        """Give the number of one column."""
        value = getattr(figures, column.name)
        return Cell(format_number(value), self.url(*column.narrowing), value == 0)


@dataclass(frozen=True)
class FigureRow:
    """One row of a table of figures."""

    name: str
    url: str
    rate: str
    bar: str
    cells: tuple[Cell, ...]
    anchor: str = ""


def figure_row(name: str, url: str, figures: Figures, drill: Drill, anchor: str = "") -> FigureRow:
    """Give the row of a place."""
    return FigureRow(
        name=name,
        url=url,
        rate=percent(figures.communes_compliant, figures.communes),
        bar=f"{figures.compliant_percent_tenths / 10:.1f}",
        cells=tuple(drill.cell(column, figures) for column in COLUMNS),
        anchor=anchor,
    )


def percent(part: int, whole: int) -> str:
    """Give a rate as pages show it: `72,2 %`."""
    return format_rate(part, whole)
