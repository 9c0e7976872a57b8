"""The worker is killed at moments spread over an import: all rows are there with their receipt, or none."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accounts.models import Role, User
from communes.models import Province
from deployment.choices import WorkState
from deployment.importing import uploads
from deployment.models import Assignment, Officer, Receipt, Upload, Work
from deployment.work import recognise_lost, start
from tests.deployment.files import csv_of, row

ROOT = Path(__file__).resolve().parents[2]
ROWS = 4000
PATIENCE = 120  # seconds
pytestmark = pytest.mark.slow


@pytest.fixture
def editor(own_database):
    province = Province.objects.get(code="11")
    return User.objects.create_user("killed", role=Role.PROVINCE_EDITOR, province=province)


@pytest.fixture
def begin(own_database):
    """Start a worker over the test's database; every one still alive is killed in the end."""
    started = []

    def worker():
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE": own_database,
        }  # fmt: skip
        started.append(
            subprocess.Popen([sys.executable, "manage.py", "worker", "--once"], cwd=ROOT, env=environment)
        )
        return started[-1]

    yield worker
    for process in started:
        process.kill()
        process.wait()


def checked(editor):
    """A file of many rows that its user has looked at."""
    rows = [row(service_number=f"{number:06d}-{number % 1000:03d}") for number in range(ROWS)]
    upload = uploads.receive(user=editor, name="dài.csv", content=csv_of(rows))
    uploads.check(upload)
    return upload


def wait_until(question):
    until = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def settled(work):
    """Whether the dead worker's work has come to an end: done, or known as lost."""
    recognise_lost(Work.objects.filter(pk=work.pk))
    work.refresh_from_db()
    return work.has_ended


def stored():
    return Officer.objects.count(), Assignment.objects.count(), Receipt.objects.count()


def written_by(editor, upload):
    return start(uploads.WRITE, owner=editor, title="Ghi", province=editor.province, upload=str(upload.pk))


def test_a_worker_killed_at_any_moment_leaves_all_or_nothing(editor, begin):
    upload, seen = checked(editor), set()
    for share in (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.97):
        work = written_by(editor, upload)
        process = begin()
        wait_until(lambda work=work, share=share: reached(work, share))
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda work=work: settled(work))
        seen.add(work.state)
        assert stored() == ((ROWS, ROWS, 1) if work.state == WorkState.DONE else (0, 0, 0))
        if work.state == WorkState.DONE:
            break

    assert WorkState.LOST in seen

    if work.state != WorkState.DONE:
        work = written_by(editor, upload)
        begin().wait(PATIENCE)
        work.refresh_from_db()
    assert (work.state, stored()) == (WorkState.DONE, (ROWS, ROWS, 1))
    assert work.result == f"/assignments/receipts/{Upload.objects.get(pk=upload.pk).receipt_id}/"


def reached(work, share):
    """Whether the work runs and is so far (or has ended already)."""
    work.refresh_from_db()
    running = work.state == WorkState.RUNNING and work.done >= share * (work.total or 1)
    return work.has_ended or (running and (work.total or not share))
