"""The judgement of rows, sentence by sentence of the shared CONTRACT, "Import file"."""

from datetime import date

import pytest

from communes.models import Commune, Province
from deployment.choices import Force, Post, Rank
from deployment.models import Assignment, Officer
from tests.deployment.files import classes, errors, imported, other, row
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db
NA_TAU = {"commune_code": "03316", "commune_name": ""}  # another commune of Điện Biên
HA_NOI = {"commune_code": "00376", "commune_name": ""}  # Thị trấn Sóc Sơn
WINTER = {"start_date": "01/12/2020"}


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_user("root", is_superuser=True)


@pytest.fixture
def stored(editor):
    """Row 2 of every file here, already imported: a member of Xã Nậm Kè since 1/3/2020, still serving."""
    assert classes(imported(editor)) == {"created": 1}
    return Assignment.objects.select_related("officer").get()


def postings():
    """Everybody's postings: commune, first day, first day out."""
    fields = ("officer__service_number", "commune__code", "starts_on", "ends_on")
    return list(Assignment.objects.order_by(*fields[:1], "starts_on").values_list(*fields[1:]))


# What a row writes


def test_a_new_row_makes_an_officer_and_a_posting(editor, nam_ke):
    imported(editor, end_date="31/05/2021")

    posting = Assignment.objects.select_related("officer").get()
    officer = posting.officer
    assert (posting.commune, posting.province, posting.post, posting.force) == (
        nam_ke, nam_ke.province, Post.MEMBER, Force.REGULAR
    )  # fmt: skip
    assert (posting.starts_on, posting.ends_on) == (date(2020, 3, 1), date(2021, 6, 1))
    assert (posting.decision_number, posting.decision_date) == ("15/QĐ-CAT", date(2020, 2, 20))
    assert (officer.full_name, officer.date_of_birth, officer.sex) == (
        "Lò Văn Thành",
        date(1988, 4, 12),
        "male",
    )
    assert (officer.rank, officer.force, officer.province) == (Rank.DAI_UY, Force.REGULAR, nam_ke.province)
    assert officer.search_key == "lo van thanh"


def test_a_dry_run_writes_nothing(editor):
    assert classes(imported(editor, row(), dry_run=True)) == {"created": 1}
    assert not Officer.objects.exists()


def test_with_one_error_nothing_is_written(editor):
    result = imported(editor, row(), other(rank="Tá"))

    assert (classes(result), errors(result)) == ({"created": 1}, [(3, "rank")])
    assert not Officer.objects.exists()


def test_all_errors_of_a_row_are_told_at_once(editor):
    result = imported(
        editor,
        row(full_name="", date_of_birth="31/2/1988", sex="?", rank="?", force="?", decision_date="1/1/20"),
    )

    assert [column for number, column in errors(result)] == [
        "full_name", "date_of_birth", "sex", "rank", "force", "decision_date"
    ]  # fmt: skip


def test_every_row_is_in_exactly_one_class(editor, stored):
    rows = [row(), other(), other(), other(service_number="1"), other(**WINTER, **NA_TAU)]

    result = imported(editor, *rows, dry_run=True)

    assert classes(result) == {"unchanged": 2, "created": 1, "transferred": 1}
    assert result.rows == sum(result.outcomes.values()) + result.rows_in_error == 5
    assert result.rows_in_error == 1


def test_text_that_looks_like_a_formula_is_text(editor):
    imported(editor, full_name="=1+1", decision_number="@SUM(A1)")

    posting = Assignment.objects.select_related("officer").get()
    assert (posting.officer.full_name, posting.decision_number) == ("=1+1", "@SUM(A1)")


# The same posting


