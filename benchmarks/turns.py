"""The same measurement over two databases in turns: a moment in which the machine stands still meets both."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, object]
# How names begin, and the most that a time at 10x the history may be over that at 1x.
GROWING = (
    ("rule for the nation", 1.5), ("freezing, database time", 2.0), ("list: ", 1.25), ("page: ", 1.5),
)  # fmt: skip
FASTEST = 20.0  # ms: a page that takes less at 10x is not judged by its growth
ROUNDS, FEWEST, ENOUGH = 15, 4, 8_000.0  # rounds of a measurement; fewer where they took so many ms


@dataclass(frozen=True)
class Measurer:
    """A process that measures over one database whatever it is asked for."""

    process: subprocess.Popen[str]
    names: list[str]

    def milliseconds(self, name: str) -> float:
        """Measure once. Raises JSONDecodeError where the process broke off."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return float(json.loads(self.process.stdout.readline()))


@contextmanager
def measurer(environment: Mapping[str, str], log: Path, base: Path) -> Iterator[Measurer]:
    """Start a process over the database of `environment`; it ends with the block."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.growth"], cwd=base, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
        )  # fmt: skip
        with process:
            assert process.stdout
            yield Measurer(process, json.loads(process.stdout.readline()))


def grown(once: Measurer, ten: Measurer) -> Iterator[Row]:
    """Measure everything that both know: the times at 1x and 10x, and the one over the other."""
    for name in (name for name in once.names if name in ten.names):
        small, large = shortest(name, once, ten)
        yield _row(f"{name}, 1x", round(small, 2), "ms", None)
        yield _row(f"{name}, 10x", round(large, 2), "ms", None)
        judged = not name.startswith("page: ") or large > FASTEST
        most = next(most for start, most in GROWING if name.startswith(start))
        yield _row(f"{name}, 10x / 1x", round(large / small, 2), "ratio", most if judged else None)


def shortest(name: str, once: Measurer, ten: Measurer) -> tuple[float, float]:
    """Give the shortest times of some rounds; the first, which reads templates, is not counted."""
    once.milliseconds(name), ten.milliseconds(name)
    small: list[float] = []
    large: list[float] = []
    while len(small) < FEWEST or (len(small) < ROUNDS and sum(small) + sum(large) < ENOUGH):
        small.append(once.milliseconds(name))
        large.append(ten.milliseconds(name))
    return min(small), min(large)


def _row(name: str, value: float, unit: str, target: float | None) -> Row:
    return {"name": name, "value": value, "unit": unit, "target": target, "at_least": False}
