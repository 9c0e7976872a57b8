"""What a change does to the rule: communes on a day before it and after it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from communes.models import Commune
from deployment.choices import Status
from deployment.staffing import staffing_on
from deployment.trial import tried


@dataclass(frozen=True)
class Shift:
    """A commune before and after: its statuses and officers, and how many it must have."""

    code: str
    name: str
    before: str
    after: str
    officers_before: int
    officers_after: int
    minimum: int = 0

    @property
    def changes(self) -> bool:
        return self.before != self.after

    @property
    def is_felt(self) -> bool:
        """Tell whether the status or the number of officers is another."""
        return self.changes or self.officers_before != self.officers_after

    @property
    def starts(self) -> bool:
        return self.changes and self.after == Status.COMPLIANT

    @property
    def stops(self) -> bool:
        return self.changes and self.before == Status.COMPLIANT

    @property
    def words(self) -> str:
        """The officers before and after, and the statuses where they differ."""
        counts = {"before": self.officers_before, "after": self.officers_after, "minimum": self.minimum}
        told = _("%(before)s → %(after)s cán bộ, tối thiểu %(minimum)s") % counts
        return f"{told} ({self.before_words} → {self.after_words})" if self.changes else told

    @property
    def before_words(self) -> str:
        return str(Status(self.before).label)

    @property
    def after_words(self) -> str:
        return str(Status(self.after).label)


Staffed = tuple[str, str, str, int, int]


def staffed(ids: Iterable[int], day: date) -> dict[str, Staffed]:
    """Give what the rule says on `day` of those of the communes `ids` that it reaches, by code."""
    communes = staffing_on(day, Commune.objects.filter(pk__in=ids)).order_by("code")
    return {row[0]: row for row in communes.values_list("code", "name", "status", "officers", "minimum")}


def shifts_between(before: dict[str, Staffed], after: dict[str, Staffed]) -> list[Shift]:
    """Give the communes that both speak of, changed or not, by code."""
    return [_shift(before[code], after[code]) for code in before if code in after]


def shifts_of_trial(ids: Iterable[int], day: date, write: Callable[[], Any]) -> list[Shift]:
    """Give what `write` would do to the communes `ids` on `day`: it is carried out for that and taken back.

    Raises what `write` raises.
    """
    ids = list(ids)
    return shifts_between(*tried(write, lambda: staffed(ids, day)))


def _shift(before: Staffed, after: Staffed) -> Shift:
    return Shift(before[0], before[1], before[2], after[2], before[3], after[3], after[4])
