"""Run every measurement, print one table, write benchmarks/results.json; a missed target ends with 1.

`python -m benchmarks [--only PART …] [--all]`; parts are the keys of PARTS. Each scale has a database of
its own under var/bench, loaded once and kept, as is what a part says beside its figures (the log of its
requests). --all: also the figures that have no target.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.turns import grown, measurer

BASE = Path(__file__).resolve().parent.parent
RESULTS = BASE / "benchmarks" / "results.json"
SCALES = (1, 10)
PARTS = {
    "summary": "benchmarks.summary",
    "lists": "benchmarks.lists",
    "importing": "benchmarks.importing",
    "walls": "benchmarks.walls",
    "chain": "benchmarks.chain",
    "planning": "benchmarks.planning",
    "maps": "benchmarks.maps",
    "reports": "benchmarks.reports",
    "pages": "benchmarks.pages",
}
SETTLE = ["-m", "benchmarks.settled"]
GROWTH = "growth"  # a part of its own kind: both scales in turns

Row = dict[str, object]


def main() -> int:
    """Measure, print, write."""
    asked = arguments()
    parts = asked.only or [*PARTS, GROWTH]
    environments = {scale: prepared(scale, folder_of(scale)) for scale in SCALES}
    rows = [row for scale in SCALES for row in measured(scale, parts, environments[scale])]
    rows += growth(environments) if GROWTH in parts else []
    for line in table(rows if asked.all else [row for row in rows if row["target"] is not None]):
        print(line)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n")
    return 1 if any(verdict(row) in (MISSED, FAILED) for row in rows) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", action="append", choices=[*PARTS, GROWTH])
    parser.add_argument("--all", action="store_true")
    return parser.parse_args()


def measured(scale: int, parts: Iterable[str], environment: dict[str, str]) -> list[Row]:
    """Measure each part in a process of its own, over the data of one scale."""
    rows: list[Row] = []
    for part in (part for part in PARTS if part in parts):
        with told(f"{part}, {scale}x"):
            rows += figures(part, scale, folder_of(scale) / f"{part}.log", environment)
    return rows


def growth(environments: dict[int, dict[str, str]]) -> list[Row]:
    """Measure what may grow over both scales in turns."""
    once, ten = (measurer(environments[scale], folder_of(scale) / f"{GROWTH}.log", BASE) for scale in SCALES)
    rows: list[Row] = []
    try:
        with told(GROWTH), once as small, ten as large:
            rows.extend(grown(small, large))
    except (ValueError, BrokenPipeError):  # one of them broke off
        for scale in SCALES:
            print_end(folder_of(scale) / f"{GROWTH}.log")
        rows.append(failed(GROWTH, SCALES[-1]))
    return rows


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say on the terminal what is being measured, and how long that took."""
    print(f"… {what}", end="", file=sys.stderr, flush=True)
    began = time.perf_counter()
    yield
    print(f": {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def folder_of(scale: int) -> Path:
    """Give the folder of the data of a scale."""
    return BASE / "var" / "bench" / f"x{scale}"


def print_end(log: Path) -> None:
    """Say the end of the log of what broke off."""
    print("", *log.read_text(errors="replace").splitlines()[-15:], sep="\n", file=sys.stderr)


def figures(part: str, scale: int, log: Path, environment: dict[str, str]) -> list[Row]:
    """Give the rows of one part; of one that broke off, say the end of its log."""
    with log.open("wb") as said:
        done = subprocess.run(
            [sys.executable, "-m", PARTS[part], str(scale)],
            cwd=BASE, env=environment, check=False, stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
    if done.returncode == 0:
        return list(json.loads(done.stdout))
    print_end(log)
    return [failed(part, scale)]


def prepared(scale: int, folder: Path) -> dict[str, str]:
    """Load the data of a scale where they are not loaded yet; give the environment that reaches them."""
    environment = {**os.environ, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("DATABASE_URL", None)
    load = ["manage.py", "load_demo", "--scale", str(scale)]
    for words in (["manage.py", "migrate", "-v", "0"], ["manage.py", "load_units"], load, SETTLE):
        subprocess.run(
            [sys.executable, *words],
            cwd=BASE, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return environment


def failed(part: str, scale: int) -> Row:
    """Give the row of a part that broke off: a figure that is not there is no figure that is met."""
    return {"name": f"{part}, {scale}x", "value": None, "unit": "", "target": 0, "at_least": False}


MET, MISSED, FAILED, NO_TARGET = "met", "MISSED", "FAILED", ""


def verdict(row: Row) -> str:
    """Say whether the target of a row is met."""
    if row["value"] is None:
        return FAILED
    if row["target"] is None:
        return NO_TARGET
    value, target = float(str(row["value"])), float(str(row["target"]))
    return MET if (value >= target if row["at_least"] else value <= target) else MISSED


def table(rows: list[Row]) -> list[str]:
    """Give the lines of the table: what, figure, ratio, target, met or missed."""
    lines = [f"{'what':<70}{'figure':>12}{'ratio':>8}  {'target':<12}met"]
    for row in rows:
        is_ratio = row["unit"] == "ratio"
        figure = "" if is_ratio or row["value"] is None else f"{row['value']} {row['unit']}".strip()
        ratio = row["value"] if is_ratio else ""
        bound = "" if row["target"] is None else f"{'≥' if row['at_least'] else '≤'} {row['target']}"
        lines.append(f"{row['name']!s:<70}{figure:>12}{ratio:>8}  {bound:<12}{verdict(row)}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
