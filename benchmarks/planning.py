"""The balance planner: Hà Nội, the 63 provinces, the nation across provinces."""

import json
import sys
import time
from collections.abc import Iterable
from datetime import date

from benchmarks.measure import DAY  # sets Django up

from communes.models import Province  # isort: skip
from communes.sight import NATION, seeing
from deployment.planning.plan import Plan, plan_on
from deployment.planning.scope import PlanScope

Row = dict[str, object]


def planning_rows(day: date) -> list[Row]:
    """Measure whole plans, from the database's rows to the moves, once each."""
    hanoi = Province.objects.get(code="01")
    provinces = list(Province.objects.existing_on(day))
    assert len(provinces) == 63
    return [
        _row("plan for Hà Nội", _seconds([PlanScope.of_province(hanoi)], day), 2),
        _row("plans for the 63 provinces", _seconds(map(PlanScope.of_province, provinces), day), 60),
        _row("plan for the nation, across provinces", _seconds([PlanScope.of_nation()], day)),
    ]


def _seconds(scopes: Iterable[PlanScope], day: date) -> float:
    began = time.perf_counter()
    for scope in scopes:
        _finished(plan_on(day, scope))
    return round(time.perf_counter() - began, 2)


def _finished(plan: Plan) -> None:
    assert plan.before.shortfall - plan.officers_moved == plan.to_recruit


def _row(name: str, value: float, target: float | None = None) -> Row:
    return {"name": name, "value": value, "unit": "s", "target": target, "at_least": False}


if __name__ == "__main__":
    with seeing(NATION):
        print(json.dumps(planning_rows(DAY) if sys.argv[1] == "1" else []))
