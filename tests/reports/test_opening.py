"""Opening a period: what it keeps, and what is refused."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from communes.calendar import HANOI, today
from communes.models import Commune, Province
from reports import cycle, errors
from reports.choices import State
from reports.models import Period
from tests.factories import DAY
from tests.reports.cycle import DUE, OPENS, a_period

pytestmark = pytest.mark.django_db


def test_a_period_keeps_its_provinces_denominators_and_rule(period):
    counts = dict(period.reports.values_list("province__code", "communes"))

    assert (len(counts), sum(counts.values()), counts["11"]) == (63, 8880, 120)
    assert (period.rule["minimum"], period.rule["chief_required"]) == (5, True)
    assert set(period.reports.values_list("state", flat=True)) == {State.NOT_STARTED}


def test_periods_with_other_provinces_stand_side_by_side(period, ministry):
    day = date(2021, 6, 1)
    Province.objects.filter(code="11").update(exists_until=day)
    Commune.objects.filter(province__code="11").update(exists_until=day)

    later = a_period(ministry, day)

    assert (period.reports.count(), later.reports.count()) == (63, 62)


def test_a_cut_off_ahead_is_refused(ministry):
    tomorrow = today() + timedelta(days=1)

    with pytest.raises(errors.CutOffAhead):
        cycle.open_period(
            title="Kỳ", cut_off=tomorrow, opens_at=OPENS, due_at=timezone.now() + timedelta(9), by=ministry
        )
    assert not Period.objects.exists()


@pytest.mark.parametrize(
    ("title", "opens_at", "due_at", "refusal"),
    [
        (" ", OPENS, DUE, errors.ReasonMissing),
        ("Kỳ", DUE, OPENS, errors.DueTooEarly),
        ("Kỳ", OPENS, datetime(2021, 5, 31, 17, tzinfo=HANOI), errors.DueTooEarly),
    ],
)
def test_odd_periods_are_refused(ministry, title, opens_at, due_at, refusal):
    with pytest.raises(refusal):
        cycle.open_period(title=title, cut_off=DAY, opens_at=opens_at, due_at=due_at, by=ministry)


def test_a_cut_off_has_one_period(period, ministry):
    with pytest.raises(errors.PeriodExists):
        a_period(ministry)


def test_a_day_without_communes_has_no_period(ministry):
    with pytest.raises(errors.NoProvinces):
        cycle.open_period(
            title="Kỳ", cut_off=date(2025, 8, 1), opens_at=OPENS, due_at=datetime(2025, 8, 9, tzinfo=HANOI),
            by=ministry,
        )  # fmt: skip


def test_only_the_ministry_opens(approver, auditor):
    for user in (approver, auditor):
        with pytest.raises(errors.NotYours):
            a_period(user)
