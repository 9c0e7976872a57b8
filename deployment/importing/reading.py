"""From a file to cells: .xlsx and UTF-8 .csv within fixed bounds; what is wrong with it in one sentence."""

import csv
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import islice
from pathlib import PurePath
from typing import TypeAlias

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from communes.vietnamese import spelling_key
from deployment.importing.archive import MOST_ROWS, check_archive, too_many_rows
from deployment.importing.distance import try_at_a_distance
from deployment.importing.result import FileRefused

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta
MOST_BYTES = 10_000_000
MOST_COLUMNS = 52
ROWS_LOOKED_AT = 20  # among which a header is looked for
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Letters that TCVN3 (ABC) text shows when it is taken for Latin-1, and that Vietnamese does not have.
TCVN3 = re.compile(
    "[\u00a8\u00a9\u00aa\u00ab\u00ac\u00ae\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6\u00d7\u00d8\u00de\u00df\u00fe]"
)
SHIELDED = re.compile(r"'+[=+\-@]")


@dataclass(frozen=True)
class Unread:
    """A sheet of a workbook that holds something and is not read."""

    name: str
    rows: int
    hidden: bool


@dataclass(frozen=True)
class Sheet:
    """The cells as typed; row n of the spreadsheet is rows[n - 1], and all rows have the same length.

    name: what the workbook calls the sheet, "" for a .csv; unread: its other sheets that hold something.
    """

    rows: list[list[Cell]]
    name: str = ""
    unread: tuple[Unread, ...] = ()


def read_sheet(content: bytes, name: str, headers: Collection[str] = ()) -> Sheet:
    """Read a file by the ending of its `name`, which is used for nothing else.

    headers: what columns may be called (spelling keys). Of the sheets that are shown, the first that has a
    row of such names is read, else the first; a .csv is parted by the sign that parts such names.
    Raises FileRefused with one sentence for what is too large, not what its name says, or not readable.
    """
    kind = refuse_kind_and_size(content, name)
    sheet = _read_xlsx(content, headers) if kind == ".xlsx" else Sheet(_read_csv(content, headers))
    if len(sheet.rows) > MOST_ROWS + 1:
        raise too_many_rows()
    return sheet


def names_in(cells: Iterable[Cell], headers: Collection[str]) -> frozenset[str]:
    """Give those of `headers` that stand in a row."""
    return frozenset(key for cell in cells if (key := spelling_key(str(cell))) in headers)


def refuse_kind_and_size(content: bytes, name: str) -> str:
    """Give the ending of a file's name. Raises FileRefused for another kind, a large or empty file."""
    kind = PurePath(name).suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise FileRefused(_("Chỉ nhận tệp .xlsx hoặc .csv (UTF-8)."))
    if len(content) > MOST_BYTES:
        raise FileRefused(_("Tệp lớn hơn 10 MB; hãy chia thành nhiều tệp."))
    if not content.strip():
        raise FileRefused(_("Tệp trống."))
    return kind


def _read_xlsx(content: bytes, headers: Collection[str]) -> Sheet:
    if not content.startswith(ZIP):
        raise FileRefused(_("Tệp có đuôi .xlsx nhưng bên trong không phải bảng tính Excel."))
    if not check_archive(content):
        try_at_a_distance(content)
    try:
        return _chosen_sheet(CalamineWorkbook.from_filelike(BytesIO(content)), headers)
    except CalamineError as error:
        raise FileRefused(_("Không đọc được bảng tính này; hãy mở và lưu lại thành .xlsx.")) from error


def _chosen_sheet(workbook: CalamineWorkbook, headers: Collection[str]) -> Sheet:
    hidden = {
        sheet.name: sheet.visible != SheetVisibleEnum.Visible
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    }
    shown = [name for name, is_hidden in hidden.items() if not is_hidden]
    if not shown:
        raise FileRefused(_("Tệp không có trang tính nào."))
    parsed = _Parsed(workbook)
    chosen = next((name for name in shown[1:] and shown if _has_header(parsed[name], headers)), shown[0])
    rows = parsed[chosen].to_python(skip_empty_area=False)
    del parsed[chosen]  # its cells are in memory twice up to here
    others = {name: parsed[name].height for name in hidden if name != chosen}
    unread = (Unread(name, height, hidden[name]) for name, height in others.items() if height)
    return Sheet(rows, chosen, tuple(unread))


class _Parsed(dict[str, CalamineSheet]):
    """The sheets of a workbook by name: each, of whatever length, is parsed once, when it is asked for."""

    def __init__(self, workbook: CalamineWorkbook) -> None:
        super().__init__()
        self.workbook = workbook

    def __missing__(self, name: str) -> CalamineSheet:
        self[name] = sheet = self.workbook.get_sheet_by_name(name)
        return sheet


def _has_header(sheet: CalamineSheet, headers: Collection[str]) -> bool:
    rows = sheet.to_python(skip_empty_area=False, nrows=ROWS_LOOKED_AT)
    return any(len(names_in(cells, headers)) > 1 for cells in rows)


def _read_csv(content: bytes, headers: Collection[str]) -> list[list[Cell]]:
    text = _decoded(content)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, headers)))
    except csv.Error as error:
        raise FileRefused(_("Tệp .csv bị hỏng: dấu nháy kép không khép, hoặc một ô quá dài.")) from error
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS:
        raise too_many_rows()
    return [[*map(_unshielded, row), *[""] * (width - len(row))] for row in rows]


def _decoded(content: bytes) -> str:
    refused = FileRefused(
        _("Tệp .csv không phải UTF-8 (có thể là TCVN3, VNI hoặc UTF-16); hãy lưu lại dạng “CSV UTF-8”.")
    )
    if content.startswith((ZIP, OLD_OFFICE)):
        raise FileRefused(_("Tệp có đuôi .csv nhưng bên trong là bảng tính; hãy đổi đuôi hoặc lưu lại."))
    if content.startswith(UTF_16) or b"\0" in content:
        raise refused
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused from error


def _delimiter(text: str, headers: Collection[str]) -> str:
    """Give what parts the header's columns, else the first line: Vietnamese spreadsheets write semicolons."""
    lines = list(islice(StringIO(text.lstrip()), ROWS_LOOKED_AT))
    parted = (
        (sign, cells) for line in lines for sign in ",;\t" for cells in csv.reader([line], delimiter=sign)
    )
    found = (sign for sign, cells in parted if len(names_in(cells, headers)) > 1)
    return next(found, max(",;\t", key="".join(lines[:1]).count))


def _unshielded(cell: str) -> str:
    """Take off the apostrophe that an exported CSV sets before = + - @."""
    return cell[1:] if cell.startswith("'") and SHIELDED.match(cell) else cell


def looks_like_tcvn3(text: str) -> bool:
    """Tell whether `text` was typed in TCVN3 (ABC), an encoding from before Unicode."""
    return bool(TCVN3.search(text))
