"""The limit of calls is one, however many processes answer."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
import time_machine
from django.utils.timezone import now

from accounts.api.limits import LIMITS, Calls

BURST, STEADY = LIMITS
COUNTING = """
import sys
from pathlib import Path
from django.conf import settings
import django
django.setup()
from accounts.api.limits import Calls
calls = Calls(Path(sys.argv[1]))
print(sum(calls.taken(7, 1_000_000.5)[0] for _ in range(40)))
"""


def test_two_processes_count_together(tmp_path):
    made = [
        subprocess.Popen([sys.executable, "-c", COUNTING, str(tmp_path / "calls")], stdout=subprocess.PIPE)
        for _ in range(2)
    ]

    assert sum(int(each.communicate()[0]) for each in made) == BURST.most


def test_threads_lose_no_call(tmp_path):
    calls = Calls(tmp_path / "calls")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: calls.taken(7, 1_000_000.5)[0], range(200)))

    assert sum(answers) == BURST.most
    assert calls.taken(8, 1_000_000.5)[0]


@pytest.mark.parametrize("start", [6_000_000.0, 6_000_030.0])
def test_no_minute_has_more_than_its_calls(tmp_path, start):
    """Also across two minutes of the clock: 40 calls a second, for two minutes."""
    calls = Calls(tmp_path / "calls")
    made = [
        moment
        for second in range(120)
        for moment in [start + second + part / 40 for part in range(40)]
        if calls.taken(7, moment)[0]
    ]

    most = max(sum(1 for other in made if moment <= other < moment + 60) for moment in made[::20])
    assert most == STEADY.most
    assert len(made) == 2 * STEADY.most


def test_who_waits_as_told_is_answered(tmp_path):
    calls, moment = Calls(tmp_path / "calls"), 6_000_010.0
    for _ in range(STEADY.most):
        moment += 0.021
        assert calls.taken(7, moment)[0]
    may, (_burst, steady) = calls.taken(7, moment)

    assert (may, steady.left) == (False, 0)
    assert calls.taken(7, moment + steady.wait)[0]


def test_counting_costs_next_to_nothing(tmp_path):
    calls = Calls(tmp_path / "calls")
    began = perf_counter()
    for number in range(1000):
        calls.taken(number % 5, 1_000_000.5)

    assert perf_counter() - began < 1


@pytest.mark.django_db
def test_every_answer_says_how_the_account_stands(editor_calls):
    with time_machine.travel(now(), tick=False):
        first, second = editor_calls("get", "/regions"), editor_calls("get", "/officers/987654321")

    assert first["RateLimit-Policy"] == '"burst";q=50;w=1, "steady";q=1200;w=60'
    assert [each["RateLimit"].partition(";t")[0] for each in (first, second)] == [
        '"burst";r=49', '"burst";r=48',
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_count_that_cannot_be_kept_stops_nobody(editor_calls, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.API_CALLS_FILE = tmp_path / "file" / "calls"

    answer = editor_calls("get", "/regions")

    assert (answer.status_code, answer.has_header("RateLimit")) == (200, False)
