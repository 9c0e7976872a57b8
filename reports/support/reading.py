"""Support conditions from a file, read by the import's own reading of cells: all rows or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import Commune
from communes.vietnamese import fold, spelling_key
from deployment.importing.headers import data_after, header_row
from deployment.importing.notes import notes_of
from deployment.importing.reading import Cell, read_sheet
from deployment.importing.result import Problem
from reports.support.columns import BY_NAME, CODE, KEYS, NAME, BadCell, Value, read_cell


@dataclass(frozen=True)
class Read:
    """The rows of a file by commune, and what is wrong with it; with errors nothing is to be written.

    notes: what of the file was read and what was not, in sentences.
    """

    rows: Mapping[int, Mapping[str, Value]]
    errors: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def read_conditions(content: bytes, name: str, communes: Mapping[str, Commune]) -> Read:
    """Read a file; communes: those that may be written, by code. Raises FileRefused."""
    sheet = read_sheet(content, name, KEYS)
    rows, head = sheet.rows, header_row(sheet, KEYS, [_("Mã xã")]) - 1
    columns, errors = _columns(rows[head], head + 1)
    if CODE not in columns.values():
        errors.append(Problem(head + 1, CODE, "", _("Thiếu cột bắt buộc “Mã xã”.")))
    found: dict[int, Mapping[str, Value]] = {}
    if not errors:
        after = data_after(sheet, head + 1)
        for number, cells in enumerate(rows[after:], after + 1):
            if any(_text(cell) for cell in cells):
                _read_row(number, cells, columns, communes, found, errors)
    return Read(found, tuple(errors), notes_of(sheet, head + 1))


def _columns(cells: list[Cell], number: int) -> tuple[dict[int, str], list[Problem]]:
    columns: dict[int, str] = {}
    errors = []
    for place, cell in enumerate(cells):
        title = _text(cell)
        key = KEYS.get(spelling_key(title)) if title else None
        if title and key is None:
            words = _("Không có cột “%(name)s” trong mẫu; hãy bỏ hoặc đổi tên cột.") % {"name": title}
            errors.append(Problem(number, title, title, words))
        elif key in columns.values():
            words = _("Cột “%(name)s” có hai lần; hãy bỏ một cột.") % {"name": title}
            errors.append(Problem(number, str(key), title, words))
        elif key:
            columns[place] = key
    return columns, errors


def _read_row(
    number: int, cells: list[Cell], columns: Mapping[int, str], communes: Mapping[str, Commune],
    found: dict[int, Mapping[str, Value]], errors: list[Problem],
) -> None:  # fmt: skip
    typed = {key: cells[place] for place, key in columns.items()}
    commune, words = _commune(typed, communes)
    if commune is None or commune.pk in found:
        words = words or _("Xã này đã có ở dòng trên.")
        errors.append(Problem(number, CODE, _text(typed[CODE]), words))
        return
    values: dict[str, Value] = {}
    for key, cell in typed.items():
        if key in BY_NAME:
            try:
                values[key] = read_cell(BY_NAME[key], cell)
            except BadCell as bad:
                errors.append(Problem(number, key, _text(cell), str(bad)))
    found[commune.pk] = values


def _commune(typed: Mapping[str, Cell], communes: Mapping[str, Commune]) -> tuple[Commune | None, str]:
    code = _text(typed[CODE])
    commune = communes.get(code.zfill(5) if code.isdecimal() else code)
    if commune is None:
        return None, _("Không có xã, thị trấn mang mã này trong báo cáo.")
    name = _text(typed.get(NAME, ""))
    if name and fold(name) not in (fold(commune.name), fold(commune.short_name)):
        return None, _("Mã này là %(name)s, khác tên đã ghi.") % {"name": commune.name}
    return commune, ""


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()