def test_the_same_row_again_is_unchanged(editor, stored):
    assert classes(imported(editor)) == {"unchanged": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"position": "Phó Trưởng Công an"},
        {"decision_number": "16/QĐ-CAT"},
        {"decision_date": "21/02/2020"},
        {"full_name": "Lò Văn Thanh"},
        {"rank": "Thiếu tá"},
        {"force": "Bán chuyên trách"},
        {"end_date": "31/05/2021", "rank": "Thiếu tá"},
    ],
)
def test_a_row_that_says_otherwise_updates(editor, stored, changes):
    assert classes(imported(editor, **changes)) == {"updated": 1}
    assert classes(imported(editor, **changes)) == {"unchanged": 1}
    assert Assignment.objects.count() == 1


def test_another_force_goes_to_the_postings(editor, stored):
    imported(editor, force="Bán chuyên trách")

    stored.refresh_from_db()
    assert stored.force == Force.SEMI_PROFESSIONAL


def test_a_row_that_only_gives_the_end_is_ended(editor, stored):
    assert classes(imported(editor, end_date="31/05/2021")) == {"ended": 1}
    assert postings() == [("03162", date(2020, 3, 1), date(2021, 6, 1))]


def test_another_end_of_an_ended_posting_is_an_update(editor, stored):
    imported(editor, end_date="31/05/2021")

    assert classes(imported(editor, end_date="30/05/2021")) == {"updated": 1}


def test_an_empty_end_reopens_with_a_warning(editor, stored):
    imported(editor, end_date="31/05/2021")

    result = imported(editor)

    assert (classes(result), [(w.column, w.row) for w in result.warnings]) == (
        {"updated": 1},
        [("end_date", 2)],
    )


def test_an_empty_cell_erases_with_a_warning(editor, stored):
    result = imported(editor, rank="", decision_number="", decision_date="")

    assert classes(result) == {"updated": 1}
    assert [w.column for w in result.warnings] == ["rank", "decision_number", "decision_date"]
    stored.refresh_from_db()
    assert (stored.decision_number, stored.officer.rank) == ("", None)


def test_an_absent_column_changes_nothing(editor, stored):
    AssignmentFactory._meta.model.objects.update(ends_on=date(2021, 6, 1))
    kept = ("rank", "force", "end_date", "decision_number", "decision_date", "sex")

    result = imported(editor, {key: value for key, value in row().items() if key not in kept})

    assert (classes(result), result.errors, result.warnings) == ({"unchanged": 1}, (), ())


# Transfers


@pytest.mark.parametrize(
    "to", [NA_TAU, {"position": "Phó Trưởng Công an"}], ids=["another commune", "another post"]
)
def test_a_later_open_posting_is_a_transfer(editor, stored, to):
    result = imported(editor, **WINTER, **to)

    assert classes(result) == {"transferred": 1}
    assert [(start, end) for code, start, end in postings()] == [
        (date(2020, 3, 1), date(2020, 12, 1)),
        (date(2020, 12, 1), None),
    ]


def test_a_transfer_from_a_row_that_starts_earlier_whatever_the_order(editor):
    result = imported(editor, row(**WINTER, **NA_TAU), row())

    assert classes(result) == {"created": 1, "transferred": 1}
    assert postings() == [
        ("03162", date(2020, 3, 1), date(2020, 12, 1)),
        ("03316", date(2020, 12, 1), None),
    ]
    assert classes(imported(editor, row(**WINTER, **NA_TAU), row())) == {"unchanged": 2}


def test_a_chain_of_transfers(editor):
    rows = [
        row(),
        row(**NA_TAU, **WINTER),
        row(start_date="01/02/2021"),
        row(**NA_TAU, start_date="01/03/2021"),
    ]

    assert classes(imported(editor, *rows)) == {"created": 1, "transferred": 3}
    assert classes(imported(editor, *rows)) == {"unchanged": 4}


def test_a_file_may_end_a_posting_and_open_the_next(editor, stored):
    rows = [row(end_date="30/06/2020"), row(**NA_TAU, **WINTER)]

    assert classes(imported(editor, *rows)) == {"ended": 1, "created": 1}


def test_the_day_after_the_last_day_is_free(editor, stored):
    rows = [row(end_date="30/11/2020"), row(**WINTER)]

    assert errors(imported(editor, *rows)) == []


