"""From a cell to a value: what is accepted in each column, and in which words the rest is refused.

A cell is text, a number (whole ones come as floats), a date or a truth value; an empty one is "".
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from communes.vietnamese import (
    first_day_out,
    fold,
    format_day,
    normalise,
    parse_day,
    person_sort_key,
    spelling_key,
)
from deployment.choices import Force, Post, Rank, Sex
from deployment.importing.columns import Key, file_words
from deployment.importing.reading import Cell
from deployment.plausible import FIRST_YEAR

SERVICE_NUMBER = re.compile(r"[0-9]{6}-[0-9]{3}")
COMMUNE_CODE = re.compile(r"[0-9]{1,5}")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
TWO_DIGIT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
LONGEST_NAME, LONGEST_SORT_KEY, LONGEST_DECISION = 100, 300, 60
USUAL_NAME = 33  # characters; a shorter name never has keys too long to store


class CellError(ValueError):
    """A cell cannot be read; the text says why and how to mend it."""


class Bad:
    """What stands in a row for a cell that could not be read."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message


class Reader(dict[Cell, Any]):
    """Reads the cells of one column, each different cell once: the value, or Bad. `bad` holds such cells."""

    def __init__(self, parse: Callable[[Cell], Any]) -> None:
        super().__init__()
        self.parse = parse
        self.bad: set[Cell] = set()

    def __missing__(self, cell: Cell) -> Any:
        try:
            value = self.parse(cell)
        except CellError as error:
            value = Bad(str(error))
            self.bad.add(cell)
        self[cell] = value
        return value


