"""The annexes as a workbook: one table a sheet, totals as live formulas beside their cached values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from textwrap import wrap
from typing import Any, TypeAlias

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from communes.formats import format_day
from communes.models import CommuneKind
from deployment.choices import Status
from deployment.open_book import OpenBook
from reports.commune_status import CommuneState
from reports.source import Source
from reports.summary import Figures
from reports.workbook_matters import PlainSheet, matter_sheets
from reports.workbook_notes import notes

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
COUNTS = (
    ("communes", gettext_lazy("Số xã, thị trấn")),
    ("communes_deployed", gettext_lazy("Đã bố trí")),
    ("communes_organised", gettext_lazy("Có quyết định tổ chức")),
    ("communes_at_minimum", gettext_lazy("Đủ mức tối thiểu")),
    ("communes_with_chief", gettext_lazy("Có Trưởng Công an")),
    ("communes_compliant", gettext_lazy("Đạt cả hai yêu cầu")),
    ("officers", gettext_lazy("Cán bộ chính quy (người)")),
    ("shortfall", gettext_lazy("Còn thiếu (người)")),
)
RATE = gettext_lazy("Tỷ lệ đạt")
PROVINCES, REGIONS = gettext_lazy("Phụ lục I"), gettext_lazy("Theo vùng")
NOTE_WIDTHS = (26, 96)
LINE_HEIGHT, LETTERS_A_WIDTH = 15, 0.9  # points; letters on one unit of a column's width, words kept whole
LEADING = 3  # text columns before the counts
Cell: TypeAlias = str | int


@dataclass(frozen=True)
class Column:
    """A column of a table; the total of an added one is a SUM."""

    header: str | Promise
    width: float
    is_added: bool = False


COMMUNE_COLUMNS = (
    Column(gettext_lazy("Mã xã"), 8),
    Column(pgettext_lazy("one", "Xã, thị trấn"), 26),
    Column(gettext_lazy("Loại"), 10),
    Column(gettext_lazy("Huyện, quận"), 24),
    Column(gettext_lazy("Mã tỉnh"), 8),
    Column(gettext_lazy("Tỉnh, thành phố"), 20),
    Column(gettext_lazy("Tối thiểu"), 10, is_added=True),
    Column(gettext_lazy("Cán bộ chính quy"), 10, is_added=True),
    Column(gettext_lazy("Trưởng Công an"), 12),
    Column(gettext_lazy("Còn thiếu"), 10, is_added=True),
    Column(gettext_lazy("Tình trạng"), 24),
    Column(gettext_lazy("Quyết định tổ chức"), 12),
)
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
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#e8edf3"}
        )
        self.total = book.add_format({"bold": True, "top": 1, "num_format": "#,##0"})
        self.number = book.add_format({"num_format": "#,##0"})
        self.rate = book.add_format({"num_format": "0.0%"})
        self.total_rate = book.add_format({"bold": True, "top": 1, "num_format": "0.0%"})
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
            sheet.write_string(0, place, str(column.header), self.head)
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        words = {"day": format_day(self.source.as_of), "sheet": name}
        sheet.set_footer(_("&LSố liệu tính đến ngày %(day)s&C%(sheet)s&RTrang &P/&N") % words)
        return sheet

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
        sheet = self._sheet(str(PROVINCES), (*leading, *_count_columns()))
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
        leading = (Column(_("Mã vùng"), 8), Column(_("Vùng"), 34), Column(_("Số địa phương"), 10))
        sheet = self._sheet(str(REGIONS), (*leading, *_count_columns()))
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
            text(line, 8, _("Có") if c.has_chief else _("Khuyết"))
            number(line, 9, c.shortfall)
            text(line, 10, str(STATUSES[c.status]))
            text(line, 11, _("Có") if c.organised else _("Chưa"))
        self._commune_totals(sheet, line, sums)

    def _plain(self, plain: PlainSheet) -> None:
        sheet = self._sheet(plain.name, [Column(header, width) for header, width in plain.columns])
        for line, row in enumerate(plain.rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, datetime.combine(value, time()), self.day)
                elif isinstance(value, str):
                    sheet.write_string(line, place, value)
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


def _count_columns() -> tuple[Column, ...]:
    """Give the columns of counts and the rate, each as wide as the longest word of its header."""
    labels = (*(label for _name, label in COUNTS), RATE)
    return tuple(Column(label, max(11, *(len(word) + 2 for word in str(label).split()))) for label in labels)