@pytest.mark.parametrize(
    "cells",
    [
        WINTER,  # the same commune and post
        {**WINTER, **NA_TAU, "end_date": "31/12/2020"},  # later, but with an end
        {**NA_TAU, "start_date": "01/01/2020"},  # open and earlier than the stored one
        {**NA_TAU, "start_date": "01/01/2020", "end_date": "01/03/2020"},  # one day in both
        {**NA_TAU},  # the same first day
    ],
)
def test_any_other_overlap_with_a_stored_posting_is_an_error(editor, stored, cells):
    assert errors(imported(editor, **cells)) == [(2, "start_date")]


def test_of_two_overlapping_rows_the_later_is_at_fault(editor):
    late = row(**NA_TAU, **WINTER, end_date="31/12/2020")

    assert errors(imported(editor, late, row())) == [(2, "start_date")]
    assert errors(imported(editor, row(), late)) == [(3, "start_date")]


def test_of_rows_with_one_first_day_the_one_further_down_is_at_fault(editor):
    assert errors(imported(editor, row(**NA_TAU), row())) == [(3, "start_date")]


def test_two_rows_for_one_posting_with_other_content_are_an_error(editor):
    assert errors(imported(editor, row(), row(decision_number="9"))) == [(3, "start_date")]


def test_a_row_without_end_does_not_undo_a_later_transfer(editor, stored):
    imported(editor, **WINTER, **NA_TAU)

    assert errors(imported(editor)) == [(2, "start_date")]


def test_a_row_at_fault_does_not_blame_others(editor):
    rows = [row(), row(**WINTER), row(**NA_TAU, start_date="01/01/2021")]

    assert errors(imported(editor, *rows)) == [(3, "start_date")]


def test_a_row_with_a_wrong_rank_still_ends_its_posting(editor, stored):
    rows = [row(end_date="30/06/2020", rank="?"), row(**WINTER)]

    assert errors(imported(editor, *rows)) == [(2, "rank")]


def test_an_officer_who_serves_in_another_province(editor, stored):
    sóc_sơn = Commune.objects.get(code="00376")
    Assignment.objects.update(commune=sóc_sơn, province=sóc_sơn.province)

    result = imported(editor, **WINTER)

    assert errors(result) == [(2, "service_number")]
    assert "Sóc Sơn" not in result.errors[0].message


def test_the_past_of_an_officer_who_left_may_be_read_again_but_not_changed(editor, stored):
    imported(editor, end_date="30/06/2020")
    sóc_sơn = Commune.objects.get(code="00376")
    AssignmentFactory(officer=stored.officer, commune=sóc_sơn, starts_on=date(2020, 12, 1))

    assert classes(imported(editor, end_date="30/06/2020")) == {"unchanged": 1}
    assert errors(imported(editor, end_date="29/06/2020")) == [(2, "service_number")]
    assert errors(imported(editor, end_date="30/06/2020", rank="Thiếu tá")) == [(2, "service_number")]


def test_a_superuser_moves_nobody_between_provinces_by_file(root):
    result = imported(root, row(), row(**WINTER, **HA_NOI))

    assert errors(result) == [(3, "service_number")]


def test_a_superuser_ends_in_one_province_and_opens_in_another(root):
    result = imported(root, row(end_date="30/11/2020"), row(**WINTER, **HA_NOI))

    assert classes(result) == {"created": 2}
    assert Officer.objects.get().province == Province.objects.get(code="01")


# Repeats, persons


def test_an_exact_repeat_is_unchanged_with_a_warning(editor):
    result = imported(editor, row(), row())

    assert classes(result) == {"created": 1, "unchanged": 1}
    assert [(w.row, w.column) for w in result.warnings] == [(3, "service_number")]


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


def test_a_new_officer_must_have_a_sex(editor):
    assert errors(imported(editor, sex="")) == [(2, "sex")]


def test_nobody_serves_before_birth(editor):
    assert errors(imported(editor, date_of_birth="01/03/2020")) == [(2, "date_of_birth")]


