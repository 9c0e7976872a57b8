"""The same file back, with what is wrong written beside each row and the wrong cells marked."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from communes.vietnamese import spelling_key
from deployment.exporting import POSTINGS, SAFE_OPTIONS, shielded
from deployment.importing.columns import ALL_KEYS_BY_NAME, NOTE
from deployment.importing.reading import Cell, Sheet
from deployment.importing.result import Problem
from deployment.importing.template import instruct
from deployment.importing.values import shown

WIDEST_NOTE = 70


def annotated_csv(sheet: Sheet, header: int, errors: Iterable[Problem]) -> bytes:
    """Give the cells as UTF-8 CSV, marked for spreadsheets, with the column of errors; header: its row."""
    notes, text = _notes(errors), StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    kept = _kept_columns(sheet, header)
    for number, cells in enumerate(sheet.rows, 1):
        note = NOTE if number == header else "\n".join(notes[number])
        writer.writerow([*(shielded(_typed(cells[place])) for place in kept), note])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def annotated_xlsx(
    sheet: Sheet,
    header: int,
    errors: Iterable[Problem],
    title: str = POSTINGS.title,
    lines: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Give the cells as a workbook, the wrong ones coloured, with the column of errors; header: its row.

    lines: those of the sheet of instructions, which the template has too.
    """
    errors, stream = list(errors), BytesIO()
    notes, wrong = _notes(errors), {(problem.row, problem.column) for problem in errors}
    kept = _kept_columns(sheet, header)
    columns = _keys(sheet, header, kept)
    with xlsxwriter.Workbook(stream, {**SAFE_OPTIONS, "in_memory": True}) as workbook:
        page = workbook.add_worksheet(title)
        formats = _formats(workbook)
        page.set_column(0, max(len(kept) - 1, 0), 15)
        page.set_column(len(kept), len(kept), WIDEST_NOTE)
        page.freeze_panes(header, 0)
        for number, cells in enumerate(sheet.rows, 1):
            for place, column in enumerate(kept):
                is_wrong = (number, columns[place]) in wrong
                _write(page, number - 1, place, cells[column], formats, is_wrong=is_wrong)
            note = NOTE if number == header else "\n".join(notes[number])
            if note:
                page.write_string(number - 1, len(kept), note, formats["note"])
        instruct(workbook, lines)
    return stream.getvalue()


def _notes(errors: Iterable[Problem]) -> dict[int, list[str]]:
    notes: dict[int, list[str]] = defaultdict(list)
    for problem in errors:
        named = f"{problem.header}: {problem.sentence}" if problem.header else problem.sentence
        notes[problem.row].append(named)
    return notes


def _kept_columns(sheet: Sheet, header: int) -> list[int]:
    """Give the columns that stay: all but an earlier column of errors."""
    names = sheet.rows[header - 1]
    return [place for place, cell in enumerate(names) if spelling_key(shown(cell)) != spelling_key(NOTE)]


def _keys(sheet: Sheet, header: int, kept: list[int]) -> list[str]:
    """Give the key that errors use for each kept column."""
    names = [shown(sheet.rows[header - 1][place]).strip() for place in kept]
    return [str(ALL_KEYS_BY_NAME.get(spelling_key(name), name)) for name in names]


def _formats(workbook: Any) -> dict[str, Any]:
    marked = {"bg_color": "#FBE3E1", "font_color": "#8E1B14"}
    day = {"num_format": "dd/mm/yyyy"}
    return {
        "text": workbook.add_format({"num_format": "@"}),
        "wrong": workbook.add_format({"num_format": "@", **marked}),
        "day": workbook.add_format(day),
        "wrong_day": workbook.add_format({**day, **marked}),
        "note": workbook.add_format({"text_wrap": True, "font_color": "#8E1B14", "valign": "top"}),
    }


def _write(page: Any, row: int, place: int, cell: Cell, formats: dict[str, Any], *, is_wrong: bool) -> None:
    """Write a cell as it was typed; text stays text."""
    if isinstance(cell, date) and cell.year >= 1900:
        page.write_datetime(row, place, cell, formats["wrong_day" if is_wrong else "day"])
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, place, cell, formats["wrong"] if is_wrong else None)
    elif shown(cell) or is_wrong:
        page.write_string(row, place, shown(cell), formats["wrong" if is_wrong else "text"])


def _typed(cell: Cell) -> str:
    return cell.isoformat() if type(cell) is date else shown(cell)
