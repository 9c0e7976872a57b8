import random
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.vietnamese import (
    first_day_out,
    fold,
    format_day,
    format_document_day,
    format_number,
    format_percent,
    last_day_in,
    normalise,
    parse_day,
    person_sort_key,
    sort_key,
)


def test_people_stand_by_given_name_then_family_then_the_rest():
    people = [
        "Nguyễn Văn An", "Trần An", "Đỗ Thị Ánh", "Lê Ân", "Bùi Bình", "Nguyễn Đức", "Phạm Em", "Lê Huỳnh Ý",
    ]  # fmt: skip

    shuffled = random.Random(1).sample(people, len(people))
    assert sorted(shuffled, key=person_sort_key) == people


@pytest.mark.parametrize(
    "words",
    [
        ["ba", "bà", "bả", "bã", "bá", "bạ", "băn", "bân", "be", "bê", "da", "đa", "o", "ô", "ơ", "u", "ư"],
        ["An", "An Bình", "Anh"],
        ["Phường 2", "Phường 10", "Phường A"],
        ["Hoà Bình", "Hòa Bình"],
    ],
)
def test_the_alphabet_with_the_tones_last(words):
    shuffled = random.Random(1).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: (sort_key(word), word)) == words


def test_a_key_is_ascii_and_the_same_for_both_unicode_forms():
    name = "Nguyễn Đức Huỳnh"

    assert sort_key(name).isascii()
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


@pytest.mark.parametrize("text", ["ĐIỆN  BIÊN", "điện biên", unicodedata.normalize("NFD", "Điện Biên")])
def test_search_ignores_case_and_accents(text):
    assert fold(text) == "dien bien"


@given(st.text(max_size=40))
def test_any_text_is_normalised_folded_and_keyed(text):
    clean = normalise(text)

    assert normalise(clean) == clean == unicodedata.normalize("NFC", clean)
    assert sort_key(text).isascii()
    assert person_sort_key(text or "x").isascii()


def test_numbers_and_days_as_they_are_printed():
    assert (format_number(43127), format_number(1234.5, 1), format_number(0)) == ("43.127", "1.234,5", "0")
    assert format_day(date(2021, 5, 31)) == "31/5/2021"
    assert format_document_day(date(2021, 2, 3)) == "ngày 03 tháng 02 năm 2021"
    assert format_document_day(date(2021, 5, 31)) == "ngày 31 tháng 5 năm 2021"


@given(st.integers(1, 100_000), st.data())
def test_all_and_none_are_said_of_exactly_that(whole, data):
    part = data.draw(st.integers(0, whole))
    text = format_percent(part, whole)

    assert (text == "100,0") == (part == whole)
    assert (text == "0,0") == (part == 0)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(58, 160, "36,3"), (1, 80, "1,3"), (3, 80, "3,8"), (9, 80, "11,3"), (1, 160, "0,6"), (1, 1_600, "0,1")],
)
def test_a_tie_is_rounded_half_up_as_a_spreadsheet_shows_it(part, whole, text):
    assert format_percent(part, whole) == text


def test_nothing_has_no_rate():
    assert format_percent(0, 0) == "–"


@pytest.mark.parametrize("text", ["31/5/2021", " 31/05/2021 ", "2021-05-31"])
def test_days_are_read(text):
    assert parse_day(text) == date(2021, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/5/21",
        "5/31/2021",
        "31-5-2021",
        "2021-5-31",
        "30/2/2021",
        "x",
        "٣١/٥/٢٠٢١",
        "\uff12021-05-31",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_the_last_day_served_comes_back(day):
    assert last_day_in(first_day_out(day)) == day


def test_open_stays_open():
    assert (first_day_out(None), last_day_in(None)) == (None, None)
