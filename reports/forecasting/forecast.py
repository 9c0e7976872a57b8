"""For each province the day on which every commune complies, at the pace of the last months.

Method: what remains, divided by the communes gained a day over the last 6 months. The range goes from the
earliest to the latest day that the paces of 3, 6 and 12 months give. Past days are measured by the rules in
force on the day of the forecast, so that a change of rule is no gain or loss. No gain: no day is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from communes.models import Province, UnitQuerySet
from deployment.figures import Figures
from deployment.series import figures_through
from reports.forecasting.pace import FARTHEST_YEARS, USUAL, Pace, looked_back, paces_of

COMPLIANT, DEPLOYED = "communes_compliant", "communes_deployed"


@dataclass(frozen=True)
class Outlook:
    """What the paces tell of one count: of `whole` communes, `reached` are there on the day."""

    as_of: date
    whole: int
    reached: int
    paces: tuple[Pace, ...]

    @property
    def remaining(self) -> int:
        return self.whole - self.reached

    @property
    def complies_on(self) -> date | None:
        """The day at the usual pace; the day itself where nothing remains."""
        if not self.remaining:
            return self.as_of
        usual = next((pace for pace in self.paces if pace.months == USUAL), None)
        return usual.day_for(self.remaining, self.as_of) if usual else None

    @property
    def earliest(self) -> date | None:
        return min(self._days(), default=None) if self.complies_on else None

    @property
    def latest(self) -> date | None:
        """None too where one of the paces stands still: then nobody can say how late."""
        days = self._days()
        if not self.complies_on or (self.remaining and len(days) < len(self.paces)):
            return None
        return max(days, default=None)

    @property
    def reason(self) -> str | None:
        """Why no day, or no latest day, is told; None where both are."""
        if self.complies_on and self.latest:
            return None
        if self.complies_on:
            return _("Có nhịp không tăng trong 3, 6 hoặc 12 tháng qua nên không nói được ngày muộn nhất.")
        gained = next((pace.gained for pace in self.paces if pace.months == USUAL), 0)
        if gained > 0:
            return _("Với nhịp 6 tháng qua phải sau hơn %(years)s năm.") % {"years": FARTHEST_YEARS}
        return _("Trong 6 tháng qua số xã đạt không tăng nên không có nhịp để dự báo.")

    def _days(self) -> list[date]:
        if not self.remaining:
            return [self.as_of]
        days = (pace.day_for(self.remaining, self.as_of) for pace in self.paces)
        return [day for day in days if day]


@dataclass(frozen=True)
class Forecast:
    province: Province
    outlook: Outlook


def forecasts_on(
    day: date, provinces: UnitQuerySet, communes: UnitQuerySet | None = None, count: str = COMPLIANT
) -> list[Forecast]:
    """Give the forecast of each of `provinces` that has communes (of `communes`) in scope on `day`.

    count: the figure that is to reach all communes.
    """
    days = (day, *looked_back(day).values())
    series = figures_through(days, communes, by_rules_of=day)
    told = []
    for province in provinces.existing_on(day).select_related("region").order_by("code"):
        figures = series.provinces.get(province.pk, {})
        if day in figures:
            told.append(Forecast(province, outlook_of(figures, day, count)))
    return told


def outlook_of(figures: Mapping[date, Figures], day: date, count: str = COMPLIANT) -> Outlook:
    """Give the outlook of one place from its figures on `day` and on the beginnings of the windows."""
    counts = {on: getattr(of_day, count) for on, of_day in figures.items()}
    return Outlook(day, figures[day].communes, counts[day], paces_of(counts, day))
