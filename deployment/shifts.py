"""What a change does to the rule: communes on a day before it and after it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from communes.models import Commune
from deployment.choices import Status
from deployment.models import AssignmentQuerySet
from deployment.staffing import staffing_on
from deployment.trial import tried


@dataclass(frozen=True)
class Shift:
    """A commune before and after: its statuses and officers, and how many it must have.

    `lacked_chief`, `lacks_chief`: the rule asks for a regular chief, and there is none before or after.
    """

    code: str
    name: str
    before: str
    after: str
    officers_before: int
    officers_after: int
    minimum: int = 0
    lacked_chief: bool = False
    lacks_chief: bool = False

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
        """The officers, the status and the chief's post after, each beside what it was where it differs."""
        counts = {"before": self.officers_before, "after": self.officers_after, "minimum": self.minimum}
        if self.officers_before == self.officers_after:
            told = _("vẫn %(after)s cán bộ, tối thiểu %(minimum)s") % counts
        else:
            told = _("%(before)s → %(after)s cán bộ, tối thiểu %(minimum)s") % counts
        status = f"{self.before_words} → {self.after_words}" if self.changes else self.after_words
        return f"{told} ({status}){self.chief_words}"

    @property
    def chief_words(self) -> str:
        """What became of the chief's post, "" where a regular chief holds it as before."""
        if self.lacks_chief:
            return (
                _("; vẫn khuyết Trưởng Công an chính quy")
                if self.lacked_chief
                else _("; khuyết Trưởng Công an chính quy")
            )
        return _("; đã có Trưởng Công an chính quy") if self.lacked_chief else ""

    @property
    def before_words(self) -> str:
        return str(Status(self.before).label)

    @property
    def after_words(self) -> str:
        return str(Status(self.after).label)


Staffed = tuple[str, str, str, int, int, bool]


def staffed(ids: Iterable[int], day: date, postings: AssignmentQuerySet | None = None) -> dict[str, Staffed]:
    """Give what the rule says on `day` of those of the communes `ids` that it reaches, by code.

    postings: other than those held now.
    """
    communes = staffing_on(day, Commune.objects.filter(pk__in=ids), postings=postings).order_by("code")
    lacking = communes.annotate(lacks_chief=Q(chief_required=True, has_chief=False))
    fields = ("code", "name", "status", "officers", "minimum", "lacks_chief")
    return {row[0]: row for row in lacking.values_list(*fields)}


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
    code, name, status, officers, _minimum, lacked_chief = before
    _code, _name, status_after, officers_after, minimum, lacks_chief = after
    return Shift(
        code, name, status, status_after, officers, officers_after, minimum, lacked_chief, lacks_chief
    )