# Communes


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"commune_code": "93162", "commune_name": ""}, "commune_code", "Có phải là 03162"),
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


@pytest.mark.parametrize(
    "cells", [{"end_date": "30/06/2025"}, {"end_date": "01/03/2020"}, {"commune_name": "nậm kè"}]
)
def test_what_does_fit(editor, cells):
    assert errors(imported(editor, **cells)) == []


def test_a_superuser_imports_for_any_province(root):
    assert classes(imported(root, row(**HA_NOI), other())) == {"created": 2}


# Chiefs


CHIEF = {"position": "Trưởng Công an"}


@pytest.fixture
def chief(editor):
    """Lò Văn Thành, chief of Xã Nậm Kè since 1/3/2020."""
    assert classes(imported(editor, **CHIEF)) == {"created": 1}


def test_a_second_chief_is_an_error_in_position(editor, chief):
    result = imported(editor, other(**CHIEF, **WINTER))

    assert errors(result) == [(2, "position")]
    assert "Lò Văn Thành, 123456-789" in result.errors[0].message


@pytest.mark.parametrize("start", ["01/01/2019", "01/03/2020"])
def test_a_second_chief_from_an_earlier_day_too(editor, chief, start):
    assert errors(imported(editor, other(**CHIEF, start_date=start))) == [(2, "position")]
    assert errors(imported(editor, other(**CHIEF, start_date=start), row(**CHIEF))) == [(2, "position")]


def test_of_two_new_chiefs_the_later_is_at_fault(editor):
    assert errors(imported(editor, other(**CHIEF, **WINTER), row(**CHIEF))) == [(2, "position")]
    assert errors(imported(editor, other(**CHIEF), row(**CHIEF))) == [(3, "position")]


def test_a_chief_may_follow_one_whom_the_file_ends(editor, chief):
    rows = [other(**CHIEF, **WINTER), row(**CHIEF, end_date="30/11/2020")]

    assert classes(imported(editor, *rows)) == {"created": 1, "ended": 1}


def test_a_chief_may_follow_one_whom_the_file_transfers(editor, chief):
    rows = [other(**CHIEF, **WINTER), row(**CHIEF, **NA_TAU, **WINTER)]

    assert classes(imported(editor, *rows)) == {"created": 1, "transferred": 1}


def test_two_chiefs_may_change_places(editor, chief):
    imported(editor, other(**CHIEF, **NA_TAU))
    rows = [row(**CHIEF, **NA_TAU, **WINTER), other(**CHIEF, **WINTER)]

    assert classes(imported(editor, *rows)) == {"transferred": 2}


def test_a_chief_may_follow_one_who_becomes_a_member(editor, chief):
    assert classes(imported(editor, row(), other(**CHIEF, **WINTER))) == {"updated": 1, "created": 1}


def test_a_semi_professional_chief_occupies_the_post(editor):
    officer = OfficerFactory(force=Force.SEMI_PROFESSIONAL)
    AssignmentFactory(officer=officer, post=Post.CHIEF, starts_on=date(2018, 1, 1))

    assert errors(imported(editor, **CHIEF)) == [(2, "position")]


@pytest.mark.parametrize(("rank", "warned"), [("Trung tá", []), ("Thượng tá", [(2, "rank")])])
def test_a_rank_above_the_ceiling_of_the_post_is_a_warning(editor, rank, warned):
    result = imported(editor, **CHIEF, rank=rank)

    assert [(w.row, w.column) for w in result.warnings] == warned
    assert classes(result) == {"created": 1}


def test_a_row_that_cannot_be_placed_is_still_judged_by_the_rest_of_it(editor):
    imported(editor, row())

    bad = row(position="Phó CAX", commune_code="03126", date_of_birth="13/04/1988")
    unread = other(start_date="05/13/2021", commune_code="99999")

    assert errors(imported(editor, bad, unread)) == [
        (2, "date_of_birth"), (2, "commune_code"), (2, "position"), (3, "commune_code"), (3, "start_date"),
    ]  # fmt: skip
