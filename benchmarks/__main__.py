"""Run every measurement, print one table, write benchmarks/results.json.

Each scale has a database of its own under var/bench, loaded once and kept.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
SCALES = (1, 10)
MODULES = ("benchmarks.measure", "benchmarks.lists", "benchmarks.importing", "benchmarks.walls",
           "benchmarks.reports")  # fmt: skip
GROWING = "list: "  # lists at 10x the history: no slower than at 1x by more than a quarter


def measured(scale: int) -> list[dict[str, object]]:
    """Measure in a process of its own, over the data of one scale."""
    folder = BASE / "var" / "bench" / f"x{scale}"
    environment = {**os.environ, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("DATABASE_URL", None)
    for words in (["migrate", "-v", "0"], ["load_units"], ["load_demo", "--scale", str(scale)]):
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=BASE,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    rows = []
    for module in MODULES:
        done = subprocess.run(
            [sys.executable, "-m", module, str(scale)],
            cwd=BASE, env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        rows += json.loads(done.stdout)
    return rows


def growth(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Set the figures at 10x the history against those at 1x."""
    times = {row["name"]: row["value"] for row in rows}
    once, ten = times["rule for the nation, 1x"], times["rule for the nation, 10x"]
    lists = [
        {
            "name": name.replace(", 1x", ", 10x / 1x"),
            "value": round(float(str(times[name.replace(", 1x", ", 10x")])) / float(str(time)), 2),
            "unit": "ratio",
            "target": 1.25,
        }
        for name, time in times.items()
        if str(name).startswith(GROWING) and str(name).endswith(", 1x")
    ]
    rule = {
        "name": "rule at 10x history / at 1x",
        "value": round(ten / once, 2),
        "unit": "ratio",
        "target": 1.5,
    }
    sealing = "freezing, database time, "
    seal = {
        "name": "freezing at 10x history / at 1x",
        "value": round(float(str(times[f"{sealing}10x"])) / float(str(times[f"{sealing}1x"])), 2),
        "unit": "ratio",
        "target": 2,
    }
    return [rule, seal, *lists]


def main() -> None:
    """Print a row a measurement; the last column says whether the target is met."""
    rows = [row for scale in SCALES for row in measured(scale)]
    rows += growth(rows)
    for row in rows:
        target = row.get("target")
        verdict = ""
        if target is not None:
            met = row["value"] >= target if row.get("at_least") else row["value"] <= target
            verdict = (
                f"{'at least' if row.get('at_least') else 'at most'} {target}: {'met' if met else 'MISSED'}"
            )
        print(f"{row['name']:<46}{row['value']:>10} {row['unit']:<8}{verdict}")
    (BASE / "benchmarks" / "results.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
