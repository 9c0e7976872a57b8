"""What stands still while postings move: the rule, the provinces and the districts of a day."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.cache import cache

from communes.models import District, Province
from deployment.models import StaffingRule
from deployment.rule import RuleInForce, rules_on
from deployment.versions import versions


class DistrictWords(NamedTuple):
    code: str
    name: str
    province_code: str


@dataclass(frozen=True)
class Ground:
    """Provinces and districts that exist on the day, in Vietnamese order, and the rules in force."""

    rules: tuple[StaffingRule, ...]
    provinces: tuple[Province, ...]
    districts: tuple[DistrictWords, ...]

    @property
    def rule(self) -> RuleInForce:
        return RuleInForce.of(self.rules)

    def province_of(self, pk: int | None) -> Province | None:
        """Give the province `pk` where it exists on the day."""
        return next((province for province in self.provinces if province.pk == pk), None)


def ground_on(day: date, version: int | None = None) -> Ground:
    """Give the ground of `day`: read once, and again when a rule or unit has changed.

    version: `versions().ground`, where the caller has it at hand. Only decisions on rules and units
    raise it; kept under it, the ground cannot be stale.
    """
    key = f"ground-{versions().ground if version is None else version}-{day.isoformat()}"
    kept: Ground | None = cache.get(key)
    if kept is None:
        kept = _read(day)
        cache.set(key, kept)
    return kept


def _read(day: date) -> Ground:
    provinces = Province.objects.existing_on(day).select_related("region").order_by("sort_key")
    districts = District.objects.existing_on(day).order_by("sort_key")
    return Ground(
        rules=tuple(rules_on(day)),
        provinces=tuple(provinces),
        districts=tuple(
            DistrictWords(*row) for row in districts.values_list("code", "name", "province__code")
        ),
    )
