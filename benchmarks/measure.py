"""What the measurements share: the day, the clock, a line of the table."""

import time
from collections.abc import Callable
from datetime import date

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from reports.summary import summary_on  # noqa: E402

DAY = date(2021, 5, 31)


def best_in_turns(*acts: Callable[[], object], runs: int = 15) -> list[float]:
    """Give the shortest time of each in milliseconds; they take turns, so that a busy moment meets them all.

    The shortest: what else the machine does makes a time longer, never shorter.
    """
    times: list[list[float]] = [[] for _ in acts]
    for _run in range(runs + 1):
        for act, taken in zip(acts, times, strict=True):
            began = time.perf_counter()
            act()
            taken.append((time.perf_counter() - began) * 1000)
    return [min(taken[1:]) for taken in times]


def the_rule() -> Callable[[], object]:
    """Give the very statement that the summary sends, as something to run: SQL against DuckDB's SQL."""
    with CaptureQueriesContext(connection) as sent:
        summary_on(DAY)
    statement = next(query["sql"] for query in sent.captured_queries if "GROUPING SETS" in query["sql"])

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    return run


def row(
    name: str, value: float, unit: str, target: float | None = None, at_least: bool = False
) -> dict[str, object]:
    """Give one line of the table."""
    return {"name": name, "value": value, "unit": unit, "target": target, "at_least": at_least}
