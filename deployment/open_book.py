"""A workbook of several sheets as OpenDocument (.ods), by the very calls that make the .xlsx.

`OpenBook` answers the calls of xlsxwriter that our workbooks use, and no other: one function then writes both
files, and no figure of theirs can differ. Rows come in order, as with xlsxwriter's `constant_memory`; each
sheet waits on the disk, so that memory stays bounded. Formulas stay live, beside the value they had.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, Self
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_STORED, ZipFile

from communes.attached import ODS
from deployment.open_book_styles import Shape, manifest, meta, page_styles, settings, style_of
from deployment.open_cells import NAMESPACES, day_cell, entry, letters, text_cell

REFERENCE = re.compile(r"(?:('[^']+')!)?(\$?[A-Z]+\$?\d+)(?::(\$?[A-Z]+\$?\d+))?")
UNFIT_FOR_NAMES = re.compile(r"[\[\]*?:/\\']")
WORDS = "t"  # the shape of a text that has no other
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES}'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3">'
)


class OpenBook:
    """What is written goes to `file` when the block ends, and not at all where it fails."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.shapes = [Shape(WORDS, {"num_format": "@"})]
        self.sheets: list[OpenTable] = []
        self.properties: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        try:
            if kind is None:
                self._write()
        finally:
            for sheet in self.sheets:
                sheet.rows.close()

    def add_format(self, shape: Mapping[str, Any]) -> Shape:
        """Give a way to show a cell."""
        self.shapes.append(Shape(f"f{len(self.shapes)}", shape))
        return self.shapes[-1]

    def add_worksheet(self, name: str) -> "OpenTable":
        """Give a new sheet, after the others; its name without what none may have, as long as Excel's."""
        self.sheets.append(OpenTable(UNFIT_FOR_NAMES.sub(" ", name)[:31], len(self.sheets)))
        return self.sheets[-1]

    def set_properties(self, properties: Mapping[str, Any]) -> None:
        """Note title and author."""
        self.properties = {name: str(properties[name]) for name in ("title", "author")}

    def _write(self) -> None:
        with ZipFile(self.file, "w") as archive:
            archive.writestr(entry("mimetype", ZIP_STORED), ODS)
            archive.writestr(entry("META-INF/manifest.xml"), manifest())
            archive.writestr(entry("meta.xml"), meta(self.properties))
            archive.writestr(entry("styles.xml"), page_styles(sheet.footer for sheet in self.sheets))
            archive.writestr(entry("settings.xml"), settings((s.name, s.frozen) for s in self.sheets))
            with archive.open(entry("content.xml"), "w") as content:
                self._write_content(content)

    def _write_content(self, content: IO[bytes]) -> None:
        styles = "".join(style_of(shape) for shape in self.shapes)
        own = "".join(sheet.styles() for sheet in self.sheets)
        begin = f"{HEAD}<office:automatic-styles>{styles}{own}</office:automatic-styles>"
        content.write(f"{begin}<office:body><office:spreadsheet>".encode())
        for sheet in self.sheets:
            sheet.pour(content)
        ranges = "".join(sheet.filtered for sheet in self.sheets)
        if ranges:
            content.write(f"<table:database-ranges>{ranges}</table:database-ranges>".encode())
        content.write(b"</office:spreadsheet></office:body></office:document-content>")


