"""The judgement of rows beside each other and beside what is stored: transfers, ends, overlaps."""

from datetime import date

import pytest

from communes.models import Commune, Province
from deployment.models import Assignment, Officer
from tests.deployment.files import HA_NOI, NA_TAU, WINTER, classes, errors, imported, postings, row
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


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


def test_an_overlap_with_what_the_file_does_not_know_says_that_the_file_may_be_old(editor, stored):
    (unknown,) = imported(editor, **NA_TAU).errors
    (known,) = imported(editor, row(), row(**NA_TAU)).errors

    assert "tải lại mẫu" in unknown.message
    assert "tải lại mẫu" not in known.message


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
