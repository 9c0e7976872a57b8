"""For each province the day on which every commune complies, at the pace of the last months.

Method: what remains, divided by the communes gained a day over the last 6 months. The range goes from the
earliest to the latest day that the paces of 3, 6 and 12 months give. Past days are measured by the rules in
force on the day of the forecast, so that a change of rule is no gain or loss. No gain: no day is told.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from communes.models import Commune, Province, UnitQuerySet
from deployment.figures import Figures, added_up
from deployment.series import Class, figures_of_classes
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
        """The day at the usual pace; the day itself where nothing remains; None without communes."""
        if not self.whole:
            return None
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
        gained = next((pace.gained for pace in self.paces if pace.months == USUAL), 0)
        return why_untold(self.whole, self.complies_on, self.latest, gained)

    def _days(self) -> list[date]:
        if not self.remaining:
            return [self.as_of]
        days = (pace.day_for(self.remaining, self.as_of) for pace in self.paces)
        return [day for day in days if day]


def why_untold(whole: int, complies_on: date | None, latest: date | None, gained: int) -> str | None:
    """Say why no day, or no latest day, is told; None where both are. gained: at the usual pace."""
    if complies_on and latest:
        return None
    if complies_on:
        return _("Có nhịp không tăng trong 3, 6 hoặc 12 tháng qua nên không nói được ngày muộn nhất.")
    if not whole:
        return _("Ngày này không có xã nào trong phạm vi.")
    if gained > 0:
        return _("Với nhịp 6 tháng qua phải sau hơn %(years)s năm.") % {"years": FARTHEST_YEARS}
    return _("Trong 6 tháng qua số xã đạt không tăng nên không có nhịp để dự báo.")


@dataclass(frozen=True)
class Forecast:
    province: Province
    outlook: Outlook


@dataclass(frozen=True)
class LookedBack:
    """The figures of `day` and of the days on which the windows begin, by province, day and class.

    `provinces` are those whose forecasts are told.
    """

    day: date
    provinces: tuple[Province, ...]
    figures: Mapping[int, Mapping[date, Mapping[Class, Figures]]]

    @classmethod
    def on(cls, day: date, provinces: UnitQuerySet, communes: UnitQuerySet | None = None) -> Self:
        """Ask once for all that is told of `provinces`; communes: theirs by default."""
        told = tuple(provinces.existing_on(day).select_related("region").order_by("code"))
        chosen = Commune.objects.filter(province__in=provinces) if communes is None else communes
        return cls(day, told, figures_of_classes((day, *looked_back(day).values()), chosen, by_rules_of=day))

    def forecasts(
        self, count: str = COMPLIANT, fits: Callable[[Class], bool] | None = None
    ) -> list[Forecast]:
        """Give the forecast of each province that has communes in scope on the day.

        count: the figure that is to reach all communes. fits: tells which classes count; all by default.
        """
        return [
            Forecast(province, outlook_of(figures, self.day, count))
            for province in self.provinces
            if self.day in (figures := self.of_province(province.pk, fits))
        ]

    def of_province(self, province: int, fits: Callable[[Class], bool] | None = None) -> dict[date, Figures]:
        """Give a province's figures by day; none for a day without a commune that counts."""
        by_day = self.figures.get(province, {})
        chosen = {
            day: [of for traits, of in rows.items() if not fits or fits(traits)]
            for day, rows in by_day.items()
        }
        return {day: added_up(several) for day, several in chosen.items() if several}

    def of_nation(self) -> dict[date, Figures]:
        """Give the figures of all communes that were asked for, by day."""
        rows: dict[date, list[Figures]] = defaultdict(list)
        for by_day in self.figures.values():
            for day, classes in by_day.items():
                rows[day] += classes.values()
        return {day: added_up(several) for day, several in rows.items()}


def forecasts_on(day: date, provinces: UnitQuerySet) -> list[Forecast]:
    """Give the forecast of each of `provinces` that has communes in scope on `day`."""
    return LookedBack.on(day, provinces).forecasts()


def outlook_of(figures: Mapping[date, Figures], day: date, count: str = COMPLIANT) -> Outlook:
    """Give the outlook of one place from its figures on `day` and on the beginnings of the windows."""
    counts = {on: getattr(of_day, count) for on, of_day in figures.items()}
    return Outlook(day, figures[day].communes, counts[day], paces_of(counts, day))
