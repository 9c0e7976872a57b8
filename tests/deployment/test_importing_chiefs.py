"""The judgement of posts: one chief at a time, and the ceiling of ranks."""

from datetime import date

import pytest

from deployment.choices import Force, Post
from tests.deployment.files import NA_TAU, WINTER, classes, errors, imported, other, row
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


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


def test_a_chief_who_does_not_count_is_named_as_such(editor):
    semi = OfficerFactory(force=Force.SEMI_PROFESSIONAL, full_name="Lò Văn Long")
    AssignmentFactory(officer=semi, post=Post.CHIEF)

    result = imported(editor, other(**CHIEF, **WINTER))

    assert errors(result) == [(2, "position")]
    assert f"(Lò Văn Long, {semi.service_number}, bán chuyên trách)" in result.errors[0].message


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
