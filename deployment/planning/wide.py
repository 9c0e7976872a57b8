"""A plan across provinces, as its readers need it: what each province gives, gets and must recruit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from deployment.planning.plan import Plan, plan_on
from deployment.planning.scope import PlanScope
from deployment.versions import data_version


@dataclass(frozen=True)
class ProvinceShare:
    """Officers of one province's communes: lacking before, moved inside, sent out, got, lacking after."""

    code: str
    name: str
    before: int
    inside: int
    out: int
    got: int

    @property
    def after(self) -> int:
        return self.before - self.inside - self.got


@dataclass(frozen=True)
class Crossing:
    """Officers from one province to another."""

    from_code: str
    from_name: str
    to_code: str
    to_name: str
    count: int


def stored_plan(day: date, scope: PlanScope) -> Plan:
    """Give the plan of `day`, made anew only where something changed since: the nation takes seconds."""
    key = f"plan-{data_version()}-{day.isoformat()}-{scope.code}-{scope.crosses_provinces}"
    stored = cache.get(key)
    if stored is None:
        plan = plan_on(day, scope)
        stored = (plan.communes, plan.moves)
        cache.set(key, stored)
    communes, moves = stored
    return Plan(day, scope, communes, moves)


def shares_of(plan: Plan) -> list[ProvinceShare]:
    """Give a row for each province of `plan`, in code order."""
    names: dict[str, str] = {}
    before: Counter[str] = Counter()
    for commune in plan.communes:
        names[commune.province_code] = commune.province_name
        before[commune.province_code] += commune.shortfall
    inside, out, got = Counter[str](), Counter[str](), Counter[str]()
    for move in plan.moves:
        if move.same_province:
            inside[move.giver.province_code] += move.count
        else:
            out[move.giver.province_code] += move.count
            got[move.receiver.province_code] += move.count
    return [
        ProvinceShare(code, names[code], before[code], inside[code], out[code], got[code])
        for code in sorted(names)
    ]


def crossings_of(plan: Plan) -> list[Crossing]:
    """Give the officers moved from province to province, most first."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for move in plan.moves:
        if not move.same_province:
            one, other = move.giver, move.receiver
            counts[one.province_code, one.province_name, other.province_code, other.province_name] += (
                move.count
            )
    rows = [Crossing(*words, count) for words, count in counts.items()]
    return sorted(rows, key=lambda row: (-row.count, row.from_code, row.to_code))
