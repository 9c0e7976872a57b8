"""The decree's deadlines: which provinces will not have police in every commune of a class in time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from deployment.models import PlacingDeadline
from deployment.series import Class
from reports.forecasting.forecast import DEPLOYED, Forecast, LookedBack


@dataclass(frozen=True)
class DeadlineOutlook:
    """One deadline, and the provinces with communes of its class: those in time, late, or past telling."""

    deadline: PlacingDeadline
    as_of: date
    forecasts: tuple[Forecast, ...]

    @property
    def communes(self) -> int:
        return sum(row.outlook.whole for row in self.forecasts)

    @property
    def remaining(self) -> int:
        return sum(row.outlook.remaining for row in self.forecasts)

    @property
    def missing(self) -> list[Forecast]:
        """Provinces that miss the deadline: it has passed, or the day comes later, or no day can be told."""
        return [row for row in self.forecasts if self._misses(row)]

    def _misses(self, row: Forecast) -> bool:
        if not row.outlook.remaining:
            return False
        expected = row.outlook.complies_on
        return self.as_of > self.deadline.due_on or expected is None or expected > self.deadline.due_on


def deadlines_on(past: LookedBack) -> list[DeadlineOutlook]:
    """Set each deadline beside the pace at which provinces place officers in the communes it is for.

    A commune counts as reached with its first regular officer: the decree asks for regular police, and
    gives no number.
    """
    deadlines = list(PlacingDeadline.objects.all())
    singled_out = {deadline.trait for deadline in deadlines if deadline.trait}
    return [
        DeadlineOutlook(
            deadline, past.day, tuple(past.forecasts(DEPLOYED, _meant_by(deadline.trait, singled_out)))
        )
        for deadline in deadlines
    ]


def _meant_by(trait: str, singled_out: set[str]) -> Callable[[Class], bool]:
    """Give what tells the classes of a deadline: those with its trait, or those that none singles out."""
    return (lambda traits: trait in traits) if trait else singled_out.isdisjoint
