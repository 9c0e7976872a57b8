from datetime import date

import pytest
import time_machine

from deployment.models import Dataset
from reports import cycle
from reports.choices import State
from reports.moment import day_of, present_moment
from tests.reports.cycle import a_period, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def synthetic():
    Dataset.objects.create(as_of=date(2021, 5, 31), seed=1, scale=1)


def test_the_synthetic_present_lies_in_the_datasets_own_days(synthetic):
    assert day_of(present_moment()) == date(2021, 6, 2)


def test_a_demonstration_open_on_two_days_goes_forward(synthetic, ministry):
    with time_machine.travel("2026-11-24T16:00+07:00", tick=False):
        report = sent(a_period(ministry)).report
    with time_machine.travel("2026-11-25T09:00+07:00", tick=False):
        assert cycle.approve(report=report, by=ministry).state == State.APPROVED


def test_every_page_of_a_demonstration_tells_its_two_clocks(synthetic, as_editor):
    foot = as_editor.get("/help/").content.decode().split("<footer")[1]

    assert "theo ngày minh họa 2/6/2021" in foot


def test_a_system_with_true_data_has_one_clock(as_editor):
    assert "Có hai đồng hồ" not in as_editor.get("/help/").content.decode()
