"""Beside the counts of training that a province enters stands what its officers' records say."""

from datetime import date

import pytest

from deployment.choices import Course
from reports.support.recorded import trained_by_records
from reports.support.writing import write_conditions
from tests.factories import DAY, AssignmentFactory, TrainingFactory
from tests.reports.cycle import a_period, report_of

pytestmark = pytest.mark.django_db


def trained(*days, course=Course.LAW, **posting):
    officer = AssignmentFactory(**posting).officer
    for day in days:
        TrainingFactory(officer=officer, course=course, completed_on=day)


def test_officers_in_post_are_counted_once_a_course_up_to_the_day(commune, django_assert_num_queries):
    trained(date(2020, 1, 1), date(2021, 1, 1))
    trained(DAY)
    trained(date(2021, 6, 1))
    trained(date(2020, 1, 1), ends_on=DAY)  # the last day served was the one before
    trained(date(2020, 1, 1), course=Course.OTHER)

    with django_assert_num_queries(1):
        told = trained_by_records(DAY, [commune.pk])

    assert told == {
        (commune.pk, "trained_professional"): 0,
        (commune.pk, "trained_law"): 2,
        (commune.pk, "trained_language"): 0,
        (commune.pk, "trained_other"): 1,
    }


def test_the_grid_shows_a_difference_and_takes_what_was_entered(client, ministry, approver, commune):
    report = report_of(a_period(ministry))
    trained(date(2020, 1, 1))
    write_conditions(report=report, by=approver, rows={commune.pk: {"trained_law": 3, "trained_other": 0}})
    client.force_login(approver)

    page = client.get(f"/periods/{report.period_id}/provinces/11/support/?page=1")
    pages = [
        page,
        *(client.get(f"/periods/{report.period_id}/provinces/11/support/?page={n}") for n in range(2, 6)),
    ]
    rows = [row for one in pages for row in one.context["rows"] if row.commune == commune]
    cells = {cell.column.name: cell for cell in rows[0].cells}

    told = {name: (cell.text, cell.recorded, cell.differs) for name, cell in cells.items()}
    assert told["trained_law"] == ("3", 1, True)
    assert told["trained_other"] == ("0", 0, False)
    assert told["trained_language"] == ("", 0, False)
    assert told["computers"] == ("", None, False)
    assert any("khác số đã ghi" in one.content.decode() for one in pages)
