"""How a report stands to its due time, in words that cannot be taken for days left."""

from datetime import datetime, timedelta

import pytest

from communes.calendar import HANOI
from reports import cycle
from reports.choices import Reason
from reports.due import due_of
from reports.settling import ReasonGiven
from tests.reports.cycle import report_of, sent
from tests.reports.steps import as_, url

DUE = datetime(2021, 6, 4, 17, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("sent_at", "days", "text"),
    [
        (DUE - timedelta(days=4), 0, "gửi lần đầu sớm 4 ngày so với hạn"),
        (DUE + timedelta(days=2), 0, "gửi lần đầu muộn 2 ngày so với hạn"),
        (DUE - timedelta(hours=1), 0, "gửi lần đầu đúng hạn"),
        (DUE + timedelta(hours=1), 0, "gửi lần đầu muộn, trong ngày hết hạn"),
        (None, -2, "còn 2 ngày"),
        (None, 2, "quá hạn 2 ngày"),
    ],
)
def test_what_came_is_told_by_its_first_sending_and_what_did_not_by_today(sent_at, days, text):
    assert due_of(DUE, sent_at, DUE + timedelta(days=days)).text == text


@pytest.mark.django_db
def test_board_report_and_home_say_it_alike(client, period, ministry, approver):
    sent(period)
    why = [ReasonGiven(Reason.OTHER, "Rà lại.")]
    cycle.return_for_correction(report=report_of(period), reasons=why, by=ministry)
    first = report_of(period).submissions.get().sent_at
    words = due_of(report_of(period).due_at, first, first).text

    for user, address in (
        (ministry, f"/periods/{period.pk}/"),
        (ministry, url(report_of(period))),
        (approver, "/"),
    ):
        assert words in as_(client, user).get(address).content.decode(), address
