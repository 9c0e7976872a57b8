"""What an .xlsx holds, looked at before it is parsed: sizes, programs, links, the reach of its sheets.

A parser lays a sheet out as a full grid up to its last cell, so one stray cell at XFD1048576 would ask
for all the memory there is: the reach is found while the parts are unpacked in pieces.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from deployment.importing.result import FileRefused

MOST_ROWS = 100_000
MOST_UNPACKED = 200_000_000  # bytes
PIECE = 1 << 20
FORBIDDEN = re.compile(r"vbaProject|externalLinks?/|activeX/|embeddings/|macrosheets/", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")
TOO_FAR = re.compile(rb"""r=["'](?:(?:[B-Z][A-Z]|[A-Z]{3})[0-9]|[A-Z]*(?:[2-9][0-9]{5}|[0-9]{7}))""")
BROKEN = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
ROW, FAILED_FORMULA = b"<row ", b't="e"'


def check_archive(content: bytes) -> None:
    """Raise FileRefused unless `content` is a spreadsheet within the bounds, without programs or links."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            total = 0
            for part in parts:
                total = _check_part(archive, part, total)
    except BROKEN as error:
        raise FileRefused(_("Tệp .xlsx bị hỏng hoặc có mật khẩu; hãy lưu lại từ bảng tính.")) from error


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        raise FileRefused(_("Tệp có đuôi .xlsx nhưng bên trong không phải bảng tính Excel."))
    if any(FORBIDDEN.search(name) for name in names):
        raise FileRefused(
            _("Tệp chứa macro, liên kết ngoài hoặc đối tượng nhúng; hãy lưu thành .xlsx không có các thứ đó.")
        )
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_big()


def _check_part(archive: ZipFile, part: ZipInfo, total: int) -> int:
    """Unpack one part in pieces, whatever size it declares; give `total` with its bytes added."""
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    rows = 0
    for piece, tail in _pieces(archive, part):
        total += len(piece)
        if total > MOST_UNPACKED:
            raise _too_big()
        if DOCTYPE.search(tail + piece):
            raise FileRefused(_("Tệp có khai báo XML không được phép (DOCTYPE)."))
        if is_sheet:
            rows += (tail[1 - len(ROW) :] + piece).count(ROW)
            _check_sheet_piece(tail + piece, rows)
    return total


def _check_sheet_piece(piece: bytes, rows: int) -> None:
    if rows > MOST_ROWS + 1 or TOO_FAR.search(piece):
        raise too_many_rows()
    if FAILED_FORMULA in piece:  # the parser would give an empty cell, and an empty end means "still serving"
        raise FileRefused(_("Bảng tính có ô công thức báo lỗi (#REF!, #N/A…); hãy thay bằng giá trị."))


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pieces of a part, each with the last bytes of the one before."""
    tail = b""
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            yield piece, tail
            tail = piece[-20:]


def too_many_rows() -> FileRefused:
    """Give the refusal of a sheet that reaches too far."""
    return FileRefused(
        _("Bảng tính quá lớn: nhiều nhất 100.000 dòng và 52 cột. Hãy chia tệp, hoặc xóa ô trống thừa ở xa.")
    )


def _too_big() -> FileRefused:
    return FileRefused(_("Tệp .xlsx bung ra quá 200 MB; hãy chia thành nhiều tệp."))


def rows_at_least(content: bytes, enough: int) -> bool:
    """Tell whether the sheets of an archive have that many rows together, without parsing them."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            rows = 0
            for part in archive.infolist():
                if part.filename.startswith("xl/worksheets/"):
                    for piece, _tail in _pieces(archive, part):
                        rows += piece.count(b"<row")
                        if rows >= enough:
                            return True
    except BROKEN:
        return False  # the check that follows says why
    return False
