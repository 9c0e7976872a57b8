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
from collections.abc import Iterable
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
RESULTS = BASE / "benchmarks" / "results.json"
SCALES = (1, 10)
PARTS = {
    "summary": "benchmarks.measure",
    "lists": "benchmarks.lists",
    "importing": "benchmarks.importing",
    "walls": "benchmarks.walls",
    "chain": "benchmarks.chain",
    "planning": "benchmarks.planning",
    "maps": "benchmarks.maps",
    "reports": "benchmarks.reports",
    "pages": "benchmarks.pages",
}
# Figures at 10x the history over those at 1x: how their names begin, and the most they may grow.
GROWING = (
    ("rule for the nation", 1.5), ("freezing, database time", 2.0), ("list: ", 1.25), ("page: ", 1.5),
)  # fmt: skip
FASTEST = 20.0  # ms: what takes less at 10x is not judged by its growth

Row = dict[str, object]


def main() -> int:
    """Measure, print, write."""
    asked = arguments()
    rows = [row for scale in SCALES for row in measured(scale, asked.only or list(PARTS))]
    rows += growth(rows)
    for line in table(rows if asked.all else [row for row in rows if row["target"] is not None]):
        print(line)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n")
    return 1 if any(verdict(row) in (MISSED, FAILED) for row in rows) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--all", action="store_true")
    return parser.parse_args()


def measured(scale: int, parts: Iterable[str]) -> list[Row]:
    """Measure each part in a process of its own, over the data of one scale."""
    folder = BASE / "var" / "bench" / f"x{scale}"
    environment = prepared(scale, folder)
    rows: list[Row] = []
    for part in parts:
        print(f"… {part}, {scale}x", end="", file=sys.stderr, flush=True)
        began = time.perf_counter()
        rows += figures(part, scale, folder / f"{part}.log", environment)
        print(f": {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return rows


def figures(part: str, scale: int, log: Path, environment: dict[str, str]) -> list[Row]:
    """Give the rows of one part; of one that broke off, say the end of its log."""
    with log.open("wb") as said:
        done = subprocess.run(
            [sys.executable, "-m", PARTS[part], str(scale)],
            cwd=BASE, env=environment, check=False, stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
    if done.returncode == 0:
        return list(json.loads(done.stdout))
    print("", *log.read_text(errors="replace").splitlines()[-15:], sep="\n", file=sys.stderr)
    return [failed(part, scale)]


def prepared(scale: int, folder: Path) -> dict[str, str]:
    """Load the data of a scale where they are not loaded yet; give the environment that reaches them."""
    environment = {**os.environ, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("DATABASE_URL", None)
    for words in (["migrate", "-v", "0"], ["load_units"], ["load_demo", "--scale", str(scale)]):
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=BASE, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return environment


def failed(part: str, scale: int) -> Row:
    """Give the row of a part that broke off: a figure that is not there is no figure that is met."""
    return {"name": f"{part}, {scale}x", "value": None, "unit": "", "target": 0, "at_least": False}


def growth(rows: list[Row]) -> list[Row]:
    """Set the figures at 10x the history against those at 1x, where both were measured."""
    values = {str(row["name"]): row["value"] for row in rows}
    grown = []
    for name, once in values.items():
        ten = values.get(name.removesuffix("1x") + "10x")
        most = next((most for start, most in GROWING if name.startswith(start)), None)
        if name.endswith(", 1x") and most and once and ten is not None:
            ratio = round(float(str(ten)) / float(str(once)), 2)
            judged = not name.startswith("page: ") or float(str(ten)) > FASTEST
            grown.append(
                {"name": f"{name.removesuffix('1x')}10x / 1x", "value": ratio, "unit": "ratio",
                 "target": most if judged else None, "at_least": False}
            )  # fmt: skip
    return grown


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
