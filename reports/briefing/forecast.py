"""The outlook: how many provinces comply when at the pace of the last months, and the decree's deadlines."""

from typing import Any

from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from deployment.choices import Trait
from reports.matters.forecast import DeadlineLine, ForecastLine, forecasts_in
from reports.source import Source

MOST_NAMED = 6
USUAL = 1  # the pace of 6 months, between those of 3 and 12


def forecast_of(source: Source) -> dict[str, Any]:
    """Give what is told; nothing for a report sealed without it, or where no commune is in scope."""
    told = forecasts_in(source)
    if told is None or told.nation is None:
        return {}
    nation = told.nation
    dated = [row for row in told.provinces if row.remaining and row.complies_on]
    return {
        "remaining": format_number(nation.remaining),
        "gained": format_number(nation.gained[USUAL]) if len(nation.gained) > USUAL else "–",
        "last": _last(dated),
        "provinces": len(told.provinces),
        "done": sum(not row.remaining for row in told.provinces),
        "dated": len(dated),
        "untold": sum(row.complies_on is None for row in told.provinces),
        "falling": format_number(nation.falling),
        "warned": format_number(nation.warned),
        "deadlines": [_deadline(row) for row in told.deadlines],
    }


def _last(dated: list[ForecastLine]) -> tuple[str, str] | None:
    """Give the province with the latest forecast day, and that day."""
    days = [(row.complies_on, row.province) for row in dated if row.complies_on and row.province]
    if not days:
        return None
    day, province = max(days, key=lambda pair: (pair[0], pair[1].code))
    return province.short_name, format_day(day)


def _deadline(row: DeadlineLine) -> dict[str, Any]:
    return {
        "trait": str(Trait(row.trait).label) if row.trait else "",
        "day": format_day(row.due_on),
        "communes": format_number(row.communes),
        "remaining": format_number(row.remaining),
        "missing": len(row.missing),
        "named": _named(row.missing),
    }


def _named(places: tuple[str, ...]) -> str:
    """Name the first provinces, and count the rest."""
    named, more = ", ".join(places[:MOST_NAMED]), len(places) - MOST_NAMED
    return _("%(named)s và %(more)s địa phương khác") % {"named": named, "more": more} if more > 0 else named
