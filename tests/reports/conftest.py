"""Who reads, and a period with the report of Điện Biên, which the tests of the cycle begin with."""

import pytest
from django.test import Client

from accounts.models import User
from reports.models import Period, ProvincialReport
from tests.reports.cycle import a_period, report_of


@pytest.fixture
def period(ministry: User) -> Period:
    return a_period(ministry)


@pytest.fixture
def report(period: Period) -> ProvincialReport:
    return report_of(period)


@pytest.fixture
def reader(as_ministry: Client) -> Client:
    """A browser of one who sees the nation."""
    return as_ministry


@pytest.fixture
def provincial(as_editor: Client) -> Client:
    """A browser of one who sees Điện Biên."""
    return as_editor
