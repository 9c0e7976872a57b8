"""The judgement of rows, sentence by sentence of the shared CONTRACT, "Import file"."""

from datetime import date

import pytest

from deployment.choices import Force, Post, Rank
from deployment.models import Assignment, Officer
from tests.deployment.files import NA_TAU, WINTER, classes, errors, imported, other, postings, row
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("column", "value"), [
    ("date_of_birth", "31/02/1988"), ("start_date", "03/13/2020"), ("start_date", "1/3/20"),
    ("end_date", "01/02/2020"), ("end_date", "31/04/2021"), ("service_number", "12"),
])  # fmt: skip
def test_an_unknown_commune_is_told_beside_any_other_fault_of_its_row(editor, column, value):
    found = errors(imported(editor, commune_code="99999", commune_name="", **{column: value}))

    assert sorted(found) == sorted([(2, column), (2, "commune_code")])


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
    result = imported(editor, decision_number="", decision_date="")

    assert classes(result) == {"updated": 1}
    assert [w.column for w in result.warnings] == ["decision_number", "decision_date"]
    assert all(w.message.startswith("Lò Văn Thành: Ô để trống") for w in result.warnings)
    stored.refresh_from_db()
    assert stored.decision_number == ""


def test_an_absent_column_changes_nothing(editor, stored):
    AssignmentFactory._meta.model.objects.update(ends_on=date(2021, 6, 1))
    kept = ("rank", "force", "end_date", "decision_number", "decision_date", "sex")

    result = imported(editor, {key: value for key, value in row().items() if key not in kept})

    assert (classes(result), result.errors, result.warnings) == ({"unchanged": 1}, (), ())
