import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.vietnamese import format_day
from deployment.choices import Rank
from deployment.importing.columns import Key
from deployment.importing.values import CellError, read_day, readers


def read(key, cell):
    value = readers()[key][cell]
    return value if not hasattr(value, "message") else "error"


@pytest.mark.parametrize(
    "cell",
    [
        date(2021, 5, 31),
        datetime(2021, 5, 31),  # noqa: DTZ001  (as a spreadsheet gives it)
        "31/05/2021",
        "31/5/2021",
        "2021-05-31",
        " 31/05/2021 ",
    ],
)
def test_what_is_a_day(cell):
    assert read_day(cell) == date(2021, 5, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "31/5/21",
        "05/31/2021",
        "31/02/2021",
        "00/01/2021",
        "31.05.2021",
        "2021-5-31",
        "20210531",
        "44347",
        44347.0,
        44347,
        True,
        "hôm qua",
        "31/05/2021 08:00",
        "1/1/0001",
        time(8, 0),
        timedelta(days=3),
    ],
)
def test_what_is_no_day(cell):
    with pytest.raises(CellError):
        read_day(cell)


def test_a_month_first_date_is_refused_with_the_day_that_was_meant():
    with pytest.raises(CellError, match="Có phải là 31/05/2021"):
        read_day("05/31/2021")


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_back_as_pages_and_computers_write_it(day):
    assert read_day(format_day(day)) == read_day(day.isoformat()) == read_day(day) == day


@given(st.integers(1, 12), st.integers(13, 31), st.integers(1900, 2100))
def test_no_month_first_date_with_a_day_past_12_is_ever_read(month, day, year):
    with pytest.raises(CellError):
        read_day(f"{month}/{day}/{year}")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Đại úy", Rank.DAI_UY),
        ("Đại uý", Rank.DAI_UY),
        ("ĐẠI ÚY", Rank.DAI_UY),
        ("đại  uý ", Rank.DAI_UY),
        ("Thượng sĩ", Rank.THUONG_SI),
        ("Thượng sỹ", Rank.THUONG_SI),
        ("Thiếu tá", Rank.THIEU_TA),
    ],
)
def test_ranks_in_each_spelling(text, rank, form):
    assert read(Key.RANK, unicodedata.normalize(form, text)) == rank


@pytest.mark.parametrize("text", ["Đại", "Thiêu tá", "captain", "7", 7.0])
def test_what_is_no_rank(text):
    assert read(Key.RANK, text) == "error"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        (Key.SEX, "nữ", "female"),
        (Key.SEX, "male", "male"),
        (Key.SEX, "", None),
        (Key.FORCE, "", "regular"),
        (Key.FORCE, "Bán chuyên trách", "semi_professional"),
        (Key.FORCE, "semi_professional", "semi_professional"),
        (Key.POSITION, "Phó trưởng công an", "deputy"),
        (Key.POSITION, "chief", "chief"),
        (Key.POSITION, "Phó CAX", "error"),
        (Key.POSITION, "", "error"),
        (Key.SERVICE_NUMBER, "123456–789", "123456-789"),
        (Key.SERVICE_NUMBER, "12345-789", "error"),
        (Key.SERVICE_NUMBER, 123456789.0, "error"),
        (Key.SERVICE_NUMBER, "١٢٣٤٥٦-٧٨٩", "error"),
        (Key.COMMUNE_CODE, "03162", "03162"),
        (Key.COMMUNE_CODE, 3162.0, "03162"),
        (Key.COMMUNE_CODE, "3162", "03162"),
        (Key.COMMUNE_CODE, 31620.0, "31620"),
        (Key.COMMUNE_CODE, 3162.5, "error"),
        (Key.COMMUNE_CODE, "-3162", "error"),
        (Key.COMMUNE_CODE, "003162", "error"),
        (Key.COMMUNE_CODE, date(2021, 5, 31), "error"),
        (Key.DECISION_NUMBER, 12.0, "12"),
        (Key.DECISION_NUMBER, date(2021, 5, 12), "error"),
        (Key.DECISION_NUMBER, "x" * 61, "error"),
        (Key.FULL_NAME, "  Lò   Văn\u00a0Thành ", "Lò Văn Thành"),
        (Key.FULL_NAME, unicodedata.normalize("NFD", "Nguyễn Đức"), "Nguyễn Đức"),
        (Key.FULL_NAME, "A", "error"),
        (Key.FULL_NAME, "x" * 101, "error"),
        (Key.FULL_NAME, "1 " * 50, "error"),  # its sort key would be too long to store
        (Key.FULL_NAME, "한" * 50, "error"),  # so would its search key
        (Key.FULL_NAME, "=1+1", "=1+1"),
        (Key.END_DATE, "31/05/2021", date(2021, 6, 1)),
        (Key.END_DATE, "", None),
        (Key.END_DATE, "31/12/9999", "error"),
        (Key.END_DATE, "30/12/9999", date(9999, 12, 31)),
        (Key.START_DATE, "", "error"),
    ],
)
def test_cells_of_each_column(key, text, value):
    assert read(key, text) == value
