"""The staffing rule in force on a day, as pages and files state it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _

from communes.formats import format_number
from deployment.models import StaffingRule


@dataclass(frozen=True)
class RuleInForce:
    """What holds for communes as a whole, and every rule beside it.

    minimum: regular officers; None where kinds differ or no rule is in force.
    kinds: the kinds of commune in scope.
    """

    minimum: int | None
    chief_required: bool
    kinds: tuple[str, ...]
    rules: tuple[Mapping[str, Any], ...]

    @classmethod
    def on(cls, day: date) -> Self:
        """Describe the rules in force on `day`."""
        return cls.of(rules_on(day))

    @classmethod
    def of(cls, rules: Iterable[StaffingRule]) -> Self:
        """Describe `rules`, all that are in force on one day."""
        rules = tuple(rules)
        general = [rule for rule in rules if not rule.trait and not rule.commune_id]
        minima = {rule.minimum for rule in general}
        return cls(
            minimum=minima.pop() if len(minima) == 1 else None,
            chief_required=bool(general) and all(rule.chief_required for rule in general),
            kinds=tuple(sorted(rule.kind for rule in general)),
            rules=tuple(_as_data(rule) for rule in rules),
        )

    @property
    def requirement(self) -> str:
        """Say what a commune must have: "Từ 5 cán bộ chính quy và có Trưởng Công an"."""
        if not self.kinds:
            return _("Chưa có quy định cho ngày này")
        if self.minimum is None:
            officers = _("Đủ số cán bộ chính quy theo loại xã")
        else:
            officers = _("Từ %(minimum)s cán bộ chính quy") % {"minimum": format_number(self.minimum)}
        if not self.chief_required:
            return officers
        return _("%(officers)s và có Trưởng Công an") % {"officers": officers}


def rules_on(day: date) -> list[StaffingRule]:
    """Give the rules in force on `day`, each with its commune where it is for a single one."""
    return list(StaffingRule.objects.in_force(day).select_related("commune"))


def _as_data(rule: StaffingRule) -> Mapping[str, Any]:
    return {
        "kind": rule.kind,
        "trait": rule.trait,
        "commune_code": rule.commune.code if rule.commune else None,
        "minimum": rule.minimum,
        "chief_required": rule.chief_required,
        "source": rule.source,
    }
