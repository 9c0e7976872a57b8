"""What the forecast's pages show; it computes nothing that the modules beside it do not tell."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from communes.models import Commune, Province, UnitQuerySet
from deployment.context_bar import ContextBar, communes_covered
from reports.forecasting.deadlines import DeadlineOutlook, deadlines_on
from reports.forecasting.falling import Falling, count_by_province, falling_after
from reports.forecasting.forecast import Forecast, LookedBack

MOST_FALLING = 200


@dataclass(frozen=True)
class ForecastRow:
    """A province's forecast, and how many of its communes fall within 90 days."""

    forecast: Forecast
    falling: int


def nation_context(day: date) -> dict[str, object]:
    """Give what the page of all provinces shows."""
    falling = falling_after(day, Commune.objects.all())
    return _context(day, Province.objects.all(), falling, _("cả nước"))


def province_context(day: date, province: Province) -> dict[str, object]:
    """Give what the page of one province shows."""
    falling = falling_after(day, Commune.objects.filter(province=province))
    context = _context(day, Province.objects.filter(pk=province.pk), falling, province.short_name)
    return context | {"falling": falling[:MOST_FALLING], "province": province}


def _context(day: date, provinces: UnitQuerySet, falling: list[Falling], place: str) -> dict[str, object]:
    counts: Counter[str] = count_by_province(falling)
    past = LookedBack.on(day, provinces)
    rows = [ForecastRow(row, counts[row.province.code]) for row in past.forecasts()]
    deadlines: list[DeadlineOutlook] = deadlines_on(past)
    whole = sum(row.forecast.outlook.whole for row in rows)
    return {
        "bar": ContextBar.on(day, communes_covered(whole, place)),
        "kept": (),
        "rows": rows,
        "done": sum(not row.forecast.outlook.remaining for row in rows),
        "untold": sum(row.forecast.outlook.complies_on is None for row in rows),
        "falling_count": len(falling),
        "warned_count": sum(bool(row.leaving) for row in falling),
        "deadlines": deadlines,
    }
