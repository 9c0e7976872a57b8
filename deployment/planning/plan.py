"""A plan for a day: which communes give how many officers to which, and what the rule says afterwards."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from deployment.choices import Status
from deployment.planning.flow import Place, best_moves
from deployment.planning.scope import PlanScope
from deployment.staffing import staffing_on, status_of


@dataclass(frozen=True)
class PlannedCommune:
    """A commune in scope of the rule, as staffed on the day."""

    pk: int
    code: str
    name: str
    district_id: int | None
    district_name: str
    province_id: int
    province_code: str
    province_name: str
    minimum: int
    chief_required: bool
    officers: int
    has_chief: bool
    shortfall: int
    latitude: float | None
    longitude: float | None

    @property
    def surplus(self) -> int:
        """Officers it can spare: never below its minimum, and never its chief."""
        return max(0, min(self.officers - self.minimum, self.officers - self.has_chief))

    @property
    def district_key(self) -> Hashable:
        """What "the same district" means; without districts, the province."""
        return ("district", self.district_id) if self.district_id else ("province", self.province_id)

    def status_with(self, officers: int) -> str:
        """Give its status were there `officers`, the chief among them as now."""
        return status_of(
            officers=officers,
            minimum=self.minimum,
            has_chief=self.has_chief,
            chief_required=self.chief_required,
        )


@dataclass(frozen=True)
class PlannedMove:
    """So many officers from one commune to another; which ones, people decide."""

    giver: PlannedCommune
    receiver: PlannedCommune
    count: int
    metres: int

    @property
    def same_district(self) -> bool:
        return self.giver.district_key == self.receiver.district_key

    @property
    def same_province(self) -> bool:
        return self.giver.province_id == self.receiver.province_id

    @property
    def kilometres(self) -> float:
        return self.metres / 1000


@dataclass(frozen=True)
class Effect:
    """What the rule says of the communes, before the moves or after them."""

    communes: int
    at_minimum: int
    compliant: int
    shortfall: int


@dataclass(frozen=True)
class Plan:
    """The moves with the best objective, among `communes` on the day."""

    as_of: date
    scope: PlanScope
    communes: tuple[PlannedCommune, ...]
    moves: tuple[PlannedMove, ...]

    @cached_property
    def before(self) -> Effect:
        return self._effect(Counter())

    @cached_property
    def after(self) -> Effect:
        return self._effect(self.changes)

    @cached_property
    def changes(self) -> Counter[int]:
        """Officers that each commune (by primary key) gains or loses."""
        changes: Counter[int] = Counter()
        for move in self.moves:
            changes[move.giver.pk] -= move.count
            changes[move.receiver.pk] += move.count
        return changes

    @property
    def officers_moved(self) -> int:
        return sum(move.count for move in self.moves)

    @property
    def between_districts(self) -> int:
        return sum(move.count for move in self.moves if not move.same_district)

    @property
    def between_provinces(self) -> int:
        return sum(move.count for move in self.moves if not move.same_province)

    @property
    def metres(self) -> int:
        """The last part of the objective: metres of all officers moved."""
        return sum(move.count * move.metres for move in self.moves)

    @property
    def to_recruit(self) -> int:
        """Officers whom no commune can spare: the shortfall that remains."""
        return self.after.shortfall

    @cached_property
    def still_short(self) -> tuple[tuple[PlannedCommune, int], ...]:
        """Communes that stay below the minimum, with the officers each still lacks."""
        rows = ((c, c.minimum - c.officers - self.changes[c.pk]) for c in self.communes)
        return tuple((commune, lacking) for commune, lacking in rows if lacking > 0)

    def _effect(self, changes: Counter[int]) -> Effect:
        states = [(c, c.officers + changes[c.pk]) for c in self.communes]
        statuses = Counter(commune.status_with(officers) for commune, officers in states)
        return Effect(
            communes=len(states),
            at_minimum=sum(officers >= commune.minimum for commune, officers in states),
            compliant=statuses[Status.COMPLIANT],
            shortfall=sum(max(0, commune.minimum - officers) for commune, officers in states),
        )


def plan_on(day: date, scope: PlanScope) -> Plan:
    """Make the plan for `scope` as staffed on `day`: proven optimal, the same each time."""
    communes = tuple(_communes(day, scope))
    return Plan(day, scope, communes, tuple(planned(communes, crosses_provinces=scope.crosses_provinces)))


def planned(communes: Sequence[PlannedCommune], *, crosses_provinces: bool) -> Iterable[PlannedMove]:
    """Give the best moves among `communes`; one between provinces is dearer than one between districts."""
    places = [
        Place(
            surplus=commune.surplus,
            shortfall=commune.shortfall,
            groups=_groups(commune, crosses_provinces),
            point=_point(commune),
        )
        for commune in communes
    ]
    for move in best_moves(places):
        yield PlannedMove(communes[move.giver], communes[move.receiver], move.count, move.metres)


def _groups(commune: PlannedCommune, crosses_provinces: bool) -> tuple[Hashable, ...]:
    groups: tuple[Hashable, ...] = (commune.district_key,)
    return (*groups, ("province", commune.province_id)) if crosses_provinces else groups


def _point(commune: PlannedCommune) -> tuple[float, float] | None:
    if commune.latitude is None or commune.longitude is None:
        return None
    return commune.latitude, commune.longitude


def _communes(day: date, scope: PlanScope) -> Iterable[PlannedCommune]:
    fields = (
        "pk", "code", "name", "district_id", "district__name", "province_id", "province__code",
        "province__short_name", "minimum", "chief_required", "officers", "has_chief", "shortfall",
        "latitude", "longitude",
    )  # fmt: skip
    rows: Any = staffing_on(day, scope.communes).order_by("code", "pk").values_list(*fields)
    for pk, code, name, district, district_name, *others in rows:
        yield PlannedCommune(pk, code, name, district, district_name or "", *others)
