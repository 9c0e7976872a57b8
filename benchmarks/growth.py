"""What may grow with the history, one timing at a time: asked by `benchmarks.turns`.

A name a line comes in, its time in milliseconds goes out; the first line out are all names.
"""

import json
import sys
import time
from collections.abc import Callable

from benchmarks.measure import the_rule  # sets Django up  # isort: skip

from benchmarks import lists, pages
from benchmarks.reports import database_seconds_of_sealing
from communes.sight import NATION, seeing


def timed(act: Callable[[], object]) -> Callable[[], float]:
    """Give what measures `act` once."""

    def once() -> float:
        began = time.perf_counter()
        act()
        return (time.perf_counter() - began) * 1000

    return once


def measures() -> dict[str, Callable[[], float]]:
    """Give all that is measured by name."""
    found = {
        "rule for the nation": timed(the_rule()),
        "freezing, database time": lambda: database_seconds_of_sealing() * 1000,
    }
    found |= {f"list: {name}": timed(ask) for name, ask in lists.askers().items()}
    return found | {f"page: {name}": timed(ask) for name, ask in pages.askers().items()}


def answer() -> None:
    """Measure what is asked for, until nobody asks any more."""
    found = measures()
    print(json.dumps(list(found)), flush=True)
    for line in sys.stdin:
        print(json.dumps(found[line.strip()]()), flush=True)


if __name__ == "__main__":
    with seeing(NATION):
        answer()
