"""The export: the columns of the import and `id`, in one order, row by row from the database to the file.

A .csv has English keys and ISO days, for programs; an .xlsx has Vietnamese headers and date cells, for
people. Both are read back by the import, which then finds every row unchanged.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple, TextIO

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communes.vietnamese import last_day_in
from deployment.choices import Force, Post, Rank, Sex
from deployment.importing.columns import COLUMNS, ID, Column, file_words
from deployment.models import Assignment

MOST_SHEET_ROWS = 1_048_575  # what a spreadsheet holds below its header
AT_A_TIME = 2000
FIRST_SHEET_YEAR = 1900
FIELDS = (
    "officer__service_number",
    "officer__full_name",
    "officer__date_of_birth",
    "officer__sex",
    "officer__rank",
    "officer__force",
    "commune__code",
    "commune__name",
    "post",
    "starts_on",
    "ends_on",
    "decision_number",
    "decision_date",
    "id",
)
SAFE_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TAKEN_FOR_A_FORMULA = re.compile(r"'*[=+\-@]")


class Layout(NamedTuple):
    """The name of a sheet, and its columns."""

    title: str
    columns: Sequence[Column]


POSTINGS = Layout("Phân công", COLUMNS)


class ExportTooLong(ValueError):
    """More rows than a spreadsheet holds; the text is a Vietnamese sentence."""


def exported_rows(assignments: QuerySet[Assignment]) -> Iterator[list[Any]]:
    """Yield a row for each assignment: the columns of the import, then the id; days are dates or None.

    Ordered by commune, first day and service number; read through a server-side cursor.
    """
    ordered = assignments.order_by("commune__code", "starts_on", "officer__service_number", "id")
    words = file_words(Sex) | file_words(Force) | file_words(Post) | file_words(Rank) | {None: "", "": ""}
    for values in ordered.values_list(*FIELDS).iterator(chunk_size=AT_A_TIME):
        row = list(values)
        row[3], row[4], row[5], row[8] = (words[row[place]] for place in (3, 4, 5, 8))
        row[10] = last_day_in(row[10])
        yield row


def write_csv(rows: Iterable[list[Any]], file: TextIO, columns: Sequence[Column] = COLUMNS) -> None:
    """Write rows as CSV (UTF-8 is the opener's business, and newline="")."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*(column.key.value for column in columns), ID])
    for row in rows:
        writer.writerow([shielded(value) for value in row])


def shielded(value: Any) -> Any:
    """Set an apostrophe before text that a spreadsheet would take for a formula; the import takes it off."""
    if isinstance(value, str) and TAKEN_FOR_A_FORMULA.match(value):
        return f"'{value}"
    return value


def write_xlsx(rows: Iterable[list[Any]], path: Path | IO[bytes], layout: Layout | None = None) -> None:
    """Write rows as a workbook: codes as text, days as dates, nothing ever a formula or a link.

    Raises ExportTooLong where a sheet cannot hold them.
    """
    target = str(path) if isinstance(path, Path) else path
    options = {**SAFE_OPTIONS, "constant_memory": True}
    with TemporaryDirectory() as aside, xlsxwriter.Workbook(target, options | {"tmpdir": aside}) as workbook:
        write_sheet(workbook, rows, layout)


def write_sheet(workbook: Any, rows: Iterable[list[Any]], layout: Layout | None = None) -> Any:
    """Write rows as a sheet of `workbook`; give the sheet."""
    layout = layout or POSTINGS
    sheet = workbook.add_worksheet(layout.title)
    text = workbook.add_format({"num_format": "@"})
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for place, column in enumerate(layout.columns):
        sheet.set_column(place, place, column.width, day if column.is_date else text)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [*(column.header for column in layout.columns), ID], bold)
    for number, row in enumerate(rows, 1):
        if number > MOST_SHEET_ROWS:
            raise ExportTooLong(_("Quá nhiều dòng cho một bảng tính; hãy xuất .csv hoặc từng tỉnh."))
        write_row(sheet, number, row, text, day)
    return sheet


def write_row(sheet: Any, number: int, row: Sequence[Any], text: Any, day: Any) -> None:
    """Write days as days and numbers as such, all else as text, nothing where there is nothing.

    text, day: the formats of such cells. A day before the calendar of spreadsheets is text.
    """
    for place, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, date) and value.year >= FIRST_SHEET_YEAR:
            sheet.write_datetime(number, place, value, day)
        elif isinstance(value, int | Decimal):
            sheet.write_number(number, place, value)
        else:
            sheet.write_string(number, place, str(value), text)
