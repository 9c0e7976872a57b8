"""The judgement of whom and where a row names."""

import pytest

from deployment.choices import Rank
from deployment.models import Officer
from tests.deployment.files import HA_NOI, NA_TAU, WINTER, classes, errors, imported, other, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("column", "value"), [("date_of_birth", "13/04/1988"), ("sex", "Nữ")])
def test_another_birth_or_sex_than_stored_is_an_error(editor, stored, column, value):
    assert errors(imported(editor, **{column: value})) == [(2, column)]


@pytest.mark.parametrize(("column", "value"), [("date_of_birth", "13/04/1988"), ("sex", "Nữ")])
def test_another_birth_or_sex_than_in_another_row_is_an_error(editor, column, value):
    result = imported(editor, row(), row(**NA_TAU, **WINTER, **{column: value}))

    assert errors(result) == [(3, column)]


def test_the_birth_of_another_provinces_officer_is_not_told(editor, root):
    imported(root, row(end_date="30/06/2020", **HA_NOI))

    hidden = imported(editor, **WINTER, date_of_birth="13/04/1988").errors[0].message
    shown = imported(root, **WINTER, date_of_birth="13/04/1988").errors[0].message

    assert ("12/4/1988" in hidden, "12/4/1988" in shown) == (False, True)


def test_the_row_that_starts_last_speaks_for_the_person(editor):
    rows = [row(**NA_TAU, **WINTER, rank="Thiếu tá"), row(full_name="Lò Văn Thanh")]

    result = imported(editor, *rows)

    officer = Officer.objects.get()
    assert (officer.full_name, officer.rank) == ("Lò Văn Thành", Rank.THIEU_TA)
    assert [(w.row, w.column) for w in result.warnings] == [(3, "full_name"), (3, "rank")]
    assert classes(imported(editor, *rows)) == {"unchanged": 2}


def test_an_empty_rank_keeps_what_is_stored(editor, stored):
    assert classes(imported(editor, rank="")) == {"unchanged": 1}

    result = imported(editor, **NA_TAU, **WINTER, rank="", sex="")

    assert (classes(result), result.warnings) == ({"transferred": 1}, ())
    officer = Officer.objects.get()
    assert (officer.rank, officer.sex) == (Rank.DAI_UY, "male")


def test_of_two_rows_the_later_one_that_gives_a_rank_tells_it(editor):
    rows = [row(rank="Thiếu tá"), row(**NA_TAU, **WINTER, rank="")]

    result = imported(editor, *rows)

    assert (Officer.objects.get().rank, result.warnings) == (Rank.THIEU_TA, ())
    assert classes(imported(editor, *rows)) == {"unchanged": 2}


def test_a_warning_names_the_officer(editor):
    result = imported(editor, row(), row(**NA_TAU, **WINTER, rank="Thiếu tá"))

    assert [warning.message for warning in result.warnings] == [
        "Lò Văn Thành: Cấp bậc hàm khác dòng 3 của cùng cán bộ; lấy theo dòng 3."
    ]


def test_the_sex_of_a_new_officer_may_be_given_later_and_once(editor):
    result = imported(editor, sex="")

    assert [(w.row, w.column) for w in result.warnings] == [(2, "sex")]
    assert Officer.objects.get().sex == ""
    assert classes(imported(editor, sex="Nữ")) == {"updated": 1}
    assert classes(imported(editor, sex="")) == {"unchanged": 1}
    assert errors(imported(editor, sex="Nam")) == [(2, "sex")]
    assert Officer.objects.get().sex == "female"


def test_two_rows_of_a_new_officer_may_not_say_two_sexes_though_the_first_says_none(editor):
    ended = {"end_date": "30/04/2020"}
    rows = [row(sex="", **ended), row(sex="Nam", start_date="01/05/2020", end_date="30/05/2020"),
            row(sex="Nữ", start_date="01/06/2020")]  # fmt: skip

    assert errors(imported(editor, *rows)) == [(4, "sex")]
    assert errors(imported(editor, *rows[:2])) == []
    assert Officer.objects.get().sex == "male"


def test_nobody_serves_before_birth(editor):
    assert errors(imported(editor, date_of_birth="01/03/2020")) == [(2, "date_of_birth")]


# Communes


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"commune_code": "93162", "commune_name": ""}, "commune_code", "Có phải là 03162"),
        ({"commune_code": "99999", "commune_name": "Nậm Kè"}, "commune_code", "Có phải là 03162"),
        ({"commune_code": "99999", "commune_name": "nam ke"}, "commune_code", "Có phải là 03162"),
        ({"commune_code": "99999", "commune_name": "Xã Nậm Kèe"}, "commune_code", "Có phải là 03162"),
        ({"commune_code": "99999", "commune_name": ""}, "commune_code", "Tra mã xã ở trang Xã, thị trấn"),
        ({"commune_code": "99999", "commune_name": ""}, "commune_code", "Không có xã nào"),
        (HA_NOI, "commune_code", "ngoài phạm vi"),
        ({"start_date": "01/07/2025"}, "commune_code", "đến hết ngày 30/6/2025"),
        ({"end_date": "01/07/2025"}, "commune_code", "đến hết ngày 30/6/2025"),
        ({"commune_name": "Xã Nà Tấu"}, "commune_name", "Có phải là 03316"),
        ({"commune_name": "Phường Nậm Kè"}, "commune_name", "Có phải là 03162"),
        ({"end_date": "29/02/2020"}, "end_date", "trước ngày bắt đầu"),
        ({"end_date": "31/12/9999"}, "end_date", "quá xa"),
    ],
)
def test_a_commune_or_a_day_that_does_not_fit(editor, cells, column, words):
    result = imported(editor, **cells)

    assert errors(result) == [(2, column)]
    assert words in result.errors[0].message


def test_an_unknown_code_is_guessed_at_even_where_the_day_cannot_be_read(editor):
    result = imported(editor, commune_code="99999", start_date="?")

    assert errors(result) == [(2, "commune_code"), (2, "start_date")]
    assert "Có phải là 03162 (Xã Nậm Kè)" in result.errors[0].message


@pytest.mark.parametrize(
    "cells", [{"end_date": "30/06/2025"}, {"end_date": "01/03/2020"}, {"commune_name": "nậm kè"}]
)
def test_what_does_fit(editor, cells):
    assert errors(imported(editor, **cells)) == []


def test_a_superuser_imports_for_any_province(root):
    assert classes(imported(root, row(**HA_NOI), other())) == {"created": 2}


def test_a_child_is_an_error(editor):
    child = row(start_date="01/01/2024", date_of_birth="31/12/2012")

    assert errors(imported(editor, child)) == [(2, "date_of_birth")]
