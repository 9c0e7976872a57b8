"""The header of a file: where it stands, and which column is which."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from communes.vietnamese import spelling_key
from deployment.importing.columns import PASSED_OVER, Column, keys_by_name
from deployment.importing.reading import Cell, Sheet, looks_like_tcvn3
from deployment.importing.result import FileRefused, Problem
from deployment.importing.values import shown

ROWS_SAMPLED = 20


def header_row(sheet: Sheet) -> int:
    """Give the number of the header's row, the first that is not blank. Raises FileRefused for none."""
    found = next((n for n, cells in enumerate(sheet.rows, 1) if not is_blank(cells)), 0)
    if not found:
        raise FileRefused(_("Tệp trống."))
    return found


def first_rows(sheet: Sheet, header_number: int) -> list[list[Cell]]:
    """Give the header and the rows below it that tell how a file was typed."""
    return sheet.rows[header_number - 1 : header_number + ROWS_SAMPLED]


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