class OpenTable:
    """One sheet; rows and columns are counted from 0."""

    def __init__(self, name: str, place: int) -> None:
        self.name, self.place = name, place
        self.rows = TemporaryFile()  # noqa: SIM115  (the book closes it)
        self.row: dict[int, str] = {}
        self.number, self.repeated = 0, -1
        self.columns: dict[int, tuple[float, Shape | None]] = {}
        self.heights: dict[int, float] = {}
        self.frozen, self.footer, self.filtered = (0, 0), "", ""

    def set_column(self, first: int, last: int, width: float, shape: Shape | None = None) -> None:
        """Make columns so many characters wide; shape: of cells that are filled in later."""
        self.columns |= dict.fromkeys(range(first, last + 1), (width, shape))

    def set_row(self, row: int, height: float) -> None:
        """Make a row so many points high; before it is written."""
        self.heights[row] = height

    def set_landscape(self) -> None:
        """Every sheet prints so."""

    def set_paper(self, paper: int) -> None:
        """Every sheet prints on A4, which is 9."""

    def fit_to_pages(self, width: int, height: int) -> None:
        """Every sheet prints one page wide."""

    def set_footer(self, footer: str) -> None:
        """Print `footer`: &L, &C and &R begin its parts, &P and &N are page and pages."""
        self.footer = footer

    def freeze_panes(self, row: int, column: int) -> None:
        """Keep in sight what stands above `row` and left of `column`."""
        self.frozen = (row, column)

    def repeat_rows(self, row: int) -> None:
        """Print `row`, the newest one, on every page."""
        self.repeated = row

    def autofilter(self, first: int, left: int, last: int, right: int) -> None:
        """Let the header filter the rows below it."""
        name = "'" + self.name.replace("'", "''") + "'"
        area = f"{name}.{letters(left + 1)}{first + 1}:{name}.{letters(right + 1)}{last + 1}"
        self.filtered = (
            f'<table:database-range table:name="list{self.place}" table:display-filter-buttons="true"'
            f" table:target-range-address={quoteattr(area)}/>"
        )

    def write_string(self, row: int, column: int, text: str, shape: Shape | None = None) -> None:
        """Write a text, which stays a text."""
        self._put(row, column, text_cell(text, shape.name if shape else WORDS))

    def write_number(self, row: int, column: int, number: Any, shape: Shape | None = None) -> None:
        """Write a number."""
        self._put(row, column, _number(number, shape))

    def write_datetime(self, row: int, column: int, day: date, shape: Shape) -> None:
        """Write a day."""
        on = day.date() if isinstance(day, datetime) else day
        self._put(row, column, day_cell(on, shape.name))

    def write_formula(self, row: int, column: int, formula: str, shape: Shape, value: Any) -> None:
        """Write a formula of Excel's kind with the value that it has now."""
        cell = _number(value, shape) if value != "" else _nothing(shape)
        told = f"table:formula={quoteattr(open_formula(formula))} "
        self._put(row, column, cell.replace("<table:table-cell ", f"<table:table-cell {told}", 1))

    def write_row(self, row: int, column: int, values: Iterable[Any], shape: Shape | None = None) -> None:
        """Write texts and numbers side by side; an empty one leaves its cell empty."""
        for place, value in enumerate(values, column):
            if isinstance(value, str) and value:
                self.write_string(row, place, value, shape)
            elif value is not None and value != "":
                self.write_number(row, place, value, shape)

    def _put(self, row: int, column: int, cell: str) -> None:
        if row < self.number:
            raise ValueError(f"row {row} of {self.name} comes after row {self.number}")
        if row > self.number:
            self._flush()
            skipped = row - self.number - 1
            self.rows.write(b"<table:table-row><table:table-cell/></table:table-row>" * skipped)
            self.number = row
        self.row[column] = cell

    def _flush(self) -> None:
        """Put the newest row aside; columns that nobody wrote are empty."""
        last = max(self.row, default=0)
        cells = "".join(self.row.get(place, "<table:table-cell/>") for place in range(last + 1))
        height = self.heights.get(self.number)
        style = f' table:style-name="{self._row_style(height)}"' if height else ""
        line = f"<table:table-row{style}>{cells}</table:table-row>"
        if self.number == self.repeated:
            line = f"<table:table-header-rows>{line}</table:table-header-rows>"
        self.rows.write(line.encode())
        self.row = {}

    def _row_style(self, height: float) -> str:
        return f"s{self.place}r{height:g}".replace(".", "_")

    def styles(self) -> str:
        """Give the styles of this sheet, its columns and its rows."""
        parts = [
            f'<style:style style:name="s{self.place}" style:family="table"'
            f' style:master-page-name="m{self.place}"><style:table-properties table:display="true"/>'
            "</style:style>"
        ]
        parts += [
            f'<style:style style:name="s{self.place}c{column}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.2:.2f}cm"/></style:style>'
            for column, (width, _shape) in sorted(self.columns.items())
        ]
        parts += [
            f'<style:style style:name="{self._row_style(height)}" style:family="table-row">'
            f'<style:table-row-properties style:row-height="{height:g}pt"'
            ' style:use-optimal-row-height="false"/></style:style>'
            for height in sorted(set(self.heights.values()))
        ]
        return "".join(parts)

    def pour(self, content: IO[bytes]) -> None:
        """Write the sheet."""
        self._flush()
        name = f'table:name={quoteattr(self.name)} table:style-name="s{self.place}"'
        content.write(f"<table:table {name}>{self._columns()}".encode())
        self.rows.seek(0)
        copyfileobj(self.rows, content)
        content.write(b"</table:table>")

    def _columns(self) -> str:
        shapes = {column: shape for column, (_width, shape) in self.columns.items() if shape}
        return "".join(
            f'<table:table-column table:style-name="s{self.place}c{column}"'
            + (f' table:default-cell-style-name="{shapes[column].name}"' if column in shapes else "")
            + "/>"
            for column in range(max(self.columns, default=-1) + 1)
        )


def open_formula(formula: str) -> str:
    """Give a formula as OpenDocument writes it: =SUM(A1:A9) is of:=SUM([.A1:.A9])."""

    def named(found: re.Match[str]) -> str:
        sheet, first, last = found.groups()
        return f"[{'$' + sheet if sheet else ''}.{first}{':.' + last if last else ''}]"

    return "of:" + REFERENCE.sub(named, formula.replace(",", ";"))


def _number(number: Any, shape: Shape | None) -> str:
    style = f'table:style-name="{shape.name}" ' if shape else ""
    kind = "percentage" if shape and shape.is_percentage else "float"
    value = f'{style}office:value-type="{kind}" office:value="{number}"'
    return f"<table:table-cell {value}><text:p>{escape(str(number))}</text:p></table:table-cell>"


def _nothing(shape: Shape) -> str:
    style = f'table:style-name="{shape.name}"'
    return f'<table:table-cell {style} office:value-type="string" office:string-value=""/>'
