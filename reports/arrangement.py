"""How a table of provinces is arranged: grouped by region or ranked as one, sorted by a column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from reports.columns import Column
from reports.summary import Figures, ProvinceRow

NAME, RATE = "name", "rate"


@dataclass(frozen=True)
class Heading:
    """A column's head: what it says, where pressing it leads, and how it is sorted now."""

    label: str
    url: str
    sort: str
    is_number: bool
    name: str


@dataclass(frozen=True)
class Arrangement:
    """sort: a column's name; grouped: by region."""

    sort: str = RATE
    descending: bool = False
    grouped: bool = True

    @classmethod
    def of(cls, query: Mapping[str, str], columns: tuple[Column, ...]) -> Self:
        """Read `?sort=-officers&group=none`; what is unknown is left at the default."""
        wanted = query.get("sort", RATE)
        name = wanted.removeprefix("-")
        known = {NAME, RATE, *(column.name for column in columns)}
        grouped = query.get("group") != "none"
        return cls(name, wanted.startswith("-"), grouped) if name in known else cls(grouped=grouped)

    def sorted(self, rows: tuple[ProvinceRow, ...]) -> list[ProvinceRow]:
        """Sort rows; equal ones stand in the order of their names."""
        by_name = sorted(rows, key=lambda row: row.province.sort_key)
        return sorted(by_name, key=lambda row: self._key(row), reverse=self.descending)

    def headings(self, columns: tuple[Column, ...]) -> list[Heading]:
        """Give the heads; pressing the sorted one turns its order round."""
        named = [(NAME, _("Địa phương")), (RATE, _("Tỷ lệ đạt"))]
        named += [(column.name, str(column.label)) for column in columns]
        return [
            Heading(label, self._url_sorting(name), self._aria(name), name != NAME, name)
            for name, label in named
        ]

    @property
    def other_grouping_url(self) -> str:
        """Give the query that ranks all provinces as one, or groups them again."""
        return self._query(self.sort, self.descending, not self.grouped)

    def _key(self, row: ProvinceRow) -> Any:
        if self.sort == NAME:
            return row.province.sort_key
        return rate_or_count(row.figures, self.sort)

    def _url_sorting(self, name: str) -> str:
        return self._query(name, name == self.sort and not self.descending, self.grouped)

    def _aria(self, name: str) -> str:
        if name != self.sort:
            return ""
        return "descending" if self.descending else "ascending"

    def _query(self, name: str, descending: bool, grouped: bool) -> str:
        query = {"sort": f"-{name}" if descending else name}
        return urlencode(query if grouped else {**query, "group": "none"})


def rate_or_count(figures: Figures, name: str) -> float:
    """Give what a column sorts by."""
    if name != RATE:
        return float(getattr(figures, name))
    return figures.communes_compliant / figures.communes if figures.communes else -1.0
