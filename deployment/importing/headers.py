"""The header of a file: where it stands, and which column is which."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from communes.vietnamese import spelling_key
from deployment.importing.columns import PASSED_OVER, Column, keys_by_name
from deployment.importing.reading import ROWS_LOOKED_AT, Cell, Sheet, looks_like_tcvn3, names_in
from deployment.importing.result import FileRefused, Problem
from deployment.importing.values import shown

NUMBER_OF_COLUMN = re.compile(r"\(?[0-9]{1,2}\)?")


def header_row(sheet: Sheet, names: Collection[str], needed: Iterable[str]) -> int:
    """Give the number of the header's row: of the first rows, the one that has the most of `names`.

    names: what columns may be called (spelling keys); needed: the headers to name where there is none.
    Raises FileRefused where the sheet is blank, no row has such a name, or two could be the header.
    """
    filled = ((n, cells) for n, cells in enumerate(sheet.rows, 1) if not is_blank(cells))
    looked_at = list(islice(filled, ROWS_LOOKED_AT))
    if not looked_at:
        raise FileRefused(_("Tệp trống."))
    found = {n: names_in(map(shown, cells), names) for n, cells in looked_at}
    most = max(map(len, found.values()))
    if not most:
        refuse_old_letters(cell for _n, cells in looked_at for cell in cells)
        words = {"rows": ROWS_LOOKED_AT, "names": ", ".join(needed)}
        raise FileRefused(
            _("Không thấy dòng tiêu đề trong %(rows)s dòng đầu; cần một dòng có các cột %(names)s.") % words
        )
    first, *others = [n for n, known in found.items() if len(known) == most]
    if rival := next((n for n in others if found[n] != found[first]), None):
        words = {"first": first, "other": rival}
        raise FileRefused(
            _("Không rõ dòng %(first)s hay dòng %(other)s là tiêu đề; hãy ghi mọi tên cột trong một dòng.")
            % words
        )
    return first


def columns_header(sheet: Sheet, known: Sequence[Column]) -> int:
    """Give the number of the header's row, by the `known` columns. Raises FileRefused, as `header_row`."""
    return header_row(sheet, keys_by_name(known), [column.header for column in known if column.required])


def titles_above(sheet: Sheet, header_number: int) -> bool:
    """Tell whether rows above the header, which are not read, say anything."""
    return any(not is_blank(cells) for cells in sheet.rows[: header_number - 1])


def data_after(sheet: Sheet, header_number: int) -> int:
    """Give the number of the row below which data stand: the header's, or that of the numbers of columns.

    Vietnamese tables often number their columns, (1) (2) (3), in the row below the header.
    """
    below = enumerate(islice(sheet.rows, header_number, header_number + ROWS_LOOKED_AT), header_number + 1)
    number, cells = next(((n, cells) for n, cells in below if not is_blank(cells)), (header_number, []))
    filled = [text for cell in cells if (text := shown(cell).strip())]
    is_numbers = len(filled) > 1 and all(map(NUMBER_OF_COLUMN.fullmatch, filled))
    return number if is_numbers else header_number


def first_rows(sheet: Sheet, header_number: int) -> list[list[Cell]]:
    """Give the header and the rows below it that tell how a file was typed."""
    return sheet.rows[header_number - 1 : header_number + ROWS_LOOKED_AT]


def refuse_old_letters(cells: Iterable[Cell]) -> None:
    """Raise FileRefused where one of `cells` was typed in TCVN3, an encoding from before Unicode."""
    if any(isinstance(cell, str) and looks_like_tcvn3(cell) for cell in cells):
        raise FileRefused(_("Tệp gõ bằng phông TCVN3 (ABC); hãy chuyển sang Unicode rồi nhập lại."))


def find_columns(
    sheet: Sheet, header_number: int, known: Sequence[Column]
) -> tuple[dict[Any, int], list[Problem], bool]:
    """Find the place of each `known` column, what is wrong with the header, and whether rows can be read."""
    names, headers = keys_by_name(known), {column.key: column.header for column in known}
    columns: dict[Any, int] = {}
    problems: list[Problem] = []
    doubled = False
    for place, cell in enumerate(sheet.rows[header_number - 1]):
        name = shown(cell).strip()
        key = names.get(spelling_key(name))
        if key is None:
            problems += _unknown_column(sheet, header_number, place, name)
        elif key in columns:
            doubled = True
            message = _("Cột “%(name)s” có hai lần; hãy bỏ một cột.") % {"name": headers[key]}
            problems.append(Problem(header_number, key.value, name, message))
        else:
            columns[key] = place
    missing = [column for column in known if column.required and column.key not in columns]
    for column in missing:
        message = _("Thiếu cột bắt buộc “%(name)s”.") % {"name": column.header}
        problems.append(Problem(header_number, column.key.value, "", message))
    return columns, problems, not (missing or doubled)


def _unknown_column(sheet: Sheet, header_number: int, place: int, name: str) -> Iterator[Problem]:
    if spelling_key(name) in PASSED_OVER:
        return
    if name:
        message = _("Không có cột “%(name)s” trong mẫu.\nBỏ hoặc đổi tên cột.") % {"name": name}
        yield Problem(header_number, name, name, message)
    elif any(cells[place] != "" for cells in sheet.rows[header_number:]):
        message = _(
            "Cột thứ %(place)s có dữ liệu mà không có tiêu đề.\nXóa cột, hoặc ghi tiêu đề như trong mẫu."
        ) % {"place": place + 1}
        yield Problem(header_number, "", "", message)


def is_blank(cells: list[Cell]) -> bool:
    """Tell whether a row shows nothing at all."""
    return not any(shown(cell).strip() for cell in cells)
