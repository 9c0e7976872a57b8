"""From cells to rows of training: what each cell says, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from deployment.choices import Course
from deployment.importing.cells import Cells
from deployment.importing.columns import TRAINING_COLUMNS, TrainingKey
from deployment.importing.headers import (
    columns_header,
    data_after,
    find_columns,
    first_rows,
    is_blank,
    refuse_old_letters,
)
from deployment.importing.notes import notes_of
from deployment.importing.reading import Cell, Sheet
from deployment.importing.values import (
    Bad,
    CellError,
    Reader,
    read_required_day,
    read_service_number,
    shown,
    text_of,
    word_of,
)
from deployment.models import LONGEST_CERTIFICATE, LONGEST_REMARK


class TrainingRow(NamedTuple):
    """What a row says; a cell that could not be read, and each of an absent column, is None."""

    number: int
    service_number: str
    full_name: str | None
    course: str
    completed_on: date
    certificate_number: str | None
    remark: str | None


@dataclass
class TrainingTable(Cells[TrainingKey]):
    """The rows of a file. rows: those whose cells could all be read; count: all that are not blank."""

    rows: list[TrainingRow] = field(default_factory=list)
    count: int = 0


def read_trainings(sheet: Sheet) -> TrainingTable:
    """Read headers and rows. Raises FileRefused where there is no header, or text from before Unicode."""
    header = columns_header(sheet, TRAINING_COLUMNS)
    refuse_old_letters(cell for cells in first_rows(sheet, header) for cell in cells)
    columns, problems, readable = find_columns(sheet, header, TRAINING_COLUMNS)
    table = TrainingTable(sheet, columns, problems, notes=notes_of(sheet, header))
    if readable:
        _read_rows(table, data_after(sheet, header))
    return table


def _read_rows(table: TrainingTable, after: int) -> None:
    readers = _readers()
    for number, cells in enumerate(table.sheet.rows[after:], after + 1):
        if is_blank(cells):
            continue
        table.count += 1
        values = [_read(table, readers[key], number, cells, key) for key in TrainingKey]
        if not any(isinstance(value, Bad) for value in values):
            table.rows.append(TrainingRow(number, *values))


def _read(table: TrainingTable, reader: Reader, number: int, cells: list[Cell], key: TrainingKey) -> Any:
    """Give the value of a cell, Bad where it cannot be read (and the error is noted)."""
    if key not in table.columns:
        return None
    cell = cells[table.columns[key]]
    value = reader[shown(cell) if isinstance(cell, bool) else cell]  # True would be taken for an equal number
    if isinstance(value, Bad):
        table.error(number, key, value.message)
    return value


def _readers() -> dict[TrainingKey, Reader]:
    """Give a fresh reader for each column; what they remember is for one file."""
    parses: dict[TrainingKey, Callable[[Cell], Any]] = {
        TrainingKey.SERVICE_NUMBER: read_service_number,
        TrainingKey.FULL_NAME: text_of,
        TrainingKey.COURSE: word_of(Course, _("nội dung bồi dưỡng"), required=True),
        TrainingKey.COMPLETED_ON: read_required_day,
        TrainingKey.CERTIFICATE_NUMBER: _text_up_to(LONGEST_CERTIFICATE),
        TrainingKey.REMARK: _text_up_to(LONGEST_REMARK),
    }
    return {key: Reader(parse) for key, parse in parses.items()}


def _text_up_to(most: int) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = text_of(cell)
        if len(text) > most:
            raise CellError(_("Ô này dài quá %(most)s ký tự.\nHãy viết ngắn lại.") % {"most": most})
        if "\0" in text:
            raise CellError(_("Ô này có ký tự không ghi được.\nGõ lại ô này."))
        return text

    return read
