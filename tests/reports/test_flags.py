"""What a period flags in a report: against its opening, against the last approved, by its own days."""

from datetime import date

import pytest

from communes.models import Commune
from deployment.choices import Post
from reports import cycle
from reports.choices import Flag
from reports.content import content_of
from tests.factories import AssignmentFactory
from tests.reports.cycle import a_period, report_of, sent

pytestmark = pytest.mark.django_db


def test_warnings_are_told_by_the_average_of_the_periods_opening(ministry, commune):
    elsewhere = Commune.objects.filter(province__code="10", kind="xa").first()
    AssignmentFactory.create_batch(6, commune=elsewhere)
    AssignmentFactory.create_batch(2, commune=commune, post=Post.MEMBER)
    report = report_of(a_period(ministry))
    AssignmentFactory.create_batch(9, commune=elsewhere)

    average = next(each for each in content_of(report).findings if each.kind == Flag.AVERAGE)

    assert average.text == "Bình quân 2,0 cán bộ một xã; cả nước 4,0"


@pytest.mark.parametrize(("leaving", "flagged"), [(2, False), (3, True)])
def test_a_jump_against_the_last_approved_period(ministry, commune, leaving, flagged):
    AssignmentFactory.create_batch(6 - leaving, commune=commune)
    AssignmentFactory.create_batch(leaving, commune=commune, ends_on=date(2021, 5, 10))
    cycle.approve(report=sent(a_period(ministry, date(2021, 4, 30))).report, by=ministry)

    found = content_of(report_of(a_period(ministry))).findings

    assert any(f.kind == Flag.JUMP and f.commune_id == commune.pk for f in found) == flagged


@pytest.mark.parametrize(("since", "flagged"), [(date(2021, 3, 2), True), (date(2021, 3, 3), False)])
def test_a_chief_vacant_for_more_than_ninety_days(report, commune, since, flagged):
    AssignmentFactory(commune=commune, post=Post.CHIEF, ends_on=since)

    kinds = {finding.kind for finding in content_of(report).findings}

    assert (Flag.VACANT_CHIEF in kinds) == flagged
