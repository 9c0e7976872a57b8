"""A filtered list as a file: the rows and columns that stand on the page, however many pages it has.

Written to a file on disk, a few rows at a time: memory stays bounded, and who takes it gets it whole or
not at all.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deployment.exporting import AT_A_TIME, MOST_SHEET_ROWS, ExportTooLong, shielded, write_row
from deployment.open_book import OpenBook
from deployment.tables import DatedTable

NARROWEST, WIDEST = 8, 42
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {"name": 26, "full_name": 26, "officer": 26, "commune": 26, "traits": 42}


@dataclass(frozen=True)
class ListFile:
    """`context`: what a reader must know of the rows, by name; `table`: the columns."""

    title: str
    context: tuple[tuple[str, str], ...]
    table: DatedTable
    rows: QuerySet[Any]
    count: int

    @property
    def headers(self) -> list[str]:
        return [header for _name, header in self.table.in_file]

    def cells(self) -> Iterator[list[Any]]:
        """Yield the cells of each row: text, whole numbers, days, or None for nothing."""
        takers = [self.table.files[name] for name, _header in self.table.in_file]
        for row in self.rows.iterator(chunk_size=AT_A_TIME):
            yield [taker(row) for taker in takers]

    def write_csv(self, file: IO[bytes]) -> None:
        """Write the headers, then the rows; days in ISO; UTF-8 that spreadsheets recognise as such."""
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(self.headers)
        for cells in self.cells():
            writer.writerow([shielded(cell) for cell in cells])
        text.detach()

    def write_xlsx(self, file: IO[bytes]) -> None:
        """Write the context, then a header that stays in sight, then the rows.

        Raises ExportTooLong, before anything is written, where a sheet cannot hold them.
        """
        self._refuse_more_than_fit()
        # What it puts aside goes with its folder, also where the disk is full in the middle of it.
        with TemporaryDirectory() as aside, xlsxwriter.Workbook(file, SAFE | {"tmpdir": aside}) as workbook:
            self._write(workbook)

    def write_ods(self, file: IO[bytes]) -> None:
        """Write what the .xlsx holds as an OpenDocument spreadsheet. Raises ExportTooLong, as there."""
        self._refuse_more_than_fit()
        with OpenBook(file) as book:
            self._write(book)

    def _refuse_more_than_fit(self) -> None:
        """Raise ExportTooLong where a sheet has no room for all rows below what stands above them."""
        if self.count + len(self.context) + 2 > MOST_SHEET_ROWS:
            raise ExportTooLong(_("Quá nhiều dòng cho một bảng tính; hãy tải .csv hoặc lọc hẹp hơn."))

    def _write(self, workbook: Any) -> None:
        above = [f"{name}: {value}" for name, value in self.context]
        write_table(workbook, self.title, above, self.headers, self.widths, self.cells())

    @property
    def widths(self) -> list[int]:
        """The widths of the columns, in characters."""
        return [
            WIDTHS.get(name, min(max(len(header) + 3, NARROWEST), WIDEST))
            for name, header in self.table.in_file
        ]


def write_table(
    workbook: Any,
    title: str,
    above: Sequence[str],
    headers: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Write a sheet: the title, the lines `above`, a header that stays in sight and filters, then the rows.

    workbook: xlsxwriter's or an OpenBook. widths: of the columns, in characters.
    """
    sheet, top = workbook.add_worksheet(title[:31]), len(above) + 2
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    for number, line in enumerate(above, 1):
        sheet.write_string(number, 0, line)
    heading = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E9EEEA", "text_wrap": True})
    sheet.write_row(top, 0, headers, heading)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    text, day = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "dd/mm/yyyy"})
    last = top
    for last, cells in enumerate(rows, top + 1):
        write_row(sheet, last, cells, text, day)
    sheet.autofilter(top, 0, last, len(headers) - 1)
