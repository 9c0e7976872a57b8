"""Vietnamese, in one module: sort keys, folding for search, numbers, dates, Unicode form.

Sources: alphabet and order of tones as in the Vietnamese dictionary (không dấu, huyền, hỏi, ngã,
sắc, nặng); document dates as in Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
# The letters of the alphabet as consecutive ASCII characters, so that collation "C" sorts them.
_LETTER_KEYS = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}
_WORD_BREAK, _LEVEL_BREAK = "!", " "  # a level ends below a word, a word below a digit or letter
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SAME_SOUND = {"sy\u0303": "si\u0303"}  # sỹ quan, sĩ quan
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def normalise(text: str) -> str:
    """Give `text` in NFC, without control or format characters, with single spaces."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # the usual case, eight times as fast
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    kept = (c if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"} else " " for c in text)
    return " ".join("".join(kept).split())


def fold(text: str) -> str:
    """Give `text` for search: lower case, no accents, đ as d, single spaces."""
    plain = unicodedata.normalize("NFD", normalise(text).lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_DASHES)


def spelling_key(text: str) -> str:
    """Give a key that is equal for spellings of the same words: úy and uý, sĩ and sỹ, any case and form."""
    return " ".join(_SAME_SOUND.get(key, key) for key in map(_word_spelling, normalise(text).lower().split()))


def sort_key(text: str) -> str:
    """Give an ASCII key whose byte order is the Vietnamese order of `text`; tones decide last."""
    letters: list[str] = []
    tones: list[str] = []
    for word in re.findall(r"\d+|[^\W\d_]+", normalise(text).lower()):
        letters.append(f"{int(word):06}" if word.isdecimal() else _word_key(word))
        tones.append(_tone_key(word))
    return _WORD_BREAK.join(letters) + _LEVEL_BREAK + _WORD_BREAK.join(tones)


def person_sort_key(full_name: str) -> str:
    """Give the key that sorts people by given name (the last word), then family name, then the rest."""
    words = normalise(full_name).split(" ")
    given, family, middle = words[-1], words[0], words[1:-1]
    return _LEVEL_BREAK.join(sort_key(part) for part in (given, family, " ".join(middle)))


def _word_spelling(word: str) -> str:
    marks = [c for c in unicodedata.normalize("NFD", word) if c in TONES]
    return _without_tone(word) + "".join(marks)


def _without_tone(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES)
    return unicodedata.normalize("NFC", bare)


def _word_key(word: str) -> str:
    return "".join(_LETTER_KEYS.get(c, "~") for c in _without_tone(word))


def _tone_key(word: str) -> str:
    marks = (TONES.find(c) + 1 for c in unicodedata.normalize("NFD", word))
    return str(next((mark for mark in marks if mark), 0))


_SEPARATORS = str.maketrans(",.", ".,")


def format_number(value: int | Decimal, places: int = 0) -> str:
    """Give a number as Vietnamese print it: `43.127`, `1.234,5`."""
    return f"{value:,.{places}f}".translate(_SEPARATORS)


def rounded(value: Decimal) -> Decimal:
    """Give `value` with one decimal, half up: as Vietnamese round, and as spreadsheets show a cell."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def format_percent(part: int, whole: int) -> str:
    """Give part of whole in percent with one decimal, half up from the exact fraction, without the sign.

    Never rounded up to 100,0 or down to 0,0: "all" and "none" are said of exactly that.
    An empty whole has no rate: a dash.
    """
    if not whole:
        return "–"
    percent = rounded(Decimal(part) * 100 / whole)
    if 0 < part < whole:
        percent = min(max(percent, Decimal("0.1")), Decimal("99.9"))
    return format_number(percent, 1)


def format_day(day: date) -> str:
    """Give a day as pages write it: `31/5/2021`."""
    return f"{day.day}/{day.month}/{day.year}"


def format_document_day(day: date) -> str:
    """Give a day as documents write it: `ngày 31 tháng 5 năm 2021`, a 0 before days < 10 and months 1, 2."""
    month = f"{day.month:02}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


UNDATED = "ngày … tháng … năm …"  # of a document that nobody has dated


def parse_day(text: str) -> date:
    """Read `31/5/2021`, `31/05/2021` or `2021-05-31`; raises ValueError for anything else."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not a day: {text!r}")
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    return date(int(year or iso_year), int(month or iso_month), int(day or iso_day))


def is_written_as_day(text: str) -> bool:
    """Tell whether `text` is written as a day is, be there such a day or not (`31/2/2021`)."""
    return _DAY.fullmatch(text.strip()) is not None


def first_day_out(last_day: date | None) -> date | None:
    """Turn the LAST day served (pages, files) into the first day out (database); None stays open.

    Raises OverflowError for the last day of the calendar, which has no next one.
    """
    return last_day + timedelta(days=1) if last_day else None


def last_day_in(ends_on: date | None) -> date | None:
    """Turn the first day out (database) into the LAST day served (pages, files)."""
    return day_before(ends_on) if ends_on else None


def day_before(day: date) -> date:
    """Give the LAST day of what ends as something else begins on `day`."""
    return day - timedelta(days=1)
