from datetime import date

import pytest

from reports import cycle, drafting
from reports.choices import Reason
from reports.settling import ReasonGiven
from reports.standing import Basis, standing_on
from tests.factories import DAY
from tests.reports.cycle import a_period, approver_of, report_of, sent

pytestmark = pytest.mark.django_db
APRIL = date(2021, 4, 30)


def test_a_day_without_a_period_has_no_standing():
    assert standing_on(DAY) is None


def test_every_province_stands_on_one_basis(ministry):
    before = a_period(ministry, APRIL)
    for code in ("11", "12"):
        cycle.approve(report=sent(before, code).report, by=ministry)
    now = a_period(ministry)
    cycle.approve(report=sent(now, "01").report, by=ministry)
    sent(now, "02")
    drafting.confirm_communes(report=report_of(now, "12"), by=approver_of("12"))

    standing = standing_on(DAY)

    assert standing.counts == {
        Basis.APPROVED: 1,
        Basis.SUBMITTED: 1,
        Basis.PROVISIONAL: 1,
        Basis.CARRIED: 1,
        Basis.MISSING: 59,
    }
    carried = next(row for row in standing.provinces if row.basis == Basis.CARRIED)
    assert (carried.province.code, carried.carried_from, carried.age_days) == ("11", APRIL, 31)
    assert carried.submission.receipt == "11-20210430-1"
    assert not standing.is_complete
    assert standing.headline == "1/63 báo cáo đã duyệt"


def test_a_report_being_corrected_is_provisional(ministry):
    period = a_period(ministry)
    report = sent(period).report
    cycle.approve(report=report, by=ministry)
    cycle.reopen(report=report, reason="Sai số.", by=ministry)

    assert standing_on(DAY).of(report.province).basis == Basis.PROVISIONAL


def test_a_returned_report_is_provisional(ministry):
    report = sent(a_period(ministry)).report
    cycle.return_for_correction(report=report, reasons=[ReasonGiven(Reason.OTHER, "Thiếu.")], by=ministry)

    assert standing_on(DAY).of(report.province).basis == Basis.PROVISIONAL
