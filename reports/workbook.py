"""The annexes as a workbook: one table a sheet, totals as live formulas beside their cached values."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from textwrap import wrap
from typing import Any, TypeAlias

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from communes.formats import format_day
from communes.models import CommuneKind
from deployment.choices import Status
from deployment.open_book import OpenBook
from deployment.open_book_styles import PERCENT
from reports.commune_status import CommuneState
from reports.source import Source
from reports.summary import Figures
from reports.workbook_columns import COMMUNE_COLUMNS, COUNTS, Column, count_columns, texts_after_numbers
from reports.workbook_matters import PlainSheet, matter_sheets
from reports.workbook_notes import notes

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
PROVINCES, REGIONS = gettext_lazy("Phụ lục I"), gettext_lazy("Theo vùng")
NOTE_WIDTHS = (26, 96)
LINE_HEIGHT, LETTERS_A_WIDTH = 15, 0.9  # points; letters on one unit of a column's width, words kept whole
LEADING = 3  # text columns before the counts
HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#e8edf3"}
APART = {"align": "left", "indent": 1}  # text that stands after a number: the two must not touch
Cell: TypeAlias = str | int
KINDS = {kind.value: kind.label for kind in CommuneKind}
STATUSES = {status.value: status.label for status in Status}


def height_of(text: str, width: float) -> float:
    """Give how many points high a row must be for `text`, wrapped between words, in a column so wide."""
    lines = len(wrap(text, max(1, int(width * LETTERS_A_WIDTH)))) or 1
    return LINE_HEIGHT * lines + 2


def workbook_of(source: Source) -> bytes:
    """Give the annexes of `source` as .xlsx; the same data give the same bytes."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        _write(book, source)
    return content.getvalue()


def open_workbook_of(source: Source) -> bytes:
    """Give the same sheets as .ods; the same data give the same bytes."""
    content = BytesIO()
    with OpenBook(content) as book:
        _write(book, source)
    return content.getvalue()


def _write(book: Any, source: Source) -> None:
    made_at = datetime.combine(source.as_of, time(17))
    title = _("Phụ lục số liệu tính đến ngày %(day)s") % {"day": format_day(source.as_of)}
    book.set_properties({"title": title, "author": _("Bộ Công an"), "created": made_at})
    _Sheets(book, source).write()


