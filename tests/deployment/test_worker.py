"""The worker as a process: its progress is seen from outside, and its death."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accounts.models import Role, User
from communes.models import Region
from deployment.choices import WorkState
from deployment.models import Work
from deployment.work import KINDS, recognise_lost, start

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds


@pytest.fixture
def owner(own_database):
    return User.objects.create_user("owner", role=Role.MINISTRY)


@pytest.fixture
def worker(own_database):
    """Start a worker that knows the kinds of `tests.deployment.slow_work`."""
    started = []

    def begin(*options):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_DATABASE": own_database,
        }
        words = [sys.executable, "-m", "tests.deployment.slow_work", "worker", *options]
        started.append(subprocess.Popen(words, cwd=ROOT, env=environment))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def asked(owner, monkeypatch):
    monkeypatch.setitem(KINDS, "slow", None)
    return lambda seconds: start("slow", owner=owner, title="Việc chậm", seconds=seconds)


def wait_for(question):
    """Ask until the answer is true; give it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def state_of(work):
    work.refresh_from_db()
    return work.state


def is_marked():
    return Region.objects.filter(name="Đã làm").exists()


def test_the_progress_moves_while_nothing_is_committed(asked, worker):
    work = asked(seconds=2)
    worker("--once")

    wait_for(lambda: state_of(work) == WorkState.RUNNING and work.done)
    seen = (0 < work.percent < 100, work.words, is_marked())
    wait_for(lambda: state_of(work) == WorkState.DONE)

    assert seen == (True, "Đang ngủ", False)
    assert is_marked()


def test_work_of_a_killed_worker_is_lost_and_wrote_nothing(asked, worker):
    work = asked(seconds=60)
    process = worker()
    wait_for(lambda: state_of(work) == WorkState.RUNNING and work.done)
    alive = recognise_lost(Work.objects.all())

    process.send_signal(signal.SIGKILL)
    process.wait()
    dead = wait_for(lambda: recognise_lost(Work.objects.all()))

    assert (alive, dead, state_of(work), is_marked()) == (0, 1, WorkState.LOST, False)


def test_a_worker_ends_when_it_is_asked_to(worker):
    process = worker()
    wait_for(lambda: catches(process, signal.SIGTERM))  # a moment after it is in the table of workers

    process.terminate()

    assert process.wait(PATIENCE) == 0


def catches(process, number):
    """Tell whether a process has a handler of its own for a signal."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return int(caught, 16) >> number - 1 & 1


def test_a_worker_ends_with_its_parent(worker):
    orphan = worker("--parent", "1")

    assert orphan.wait(PATIENCE) in (0, -signal.SIGTERM)
