"""The grid of support conditions: a page of communes, each cell as typed or as stored, and its errors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from communes.models import Commune
from deployment.staffing import staffing_on
from reports.models import ProvincialReport, SupportCondition
from reports.support.columns import COLUMNS, BadCell, Column, Value, read_cell, shown
from reports.support.recorded import Recorded, trained_by_records
from reports.support.writing import mark_seen

ON_A_PAGE = 25  # times 24 columns: a form may have 1,000 fields


@dataclass(frozen=True)
class Cell:
    """A cell as typed or stored; `recorded`: what the officers' records say, None where they say nothing."""

    column: Column
    name: str
    text: str
    error: str = ""
    recorded: int | None = None

    @property
    def differs(self) -> bool:
        """Something else was entered than is recorded; an empty cell says nothing."""
        digits = self.text.replace(".", "").replace(",", "").strip()
        return self.recorded is not None and digits not in ("", str(self.recorded))


@dataclass(frozen=True)
class Row:
    """A commune in the grid; `seen_name` and `seen` are the mark of what is shown."""

    commune: Commune
    cells: tuple[Cell, ...]
    seen_name: str
    seen: str


@dataclass
class Typed:
    """What a form says: the values by commune, the marks seen, and what cannot be read, by field."""

    rows: dict[int, dict[str, Value]] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def communes_of(report: ProvincialReport) -> QuerySet[Commune]:
    """Give the communes that the report speaks of, district by district."""
    in_scope = staffing_on(report.period.cut_off, Commune.objects.filter(province=report.province))
    return (
        Commune.objects.filter(pk__in=in_scope.order_by().values("pk"))
        .select_related("district")
        .order_by("district__sort_key", "sort_key", "code")
    )


def page_of(report: ProvincialReport, number: str) -> Page:
    """Give a page of the report's communes; an odd number gives the nearest page."""
    return Paginator(communes_of(report), ON_A_PAGE).get_page(number)


def stored_for(report: ProvincialReport, communes: Iterable[Commune]) -> dict[int, SupportCondition]:
    """Give the stored rows of `communes` by commune."""
    records = SupportCondition.objects.filter(report=report, commune__in=[c.pk for c in communes])
    return {record.commune_id: record for record in records}


def rows_of(
    report: ProvincialReport, communes: Iterable[Commune], sent: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[Row]:  # fmt: skip
    """Give the rows of the grid; `sent`: what was typed and could not be written."""
    communes = list(communes)
    stored = stored_for(report, communes)
    recorded = trained_by_records(report.period.cut_off, [commune.pk for commune in communes])
    return [_row(commune, stored.get(commune.pk), recorded, sent, errors or {}) for commune in communes]


def _row(
    commune: Commune, stored: SupportCondition | None, recorded: Recorded, sent: QueryDict | None,
    errors: Mapping[str, str],
) -> Row:  # fmt: skip
    seen_name = field_name(commune.pk, "seen")
    cells = []
    for column in COLUMNS:
        name = field_name(commune.pk, column.name)
        text = shown(stored, column) if sent is None else sent.get(name, "")
        beside = recorded.get((commune.pk, column.name))
        cells.append(Cell(column, name, text, errors.get(name, ""), beside))
    seen = mark_seen(stored) if sent is None else sent.get(seen_name, "")
    return Row(commune, tuple(cells), seen_name, seen)


def field_name(commune: int, column: str) -> str:
    """Name the field of a cell."""
    return f"c{commune}-{column}"


def typed(sent: QueryDict, communes: Iterable[Commune]) -> Typed:
    """Read the cells that `sent` has of `communes`."""
    read = Typed()
    for commune in communes:
        values: dict[str, Value] = {}
        for column in COLUMNS:
            name = field_name(commune.pk, column.name)
            if name in sent:
                try:
                    values[column.name] = read_cell(column, str(sent[name]))
                except BadCell as bad:
                    read.errors[name] = str(bad)
        if values:
            read.rows[commune.pk] = values
            read.seen[commune.pk] = sent.get(field_name(commune.pk, "seen"), "")
    return read
