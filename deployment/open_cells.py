"""The cells of an OpenDocument spreadsheet, and what its files have in common.

By hand, for want of a library: odfpy is the only one that is complete, has had no release since 2020 and
holds the whole document as a tree. What is written here is a few elements of ODF 1.3; cells have types, so
that a code keeps its zeros, a day is a day and no text is ever a formula.
"""

import re
from datetime import date
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipInfo

UNFIT_FOR_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACES = re.compile(" {2,}")
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("config", "config")),
    )
)


def entry(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    """Give the entry of a file within, always of the same time: the same data give the same bytes."""
    entry = ZipInfo(name)
    entry.compress_type = compression
    return entry


def day_cell(day: date, style: str) -> str:
    """Give the cell of a day."""
    start = f'<table:table-cell table:style-name="{style}" office:value-type="date"'
    shown = f"<text:p>{day:%d/%m/}{day.year:04}</text:p>"
    return f'{start} office:date-value="{day.isoformat()}">{shown}</table:table-cell>'


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
