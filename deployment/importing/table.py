"""From cells to rows of values: which column is which, and what each cell says."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from deployment.importing.cells import Cells
from deployment.importing.columns import COLUMNS, Key
from deployment.importing.headers import (
    columns_header,
    data_after,
    find_columns,
    first_rows,
    is_blank,
    refuse_old_letters,
)
from deployment.importing.notes import notes_of
from deployment.importing.reading import Cell, Sheet, looks_like_tcvn3
from deployment.importing.values import Bad, Reader, readers, shown

# Without these a row has no place in an officer's course; it is then judged by its cells alone.
PLACING = (Key.SERVICE_NUMBER, Key.COMMUNE_CODE, Key.POSITION, Key.START_DATE, Key.END_DATE)


class Row(NamedTuple):
    """What a row says. `ends_on` is the first day out; a cell that could not be read is None.

    Fields after `number` are in the order of `Key`; an absent column gives None throughout.
    """

    number: int
    service_number: str
    full_name: str
    date_of_birth: date
    sex: str | None
    rank: int | None
    force: str
    commune_code: str
    commune_name: str
    post: str
    starts_on: date
    ends_on: date | None
    decision_number: str
    decision_date: date | None


@dataclass
class Table(Cells[Key]):
    """The rows of a file. rows: those that have a place in a course; unplaced: those that have none, for
    a cell of theirs could not be read; count: all that are not blank."""

    rows: list[Row] = field(default_factory=list)
    unplaced: list[Row] = field(default_factory=list)
    count: int = 0


def read_table(sheet: Sheet) -> Table:
    """Read headers and rows. Raises FileRefused where there is no header, or text from before Unicode.

    Where columns are missing or double, no row is read; an unknown column is an error beside the rows'.
    """
    header_number = columns_header(sheet, COLUMNS)
    columns, problems, readable = find_columns(sheet, header_number, COLUMNS)
    sample = first_rows(sheet, header_number)
    names = [cells[columns[Key.FULL_NAME]] for cells in sample if Key.FULL_NAME in columns]
    refuse_old_letters([*sample[0], *names])
    table = Table(sheet, columns, problems, notes=notes_of(sheet, header_number))
    if readable:
        _read_rows(table, data_after(sheet, header_number))
    return table


def _read_rows(table: Table, after: int) -> None:
    """Read the table column by column: a different cell is parsed once, and good columns cost no look."""
    body, place = table.sheet.rows[after:], table.columns[Key.SERVICE_NUMBER]
    filled = [
        (number, cells)
        for number, cells in enumerate(body, after + 1)
        if str(cells[place]).strip() or not is_blank(cells)
    ]
    numbers = [number for number, cells in filled]
    table.count = len(filled)
    typed = list(zip(*(cells for number, cells in filled), strict=True)) if filled else []
    unplaced: set[int] = set()
    read: list[list[Any]] = []
    for key, reader in readers().items():
        if not typed or not table.has(key):
            read.append([None] * len(numbers))
            continue
        values = _read_column(reader, typed[table.columns[key]])
        if reader.bad:
            bad_rows = _take_out_bad(table, key, numbers, values)
            unplaced |= bad_rows if key in PLACING else set()
        if key == Key.FULL_NAME:
            _check_letters(table, numbers, values)
        if key == Key.COMMUNE_CODE:
            _note_restored_zeros(table, reader, numbers, typed[table.columns[key]])
        read.append(values)
    rows = list(map(Row, numbers, *read))
    table.rows = [row for row in rows if row.number not in unplaced] if unplaced else rows
    table.unplaced = [row for row in rows if row.number in unplaced] if unplaced else []


def _read_column(reader: Reader, cells: tuple[Cell, ...]) -> list[Any]:
    if bool in set(map(type, cells)):  # True would be taken for an equal number
        cells = tuple(shown(cell) if isinstance(cell, bool) else cell for cell in cells)
    return list(map(reader.__getitem__, cells))


def _take_out_bad(table: Table, key: Key, numbers: list[int], values: list[Any]) -> set[int]:
    """Report the cells that could not be read and put None in their place; give their rows."""
    rows = set()
    for place, value in enumerate(values):
        if isinstance(value, Bad):
            rows.add(numbers[place])
            table.error(numbers[place], key, value.message)
            values[place] = None
    return rows


def _check_letters(table: Table, numbers: list[int], names: list[str | None]) -> None:
    if not looks_like_tcvn3("".join(filter(None, names))):
        return
    for number, name in zip(numbers, names, strict=True):
        if name and looks_like_tcvn3(name):
            message = _("Họ tên gõ bằng phông TCVN3 (ABC).\nGõ lại hoặc chuyển sang Unicode.")
            table.error(number, Key.FULL_NAME, message)


def _note_restored_zeros(table: Table, reader: Reader, numbers: list[int], cells: tuple[Cell, ...]) -> None:
    restored = {
        cell for cell, code in reader.items() if isinstance(code, str) and code != shown(cell).strip()
    }
    if not restored:
        return
    for number, cell in zip(numbers, cells, strict=True):
        if cell in restored and (code := reader[cell]):
            message = _("Mã xã “%(typed)s” được hiểu là %(code)s.") % {"typed": shown(cell), "code": code}
            table.warn(number, Key.COMMUNE_CODE, message)