def shown(cell: Cell) -> str:
    """Give a cell as its spreadsheet shows it, for messages."""
    if isinstance(cell, date):
        return format_day(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def text_of(cell: Cell) -> str:
    """Give the text of a cell, normalised. Raises CellError for a date or a time."""
    if isinstance(cell, str):
        return normalise(cell)
    if isinstance(cell, date | time | timedelta):
        raise CellError(_("Ô này ở dạng ngày giờ.\nĐịnh dạng ô là Văn bản rồi ghi lại."))
    return shown(cell)


def _required(cell: Cell) -> str:
    text = text_of(cell)
    if not text:
        raise CellError(_("Thiếu giá trị; cột này bắt buộc.\nGhi giá trị vào ô này, hoặc xóa cả dòng."))
    return text


def read_service_number(cell: Cell) -> str:
    """Give a service number (CONTRACT: six digits, a dash, three). Raises CellError."""
    if isinstance(cell, str) and SERVICE_NUMBER.fullmatch(cell):
        return cell
    text = _required(cell).translate(DASHES)
    if not SERVICE_NUMBER.fullmatch(text):
        raise CellError(
            _("Số hiệu không đúng dạng.\nSố hiệu gồm 6 chữ số, gạch nối và 3 chữ số, ví dụ 123456-789.")
        )
    return text


def read_name(cell: Cell) -> str:
    """Give a name of 2 to 100 characters whose keys fit too. Raises CellError."""
    text = _required(cell)
    if not 2 <= len(text) <= LONGEST_NAME:
        raise CellError(_("Họ và tên quá ngắn hoặc quá dài.\nHọ và tên phải có từ 2 đến 100 ký tự."))
    if len(text) > USUAL_NAME and (
        len(person_sort_key(text)) > LONGEST_SORT_KEY or len(fold(text)) > LONGEST_NAME
    ):
        raise CellError(_("Họ và tên quá dài.\nBỏ ký tự thừa trong ô."))
    return text


def read_day(cell: Cell) -> date | None:
    """Read a date cell, DD/MM/YYYY or ISO; an empty cell is None."""
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if not isinstance(cell, str):
        raise CellError(_("Ô này là số, không phải ngày.\nĐịnh dạng ô là Ngày hoặc ghi như 31/05/2021."))
    text = normalise(cell)
    if not text:
        return None
    try:
        return _plausible(parse_day(text))
    except CellError:
        raise
    except ValueError as error:
        raise CellError(_why_no_day(text)) from error


def _plausible(day: date) -> date:
    if day.year < FIRST_YEAR:
        words = _("Năm quá xa trong quá khứ.\nNăm phải từ %(year)s trở đi.")
        raise CellError(words % {"year": FIRST_YEAR})
    return day


def _why_no_day(text: str) -> str:
    if TWO_DIGIT_YEAR.fullmatch(text):
        return _("Năm chỉ có hai chữ số.\nNăm phải có 4 chữ số, ví dụ 31/05/2021.")
    found = DAY_FIRST.fullmatch(text)
    if found and int(found[2]) > 12 >= int(found[1]) >= 1:
        return _("Không có tháng %(month)s. Ngày phải đứng trước tháng.\nCó phải là %(other)s?") % {
            "month": found[2],
            "other": f"{found[2]}/{found[1]}/{found[3]}",
        }
    if found:
        return _("Không có ngày này.\nKiểm tra ngày và tháng theo hồ sơ cán bộ.")
    return _("Không phải ngày.\nGhi ngày/tháng/năm, ví dụ 31/05/2021.")


def read_required_day(cell: Cell) -> date:
    """Read a day that must be there."""
    day = read_day(cell)
    if day is None:
        raise CellError(_("Thiếu giá trị; cột này bắt buộc.\nGhi giá trị vào ô này, hoặc xóa cả dòng."))
    return day


def read_first_day_out(cell: Cell) -> date | None:
    """Read the LAST day served as the first day out; an empty cell is None: still serving."""
    try:
        return first_day_out(read_day(cell))
    except OverflowError as error:
        raise CellError(_("Ngày này quá xa.\nĐể trống nếu còn giữ chức.")) from error


def read_commune_code(cell: Cell) -> str:
    """Read a code, with the zeros restored that a spreadsheet has eaten."""
    text = _required(cell)
    if not COMMUNE_CODE.fullmatch(text):
        raise CellError(_("Mã xã không đúng dạng.\nMã xã gồm 5 chữ số, ví dụ 03162."))
    return text.zfill(5)


def read_decision_number(cell: Cell) -> str:
    """Give the number of a decision, "" for none. Raises CellError where it is too long."""
    text = text_of(cell)
    if len(text) > LONGEST_DECISION:
        raise CellError(_("Số quyết định dài quá 60 ký tự.\nChỉ ghi số và ký hiệu, ví dụ 15/QĐ-CAT."))
    return text


def word_of(
    choices: type[Choices], what: str, *, empty: Any = None, required: bool = False
) -> Callable[[Cell], Any]:
    """Make the reading of a column of fixed words: the Vietnamese ones, or the stored English ones."""
    words = {spelling_key(word): value for value, word in file_words(choices).items()}
    words |= {spelling_key(str(value)): value for value in choices.values if isinstance(value, str)}

    def read(cell: Cell) -> Any:
        text = _required(cell) if required else text_of(cell)
        if not text:
            return empty
        try:
            return words[spelling_key(text)]
        except KeyError as error:
            known = ", ".join(file_words(choices).values())
            raise CellError(
                _("Không có %(what)s này.\nGhi một trong: %(known)s.") % {"what": what, "known": known}
            ) from error

    return read


def readers() -> dict[Key, Reader]:
    """Give a fresh reader for each column; what they remember is for one file."""
    parses: dict[Key, Callable[[Cell], Any]] = {
        Key.SERVICE_NUMBER: read_service_number,
        Key.FULL_NAME: read_name,
        Key.DATE_OF_BIRTH: read_required_day,
        Key.SEX: word_of(Sex, _("giới tính")),
        Key.RANK: word_of(Rank, _("cấp bậc hàm")),
        Key.FORCE: word_of(Force, _("lực lượng"), empty=Force.REGULAR.value),
        Key.COMMUNE_CODE: read_commune_code,
        Key.COMMUNE_NAME: text_of,
        Key.POSITION: word_of(Post, _("chức vụ"), required=True),
        Key.START_DATE: read_required_day,
        Key.END_DATE: read_first_day_out,
        Key.DECISION_NUMBER: read_decision_number,
        Key.DECISION_DATE: read_day,
    }
    return {key: Reader(parse) for key, parse in parses.items()}
