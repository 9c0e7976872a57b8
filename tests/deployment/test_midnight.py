"""The day turns at midnight in Việt Nam, which is 17:00 in UTC, for pages, programs and verbs alike."""

from datetime import date

import pytest
import time_machine

from accounts.tokens import issue_token
from reports import freezing
from reports.errors import CutOffAhead, ReportRefused
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
LAST_SECOND, MIDNIGHT = "2021-05-31T16:59:59+00:00", "2021-05-31T17:00:00+00:00"
EVENING, NEXT = date(2021, 5, 31), date(2021, 6, 1)


@pytest.mark.parametrize(("moment", "day", "officers"), [(LAST_SECOND, EVENING, 1), (MIDNIGHT, NEXT, 0)])
def test_a_day_not_asked_for_is_the_day_in_viet_nam(client, ministry, moment, day, officers):
    """Somebody serves to the end of 31/5 (and is counted that day to its last second)."""
    AssignmentFactory(ends_on=NEXT)
    bearer = {"Authorization": f"Bearer {issue_token(user=ministry)}"}

    with time_machine.travel(moment, tick=False):
        told = client.get("/api/v1/summary", headers=bearer).json()

    assert (told["as_of"], told["national"]["officers"]) == (day.isoformat(), officers)


def test_the_next_day_cannot_be_sealed_before_it_has_come(ministry):
    def refusal():
        with pytest.raises(ReportRefused) as caught:
            freezing.freeze(as_of=NEXT, title="Nửa đêm", by=ministry)
        return type(caught.value)

    with time_machine.travel(LAST_SECOND, tick=False):
        before = refusal()
    with time_machine.travel(MIDNIGHT, tick=False):
        after = refusal()

    assert (before, after) == (CutOffAhead, freezing.Incomplete)
