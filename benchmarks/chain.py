"""What the chain over the history costs a bulk write, and how long verifying all of it takes."""

import json
import statistics
import sys
import time

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from accounts.chain.verifying import verify  # noqa: E402
from benchmarks.walls import connect_as_owner  # noqa: E402
from communes.sight import NATION, seeing  # noqa: E402

RUNS, ROWS = 5, 20_000
CHANGE = "UPDATE deployment_assignment SET decision_number = decision_number || 'x' WHERE id IN ({chosen})"
CHOSEN = f"SELECT id FROM deployment_assignment ORDER BY id LIMIT {ROWS}"
SWITCH = "ALTER TABLE deployment_assignmentevent {what} TRIGGER chained"


class TakenBack(Exception):
    """Ends a transaction whose writes are not kept."""


def change(*, chained: bool) -> float:
    """Give the seconds of one statement over ROWS postings, history included, and take it back."""
    taken = 0.0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SWITCH.format(what="ENABLE" if chained else "DISABLE"))
            began = time.perf_counter()
            cursor.execute(CHANGE.format(chosen=CHOSEN))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            taken = time.perf_counter() - began
            raise TakenBack
    except TakenBack:
        return taken


def rows() -> list[dict[str, object]]:
    """Measure in turns, so that a busy moment meets both sides."""
    with_it, without = [], []
    for _ in range(RUNS):
        with_it.append(change(chained=True))
        without.append(change(chained=False))
    began = time.perf_counter()
    found = verify()
    taken = time.perf_counter() - began
    assert found.broken is None
    ratio = statistics.median(with_it) / statistics.median(without)
    scale = sys.argv[1]
    return [
        row(f"{ROWS} changes with the chain / without, {scale}x", round(ratio, 2), "ratio", 1.5),
        row(f"history verified, {found.events} events, {scale}x", round(taken, 1), "s",
            30 if scale == "1" else None),
    ]  # fmt: skip


def row(name: str, value: float, unit: str, target: float | None) -> dict[str, object]:
    """Give one line of the table."""
    return {"name": name, "value": value, "unit": unit, "target": target, "at_least": False}


if __name__ == "__main__":
    connect_as_owner(connection.settings_dict["OPTIONS"])
    with seeing(NATION):
        print(json.dumps(rows()))
