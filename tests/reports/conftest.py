"""A period and the report of Điện Biên, which the tests of the cycle begin with."""

import pytest

from accounts.models import User
from reports.models import Period, ProvincialReport
from tests.reports.cycle import a_period, report_of


@pytest.fixture
def period(ministry: User) -> Period:
    return a_period(ministry)


@pytest.fixture
def report(period: Period) -> ProvincialReport:
    return report_of(period)