class _Sheets:
    """The sheets of one workbook, in order."""

    def __init__(self, book: Any, source: Source) -> None:
        self.book, self.source = book, source
        self.head = book.add_format(HEAD)
        self.head_right = book.add_format(HEAD | {"align": "right"})
        self.head_apart = book.add_format(HEAD | APART)
        self.apart = book.add_format(APART)
        self.total = book.add_format({"bold": True, "top": 1, "num_format": "#,##0"})
        self.number = book.add_format({"num_format": "#,##0"})
        self.rate = book.add_format({"num_format": PERCENT})
        self.total_rate = book.add_format({"bold": True, "top": 1, "num_format": PERCENT})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        """Write every sheet."""
        communes = self.source.communes
        self._notes()
        self._provinces()
        self._regions()
        self._communes(_("Phụ lục II"), (c for c in communes if c.shortfall > 0))
        self._communes(_("Phụ lục III"), (c for c in communes if c.officers and not c.has_chief))
        self._communes(_("Từng xã, thị trấn"), communes)
        for sheet in matter_sheets(self.source):
            self._plain(sheet)

    def _sheet(self, name: str, columns: Sequence[Column]) -> Any:
        sheet = self.book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.set_row(0, max(32, *(height_of(str(column.header), column.width) for column in columns)))
        for place, column in enumerate(columns):
            sheet.write_string(0, place, str(column.header), self._head(columns, place))
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        words = {"day": format_day(self.source.as_of), "sheet": name}
        sheet.set_footer(_("&LSố liệu tính đến ngày %(day)s&C%(sheet)s&RTrang &P/&N") % words)
        return sheet

    def _head(self, columns: Sequence[Column], place: int) -> Any:
        """Give the shape of a header: as its cells stand."""
        if columns[place].is_right:
            return self.head_right
        return self.head_apart if place in texts_after_numbers(columns) else self.head

    def _notes(self) -> None:
        sheet = self.book.add_worksheet(pgettext("sheet", "Ghi chú"))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, 0, NOTE_WIDTHS[0])
        sheet.set_column(1, 1, NOTE_WIDTHS[1])
        sheet.write_string(0, 0, _("Mục"), self.head)
        sheet.write_string(0, 1, _("Nội dung"), self.head)
        sheet.freeze_panes(1, 0)
        for line, (name, text) in enumerate(notes(self.source), 1):
            sheet.set_row(line, max(map(height_of, (name, text), NOTE_WIDTHS)))
            sheet.write_string(line, 0, name, self.wrapped)
            sheet.write_string(line, 1, text, self.wrapped)

    def _provinces(self) -> None:
        rows = self.source.summary.provinces
        leading = (Column(_("Vùng"), 36), Column(_("Mã tỉnh"), 8), Column(_("Tỉnh, thành phố"), 28))
        sheet = self._sheet(str(PROVINCES), (*leading, *count_columns()))
        for line, row in enumerate(rows, 1):
            place = row.province
            self._texts(sheet, line, (place.region.name, place.code, place.name))
            self._counts(sheet, line, row.figures)
        last = len(rows)
        sums = {
            column: f"=SUM({xl_rowcol_to_cell(1, column)}:{xl_rowcol_to_cell(last, column)})"
            for column in range(LEADING, LEADING + len(COUNTS))
        }
        self._total(sheet, last + 1, (_("Cả nước"), "", ""), sums)
        sheet.autofilter(0, 0, last, LEADING + len(COUNTS))

    def _regions(self) -> None:
        regions = self.source.summary.regions
        leading = (
            Column(_("Mã vùng"), 8),
            Column(_("Vùng"), 34),
            Column(_("Số địa phương"), 10, is_number=True),
        )
        sheet = self._sheet(str(REGIONS), (*leading, *count_columns()))
        last = len(self.source.summary.provinces) + 1
        for line, region in enumerate(regions, 1):
            self._texts(sheet, line, (region.region.code, region.region.name))
            names = f"'{PROVINCES}'!$A$2:$A${last}"
            counted = f"=COUNTIF({names},$B{line + 1})"
            sheet.write_formula(line, 2, counted, self.number, len(region.provinces))
            for place, (name, _label) in enumerate(COUNTS, LEADING):
                letter = xl_col_to_name(place)
                formula = f"=SUMIF({names},$B{line + 1},'{PROVINCES}'!{letter}$2:{letter}${last})"
                sheet.write_formula(line, place, formula, self.number, getattr(region.figures, name))
            self._rate(sheet, line, region.figures, self.rate)
        self._regions_total(sheet, len(regions))

    def _regions_total(self, sheet: Any, last: int) -> None:
        sums = {
            column: f"=SUM({xl_rowcol_to_cell(1, column)}:{xl_rowcol_to_cell(last, column)})"
            for column in range(LEADING - 1, LEADING + len(COUNTS))
        }
        self._total(sheet, last + 1, ("", _("Cả nước"), ""), sums)
        provinces = len(self.source.summary.provinces)
        sheet.write_formula(last + 1, 2, sums[2], self.total, provinces)

    def _communes(self, name: str, communes: Iterable[CommuneState]) -> None:
        sheet = self._sheet(name, COMMUNE_COLUMNS)
        text, number = sheet.write_string, sheet.write_number
        sums, line = [0, 0, 0], 0
        for line, c in enumerate(communes, 1):
            sums[0] += c.minimum
            sums[1] += c.officers
            sums[2] += c.shortfall
            text(line, 0, c.code)
            text(line, 1, c.name)
            text(line, 2, str(KINDS[c.kind]))
            text(line, 3, c.district.name if c.district else "")
            text(line, 4, c.province.code)
            text(line, 5, c.province.short_name)
            number(line, 6, c.minimum)
            number(line, 7, c.officers)
            text(line, 8, _("Có") if c.has_chief else _("Khuyết"), self.apart)
            number(line, 9, c.shortfall)
            text(line, 10, str(STATUSES[c.status]), self.apart)
            text(line, 11, _("Có") if c.organised else _("Chưa"))
        self._commune_totals(sheet, line, sums)

    def _plain(self, plain: PlainSheet) -> None:
        columns = [
            Column(header, width, is_number=any(_is_right(row[place]) for row in plain.rows))
            for place, (header, width) in enumerate(plain.columns)
        ]
        sheet, apart = self._sheet(plain.name, columns), texts_after_numbers(columns)
        for line, row in enumerate(plain.rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, datetime.combine(value, time()), self.day)
                elif isinstance(value, str):
                    sheet.write_string(line, place, value, *([self.apart] if place in apart else ()))
                elif value is not None:
                    sheet.write_number(line, place, value)

    def _commune_totals(self, sheet: Any, last: int, sums: list[int]) -> None:
        line = last + 1
        sheet.write_string(line, 0, _("Cộng"), self.total)
        counted = f"=COUNTA(A2:A{last + 1})" if last else "=0"
        sheet.write_formula(line, 1, counted, self.total, last)
        places = [place for place, column in enumerate(COMMUNE_COLUMNS) if column.is_added]
        for place, value in zip(places, sums, strict=True):
            letter = xl_col_to_name(place)
            formula = f"=SUM({letter}2:{letter}{last + 1})" if last else "=0"
            sheet.write_formula(line, place, formula, self.total, value)
        if last:
            sheet.autofilter(0, 0, last, len(COMMUNE_COLUMNS) - 1)

    def _texts(self, sheet: Any, line: int, texts: Sequence[str]) -> None:
        for place, value in enumerate(texts):
            sheet.write_string(line, place, value)

    def _counts(self, sheet: Any, line: int, figures: Figures) -> None:
        for place, (name, _label) in enumerate(COUNTS, LEADING):
            sheet.write_number(line, place, getattr(figures, name), self.number)
        self._rate(sheet, line, figures, self.rate)

    def _rate(self, sheet: Any, line: int, figures: Figures, shape: Any) -> None:
        """Write the rate as a formula; a place without communes has none."""
        whole, part = (xl_rowcol_to_cell(line, LEADING + place) for place in (0, 5))
        value = figures.communes_compliant / figures.communes if figures.communes else ""
        sheet.write_formula(line, LEADING + len(COUNTS), f'=IF({whole}=0,"",{part}/{whole})', shape, value)

    def _total(self, sheet: Any, line: int, texts: Sequence[str], sums: dict[int, str]) -> None:
        national = self.source.summary.national
        for place, value in enumerate(texts):
            sheet.write_string(line, place, value, self.total)
        for place, (name, _label) in enumerate(COUNTS, LEADING):
            sheet.write_formula(line, place, sums[place], self.total, getattr(national, name))
        self._rate(sheet, line, national, self.total_rate)


def _is_right(value: Any) -> bool:
    return value is not None and not isinstance(value, str)
