"""The columns of the grid and of the file, which are the same, and how a cell is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from communes.formats import format_number
from communes.vietnamese import spelling_key
from deployment.importing.reading import Cell
from reports.choices import PartyCell, Premises
from reports.models import SupportCondition
from reports.models.support import COUNTS, EQUIPMENT, FUNDS, MOST_MONEY, STAFF, TRAINING

MOST_COUNT = 100_000
GROUPED = re.compile(r"-?\d{1,3}(?:[.\s\u00a0]\d{3})+|-?\d+")
CHOICES = {"premises": Premises, "party_cell": PartyCell}
LABELS = {field.name: field.verbose_name for field in SupportCondition._meta.fields}
ORDER = ("premises", *EQUIPMENT, *FUNDS, *TRAINING, *STAFF, "party_cell")
CODE, NAME = "commune_code", "commune_name"
Value = int | str | None


class BadCell(ValueError):
    """A cell that cannot be read; the text says why."""


@dataclass(frozen=True)
class Column:
    """One column: the field's name, and its header in files (which is not translated)."""

    name: str
    header: str
    read: Callable[[str], Value]

    @property
    def label(self) -> str:
        """The header as a page shows it, in the reader's language."""
        return str(LABELS[self.name])

    @property
    def is_choice(self) -> bool:
        return self.name in CHOICES

    @property
    def is_money(self) -> bool:
        return self.name in FUNDS

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The values and words of a column of choices."""
        return list(CHOICES[self.name].choices) if self.is_choice else []


def _read_count(text: str) -> int:
    return _whole(text, MOST_COUNT, _("Số lượng không được âm."))


def _read_money(text: str) -> int:
    return _whole(text.removesuffix("đ").strip(), MOST_MONEY, _("Số tiền không được âm."))


def _whole(text: str, most: int, below_zero: str) -> int:
    if not GROUPED.fullmatch(text):
        raise BadCell(_("Hãy ghi số nguyên, ví dụ 1.500.000."))
    number = int(re.sub(r"[.\s\u00a0]", "", text))
    if number < 0:
        raise BadCell(below_zero)
    if number > most:
        raise BadCell(_("Số quá lớn: nhiều nhất %(most)s.") % {"most": format_number(most)})
    return number


def _choice_reader(name: str) -> Callable[[str], str]:
    choices = CHOICES[name]
    with override("vi"):
        known = {
            spelling_key(str(word)): value for value, label in choices.choices for word in (value, label)
        }

    def read(text: str) -> str:
        value = known.get(spelling_key(text))
        if value is None:
            raise BadCell(_("Chỉ nhận: %(known)s.") % {"known": "; ".join(map(str, choices.labels))})
        return value

    return read


def _column(name: str) -> Column:
    with override("vi"):
        header = str(LABELS[name])
    if name in CHOICES:
        return Column(name, header, _choice_reader(name))
    return Column(name, header, _read_count if name in COUNTS else _read_money)


COLUMNS = tuple(_column(name) for name in ORDER)
BY_NAME = {column.name: column for column in COLUMNS}
KEYS = {spelling_key(word): column.name for column in COLUMNS for word in (column.name, column.header)} | {
    spelling_key(word): key for key, header in ((CODE, "Mã xã"), (NAME, "Tên xã")) for word in (key, header)
}


def read_cell(column: Column, cell: Cell) -> Value:
    """Give the value of a cell as typed; an empty one is not known. Raises BadCell."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    if not text:
        return "" if column.is_choice else None
    return column.read(text)


def shown(record: SupportCondition | None, column: Column) -> str:
    """Give a stored value as it is typed."""
    value = getattr(record, column.name) if record else None
    if value in (None, ""):
        return ""
    return str(value) if column.is_choice else format_number(int(value))


def values_of(record: SupportCondition | None) -> Mapping[str, Any]:
    """Give the stored values by column."""
    return {column.name: getattr(record, column.name, "" if column.is_choice else None) for column in COLUMNS}
