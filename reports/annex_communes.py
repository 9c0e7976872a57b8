"""The annex of every commune: some 200 pages, one row each, with running page numbers over the whole."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communes.formats import format_number
from deployment.choices import Status
from reports.briefing.content import document_heads
from reports.briefing.fonts import font_files
from reports.commune_status import CommuneState, commune_csv
from reports.lined_pdf import HEIGHT, MM, WIDTH, Face, Sheet, bound, fitted
from reports.source import Source

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, WIDTH - 15 * MM, 20 * MM, HEIGHT - 20 * MM
ROW, HEAD, SIZE, SMALL = 14.6, 30.0, 10.5, 10
PAD = 3
# header lines, width in mm, alignment of the cells
COLUMNS = (
    (gettext_lazy("STT"), 11, 0.5), (gettext_lazy("Mã"), 13, 0.5),
    (pgettext_lazy("one", "Xã, thị trấn"), 41, 0), (gettext_lazy("Huyện, quận"), 36, 0),
    (gettext_lazy("Tối\nthiểu"), 11, 1), (gettext_lazy("Hiện\ncó"), 10, 1),
    (gettext_lazy("Còn\nthiếu"), 10, 1), (gettext_lazy("Trưởng\nCA"), 16, 0.5),
    (gettext_lazy("Đạt"), 17, 0.5),
)  # fmt: skip
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Line:
    """A row of the list, or with `heading` the name of a province and what it adds up to."""

    heading: str = ""
    cells: tuple[str, ...] = ()


def communes_annex_of(source: Source, tell: Told = lambda _done, _total: None) -> bytes:
    """Give the annex of `source` as PDF; the same data give the same bytes. tell: pages done, of how many.

    Raises FontMissing.
    """
    files = font_files()
    faces = {name: Face(files[name], f"Tinos-{name}") for name in ("Regular", "Bold", "Italic")}
    sha256 = hashlib.sha256(commune_csv(source.rows())).hexdigest()
    heads = document_heads(source, sha256)
    pages = list(_paged(_lines(source.communes), faces))
    sheets = []
    for number, (continued, lines) in enumerate(pages, 1):
        sheets.append(_sheet(faces, heads, lines, continued, number, len(pages)))
        tell(number, len(pages))
    title = _("Danh sách xã, thị trấn tính đến ngày %(day)s") % {"day": heads["day"]}
    day = heads["made_at"][:10].replace("-", "")
    return bound(sheets, faces, title, f"D:{day}170000+07'00'", sha256)


def _lines(communes: list[CommuneState]) -> Iterator[Line]:
    numbered = enumerate(communes, 1)
    for province, members in groupby(numbered, key=lambda item: item[1].province):
        rows = list(members)
        officers = sum(state.officers for _number, state in rows)
        missing = sum(state.shortfall for _number, state in rows)
        yield Line(
            _("%(province)s: %(count)s xã, thị trấn, %(officers)s cán bộ, còn thiếu %(missing)s người")
            % {
                "province": province.name,
                "count": format_number(len(rows)),
                "officers": format_number(officers),
                "missing": format_number(missing),
            }
        )
        yield from (Line(cells=_cells(number, state)) for number, state in rows)


def _cells(number: int, state: CommuneState) -> tuple[str, ...]:
    return (
        format_number(number), state.code, state.name, state.district.name if state.district else "",
        str(state.minimum), str(state.officers), str(state.shortfall),
        _("Có") if state.has_chief else _("Khuyết"),
        _("Đạt") if state.status == Status.COMPLIANT else _("Chưa đạt"),
    )  # fmt: skip


def _paged(lines: Iterator[Line], faces: dict[str, Face]) -> Iterator[tuple[str, list[Line]]]:
    """Part the lines into pages; each comes with the province that it goes on with."""
    page: list[Line] = []
    continued = province = ""
    room = _rows_on(1)
    number = 1
    for line in lines:
        # A heading never stands last on a page.
        if len(page) >= room - (1 if line.heading else 0):
            yield continued, page
            continued, page, number = "" if line.heading else province, [], number + 1
            room = _rows_on(number)
        if line.heading:
            province = line.heading.split(":")[0]
        page.append(line)
    if page:
        yield continued, page


def _rows_on(number: int) -> int:
    return int((BOTTOM - _table_top(number) - HEAD) // ROW)


def _table_top(number: int) -> float:
    return TOP + (72 if number == 1 else 4)


def _sheet(
    faces: dict[str, Face], heads: dict[str, Any], lines: list[Line], continued: str, number: int, pages: int
) -> Sheet:
    sheet = Sheet(faces)
    _margins(sheet, heads, continued, number, pages)
    if number == 1:
        _title(sheet, heads)
    top = _table_top(number)
    _table(sheet, lines, top)
    return sheet


def _margins(sheet: Sheet, heads: dict[str, Any], continued: str, number: int, pages: int) -> None:
    middle = (LEFT + RIGHT) / 2
    if number > 1:
        sheet.text("Regular", 13, middle, TOP - 22, str(number), 0.5)
        sheet.text("Italic", SMALL, RIGHT, TOP - 22, heads["state"], 1)
    if continued:
        sheet.text("Italic", SMALL, LEFT, TOP - 3, _("%(name)s (tiếp)") % {"name": continued})
    sheet.text("Regular", SMALL, LEFT, BOTTOM + 20, heads["foot_left"])
    sheet.text("Regular", SMALL, RIGHT, BOTTOM + 20, f"{heads['foot_right']}   {number}/{pages}", 1)


def _title(sheet: Sheet, heads: dict[str, Any]) -> None:
    middle = (LEFT + RIGHT) / 2
    sheet.text("Bold", 14, middle, TOP + 12, _("PHỤ LỤC"), 0.5)
    sheet.text("Bold", 14, middle, TOP + 29, _("TÌNH TRẠNG TỪNG XÃ, THỊ TRẤN"), 0.5)
    sheet.text("Bold", 14, middle, TOP + 46, _("(TÍNH ĐẾN NGÀY %(day)s)") % {"day": heads["day"]}, 0.5)
    issue = heads["issue"]
    words = {"number": issue.number if issue else "……", "day": heads["document_day"]}
    attached = _("(Kèm theo Báo cáo số %(number)s/BC-BCA %(day)s của Bộ Công an)") % words
    sheet.text("Italic", 12, middle, TOP + 62, attached, 0.5)
    if heads["state"]:
        sheet.text("Italic", SMALL, RIGHT, TOP - 22, heads["state"], 1)
    if heads["secrecy"]:
        sheet.text("Bold", 13, LEFT, TOP - 22, heads["secrecy"])


def _table(sheet: Sheet, lines: list[Line], top: float) -> None:
    bottom = top + HEAD + ROW * len(lines)
    edges = [LEFT]
    for _header, width, _align in COLUMNS:
        edges.append(edges[-1] + width * MM)
    for place, (header, _width, _align) in enumerate(COLUMNS):
        middle = (edges[place] + edges[place + 1]) / 2
        lines_of_head = str(header).split("\n")
        first = top + HEAD / 2 + 4 - 6 * (len(lines_of_head) - 1)
        for row, words in enumerate(lines_of_head):
            sheet.text("Bold", SMALL, middle, first + 12 * row, words, 0.5)
    sheet.rule(LEFT, top, edges[-1])
    sheet.rule(LEFT, top + HEAD, edges[-1])
    for row, line in enumerate(lines):
        base = top + HEAD + ROW * (row + 1)
        _row(sheet, line, edges, base - 4)
        sheet.rule(LEFT, base, edges[-1], 0.3)
    _uprights(sheet, lines, edges, top, bottom)


def _row(sheet: Sheet, line: Line, edges: list[float], base: float) -> None:
    if line.heading:
        sheet.text("Bold", SIZE, LEFT + PAD, base, line.heading)
        return
    face = sheet.faces["Regular"]
    for place, (cell, (_header, _width, align)) in enumerate(zip(line.cells, COLUMNS, strict=True)):
        left, right = edges[place] + PAD, edges[place + 1] - PAD
        sheet.text(
            "Regular",
            SIZE,
            left + align * (right - left),
            base,
            fitted(face, cell, SIZE, right - left),
            align,
        )


def _uprights(sheet: Sheet, lines: list[Line], edges: list[float], top: float, bottom: float) -> None:
    """Draw the lines down, which a province's heading interrupts."""
    sheet.down(edges[0], top, bottom)
    sheet.down(edges[-1], top, bottom)
    spans, begin = [], top
    for row, line in enumerate(lines):
        if line.heading:
            spans.append((begin, top + HEAD + ROW * row))
            begin = top + HEAD + ROW * (row + 1)
    for start, end in [*spans, (begin, bottom)]:
        for edge in edges[1:-1] if end > start else ():
            sheet.down(edge, start, end, 0.3)
