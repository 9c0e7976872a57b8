"""Whoever seals or approves is killed before one of its statements: all of it is there, or nothing."""

import os
import random
import signal

import pytest
from django.db import connection

from accounts.models import Role, User
from communes.sight import NATION, seeing
from reports import cycle, freezing
from reports.choices import State
from reports.models import FrozenCommune, NationalReport, ProvincialReport
from tests.factories import DAY, AssignmentFactory
from tests.reports.cycle import a_period, sent

SEED, COMMIT, NEVER = 7, 0, 10_000


@pytest.fixture
def minister(own_database):
    return User.objects.create_user("ministry", role=Role.MINISTRY)


def killed_before(number, act):
    """Run `act` in a process that is killed before its statement `number`, or before it commits.

    Tells whether it came to its end.
    """
    connection.close()
    child = os.fork()
    if child == 0:
        count = iter(range(1, 10_000))

        def counting(execute, *words):
            if next(count) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*words)

        if number == COMMIT:
            connection._commit = lambda: os.kill(os.getpid(), signal.SIGKILL)
        with seeing(NATION), connection.execute_wrapper(counting):
            act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def statements_of(act):
    """Count the statements of `act`, which is then taken back."""
    counted = []

    def counting(execute, *words):
        counted.append(1)
        return execute(*words)

    with cycle.transaction.atomic(), connection.execute_wrapper(counting):
        act()
        cycle.transaction.set_rollback(True)
    return len(counted) - 2  # SAVEPOINT and RELEASE, which stand for its own BEGIN and COMMIT


def points(count, number):
    """Give statements spread at random over all of them, the first and the last too, and the commit."""
    among = random.Random(SEED).sample(range(2, count), number)
    return sorted({COMMIT, 1, *among, count})


def test_an_approval_is_whole_or_not_at_all(minister):
    report = sent(a_period(minister)).report

    def approve():
        cycle.approve(report=ProvincialReport.objects.get(pk=report.pk), by=minister)

    def state():
        found = ProvincialReport.objects.get(pk=report.pk)
        return found.state, found.events.count()

    before, count = state(), statements_of(approve)
    for number in points(count, min(4, count - 2)):
        assert not killed_before(number, approve)
        assert state() == before
    assert killed_before(NEVER, approve)
    assert state() == (State.APPROVED, before[1] + 1)


@pytest.mark.slow
def test_a_sealing_is_whole_or_not_at_all(minister):
    AssignmentFactory.create_batch(30)

    def seal():
        freezing.freeze(as_of=DAY, title="Bị dừng giữa chừng", by=minister, allow_incomplete=True)

    count = statements_of(seal)
    for number in points(count, 5):
        assert not killed_before(number, seal)
        assert (NationalReport.objects.count(), FrozenCommune.objects.count()) == (0, 0)
    assert killed_before(NEVER, seal)
    report = NationalReport.objects.get()
    assert freezing.verify(report) is None
    assert FrozenCommune.objects.filter(report=report).count() > 8000
