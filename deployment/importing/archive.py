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
MOST_PARTS = 1_000
MOST_UNPACKED = 200_000_000  # bytes
PIECE = 1 << 20
FORBIDDEN = re.compile(r"vbaProject|externalLinks?/|activeX/|embeddings/|macrosheets/", re.IGNORECASE)
MOST_COPIED = 100_000_000  # bytes that the parser may hold for texts that many cells share
FORBIDDEN_XML = b"<!"  # document types and entities; and what could hide markup from the counting below
# A parser takes any case, and space around the sign; a row or a cell always begins with its name.
TOO_FAR = re.compile(
    rb"""r\s*+=\s*+["'](?:(?:[B-Zb-z][A-Za-z]|[A-Za-z]{3})[0-9]|[A-Za-z]*+(?:[2-9][0-9]{5}|[0-9]{7}))"""
)
ROWS, CELLS, FAILED_FORMULA, SHARED = (b"<row", b":row"), (b"<c", b":c"), b't="e"', b"<si"
SHARED_STRINGS = "xl/sharedstrings.xml"
BROKEN = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
LONGEST_MARK = 40  # bytes of the piece before that are looked at again


def check_archive(content: bytes) -> bool:
    """Raise FileRefused unless `content` is a spreadsheet within the bounds, without programs or links.

    True: it is known to fit into memory. False: texts shared by many cells might swell; parse it at a
    distance first.
    """
    scan = _Scan()
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            for part in parts:
                scan.read(archive, part)
    except BROKEN as error:
        raise FileRefused(_("Tệp .xlsx bị hỏng hoặc có mật khẩu; hãy lưu lại từ bảng tính.")) from error
    return not scan.misplaced and scan.cells * scan.longest <= MOST_COPIED


def _check_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        raise FileRefused(_("Tệp có đuôi .xlsx nhưng bên trong không phải bảng tính Excel."))
    if any(FORBIDDEN.search(name) for name in names):
        raise FileRefused(
            _("Tệp chứa macro, liên kết ngoài hoặc đối tượng nhúng; hãy lưu thành .xlsx không có các thứ đó.")
        )
    if len(parts) > MOST_PARTS:
        raise FileRefused(_("Tệp .xlsx gồm quá nhiều phần; hãy lưu lại từ bảng tính."))
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_big()


class _Scan:
    """Unpacks the parts in pieces, whatever sizes they declare, and counts what a parser will meet."""

    def __init__(self) -> None:
        self.total = self.cells = self.longest = 0
        self.misplaced = False  # rows or texts where they are not looked for

    def read(self, archive: ZipFile, part: ZipInfo) -> None:
        """Read one part. Raises FileRefused."""
        name = part.filename.lower()
        is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
        rows = 0
        for piece, tail in _pieces(archive, part):
            self.total += len(piece)
            if self.total > MOST_UNPACKED:
                raise _too_big()
            if name.endswith((".xml", ".rels")) and FORBIDDEN_XML in tail[-1:] + piece:
                raise FileRefused(
                    _("Tệp có khai báo XML không được phép (DOCTYPE…); hãy lưu lại từ bảng tính.")
                )
            if is_sheet:
                rows += _count(piece, tail, ROWS)
                self.cells += _count(piece, tail, CELLS)
                _check_sheet_piece(tail + piece, rows)
            elif name != SHARED_STRINGS and any(mark in tail + piece for mark in (b"sheetData", b"<sst")):
                self.misplaced = True
        if name == SHARED_STRINGS:
            self.longest = _longest_shared(archive, part)


def _count(piece: bytes, tail: bytes, marks: tuple[bytes, ...]) -> int:
    """Count `marks` that end in `piece`."""
    edges = (tail[1 - len(mark) :] + piece[: len(mark) - 1] for mark in marks)
    return sum(piece.count(mark) + edge.count(mark) for mark, edge in zip(marks, edges, strict=True))


def _check_sheet_piece(piece: bytes, rows: int) -> None:
    if rows > MOST_ROWS + 1 or TOO_FAR.search(piece):
        raise too_many_rows()
    if FAILED_FORMULA in piece:  # the parser would give an empty cell, and an empty end means "still serving"
        raise FileRefused(_("Bảng tính có ô công thức báo lỗi (#REF!, #N/A…); hãy thay bằng giá trị."))


def _longest_shared(archive: ZipFile, part: ZipInfo) -> int:
    """Give at least the length of the longest text that cells share."""
    longest = begun = 0
    for piece, _tail in _pieces(archive, part):
        first, *others = piece.split(SHARED)
        begun += len(first)
        if others:
            longest = max(longest, begun, max(map(len, others)))
            begun = len(others[-1])
    return max(longest, begun)


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pieces of a part, each with the last bytes of the one before."""
    tail = b""
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            yield piece, tail
            tail = piece[-LONGEST_MARK:]


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
