"""All that a sealing reads is of one moment, and nobody who enters postings waits for it."""

import secrets
import threading

import pytest
from django.db import connection, transaction
from django.test import Client

from accounts.models import Role, User
from accounts.tokens import issue_token
from communes.models import Commune
from communes.sight import NATION, seeing
from communes.snapshot import one_snapshot
from reports import freezing
from reports.choices import Matter
from reports.models import FrozenLine, NationalReport
from tests.factories import DAY, AssignmentFactory

OFFICERS = 10  # the place of their number in a point of the course: after the day


@pytest.fixture
def minister(own_database):
    return User.objects.create_user("ministry", role=Role.MINISTRY)


def entered_by_another():
    """Commit a posting on a line of its own, as a province does meanwhile; nothing may make it wait."""

    def enter():
        with seeing(NATION):
            AssignmentFactory(commune=Commune.objects.get(code="03163"))
            connection.close()

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join(20)
    return not thread.is_alive()


def sealed(minister):
    freezing.freeze(as_of=DAY, title="Kỳ", by=minister, allow_incomplete=True, reason="đính chính")


def sealed_by_a_program(minister):
    body = {"as_of": DAY.isoformat(), "title": "Kỳ", "allow_incomplete": True, "reason": "đính chính"}
    headers = {
        "Authorization": f"Bearer {issue_token(user=minister, may_write=True)}",
        "Idempotency-Key": secrets.token_hex(),
    }
    answer = Client().post("/api/v1/reports", body, "application/json", headers=headers)
    assert answer.status_code == 201, answer.content


@pytest.mark.slow
@pytest.mark.parametrize("seal", [sealed, sealed_by_a_program])
def test_an_entry_committed_meanwhile_stands_in_no_point_of_the_past(minister, monkeypatch, seal):
    AssignmentFactory()
    store_rows, free = freezing.store_rows, []

    def and_then_somebody_enters(*words):
        store_rows(*words)
        free.append(entered_by_another())

    monkeypatch.setattr(freezing, "store_rows", and_then_somebody_enters)
    seal(minister)
    monkeypatch.setattr(freezing, "store_rows", store_rows)
    seal(minister)

    assert free == [True]
    for report, officers in zip(NationalReport.objects.order_by("version"), (1, 2), strict=True):
        course = FrozenLine.objects.get(report=report, matter=Matter.TREND, province=None).content["points"]
        assert [point[OFFICERS] for point in course[-3:]] == [officers] * 3
        assert freezing.verify(report) is None


def test_the_snapshot_ends_with_its_transaction(own_database):
    for _ in range(2):
        with one_snapshot():
            assert isolation() == "repeatable read"
        with transaction.atomic():
            assert isolation() == "read committed"


def test_a_failure_leaves_neither_lock_nor_snapshot(own_database):
    with pytest.raises(ZeroDivisionError), one_snapshot():
        raise ZeroDivisionError

    assert isolation() == "read committed"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


def isolation():
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        return cursor.fetchone()[0]
