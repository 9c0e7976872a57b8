"""An OpenDocument spreadsheet (.ods) of one sheet, written piece by piece: memory stays bounded.

By hand, for want of a library: odfpy is the only one that is complete, has had no release since 2020 and
holds the whole document as a tree. What is written here is a few elements of ODF 1.3; cells have types, so
that a code keeps its zeros, a day is a day and no text is ever a formula.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
UNFIT_FOR_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACES = re.compile(" {2,}")
AT_A_TIME = 500  # rows
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("config", "config")),
    )
)
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
STYLES = """<number:date-style style:name="day" number:automatic-order="false">
<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>
<number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:text-style style:name="words"><number:text-content/></number:text-style>
<style:style style:name="d" style:family="table-cell" style:data-style-name="day"/>
<style:style style:name="t" style:family="table-cell" style:data-style-name="words"/>
<style:style style:name="h" style:family="table-cell">
<style:table-cell-properties fo:background-color="#e9eeea" fo:border-bottom="0.5pt solid #000000"
 fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="b" style:family="table-cell">
<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>"""


@dataclass(frozen=True)
class OpenSheet:
    """`above`: lines over the table; `widths`: of the columns, in characters."""

    title: str
    above: Sequence[str]
    headers: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Any]]

    @property
    def top(self) -> int:
        """The number of lines above the row of headers: the title, `above`, an empty one."""
        return len(self.above) + 2

    def write(self, file: IO[bytes]) -> None:
        """Write the title and the lines above, a header that stays in sight, then the rows."""
        with ZipFile(file, "w") as archive:
            archive.writestr(entry("mimetype", ZIP_STORED), MEDIA_TYPE)
            archive.writestr(entry("META-INF/manifest.xml"), MANIFEST)
            with archive.open(entry("content.xml"), "w") as content:
                self._write_content(content)
            archive.writestr(entry("settings.xml"), self._settings())

    def _write_content(self, content: IO[bytes]) -> None:
        columns = "".join(f'<table:table-column table:style-name="c{n}"/>' for n in range(len(self.widths)))
        content.write(
            (
                f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES}'
                f' office:version="1.3"><office:automatic-styles>{STYLES}{self._column_styles()}'
                "</office:automatic-styles><office:body><office:spreadsheet>"
                f"<table:table table:name={quoteattr(self._name)}>{columns}{self._head()}"
            ).encode()
        )
        last = self.top + 1 + self._write_rows(content)
        content.write(f"</table:table>{self._range(last)}".encode())
        content.write(b"</office:spreadsheet></office:body></office:document-content>")

    @property
    def _name(self) -> str:
        """The name of the sheet: 31 characters, as other spreadsheets have it, none of them special."""
        return re.sub(r"[\[\]*?:/\\']", " ", self.title)[:31]

    def _column_styles(self) -> str:
        return "".join(
            f'<style:style style:name="c{n}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.2:.2f}cm"/></style:style>'
            for n, width in enumerate(self.widths)
        )

    def _head(self) -> str:
        above = (_row([text_cell(line, "t")]) for line in self.above)
        lines = [_row([text_cell(self.title, "b")]), *above, _row([])]
        headers = _row([text_cell(header, "h") for header in self.headers])
        return f"{''.join(lines)}<table:table-header-rows>{headers}</table:table-header-rows>"

    def _write_rows(self, content: IO[bytes]) -> int:
        """Write the rows, and give how many there were."""
        count, waiting = 0, []
        for row in self.rows:
            count += 1
            waiting.append(_row([cell_of(value) for value in row]))
            if len(waiting) == AT_A_TIME:
                content.write("".join(waiting).encode())
                waiting.clear()
        content.write("".join(waiting).encode())
        return count

    def _range(self, last: int) -> str:
        """Give the range of the table, in which each header filters."""
        name = f"'{self._name}'"
        area = f"{name}.A{self.top + 1}:{name}.{letters(len(self.headers))}{last}"
        return (
            '<table:database-ranges><table:database-range table:name="list"'
            f' table:display-filter-buttons="true" table:target-range-address={quoteattr(area)}/>'
            "</table:database-ranges>"
        )

    def _settings(self) -> str:
        items = (
            *(("HorizontalSplitMode", "short", 2), ("VerticalSplitMode", "short", 2)),
            *(("HorizontalSplitPosition", "int", 1), ("VerticalSplitPosition", "int", self.top + 1)),
            *(("PositionRight", "int", 1), ("PositionBottom", "int", self.top + 1)),
        )
        set_items = "".join(
            f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
            for name, kind, value in items
        )
        name = quoteattr(self._name)
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-settings {NAMESPACES}'
            ' xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings>'
            '<config:config-item-set config:name="ooo:view-settings">'
            '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
            '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
            '<config:config-item-map-named config:name="Tables">'
            f"<config:config-item-map-entry config:name={name}>{set_items}</config:config-item-map-entry>"
            "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
            "</config:config-item-set></office:settings></office:document-settings>"
        )


def entry(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    """Give the entry of a file within, always of the same time: the same data give the same bytes."""
    entry = ZipInfo(name)
    entry.compress_type = compression
    return entry


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>"


def cell_of(value: Any) -> str:
    """Give the cell of a value: text, a number, a day, or nothing."""
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        day = value.isoformat()
        return (
            f'<table:table-cell table:style-name="d" office:value-type="date" office:date-value="{day}">'
            f"<text:p>{value:%d/%m/}{value.year:04}</text:p></table:table-cell>"
        )
    if isinstance(value, int | float | Decimal):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )
    return text_cell(str(value), "t")


def text_cell(text: str, style: str) -> str:
    """Give a cell of text that stays this text."""
    lines = escape(UNFIT_FOR_XML.sub("", text)).splitlines() or [""]
    spaced = (SPACES.sub(lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', line) for line in lines)
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in spaced)
    start = f'<table:table-cell table:style-name="{style}" office:value-type="string">'
    return f"{start}{paragraphs}</table:table-cell>"


def letters(number: int) -> str:
    """Give the name of a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("A") + place) + name
    return name
