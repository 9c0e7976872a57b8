"""Figure 3: the nation's rate of compliance by month, the same chart as on the page of trends."""

from typing import Any

from django.utils.translation import gettext as _

from communes.formats import format_percent
from deployment.figures import Figures
from reports.charts.chart import charts_of
from reports.maps.figures import BY_NAME
from reports.matters.trend import courses_in
from reports.source import Source
from reports.trends.course import line_job

FIGURE, WIDTH = "communes_compliant_rate", 620


def trend_of(source: Source) -> dict[str, Any]:
    """Give the chart to the source's day; nothing for a report sealed without it."""
    among = courses_in(source)
    if among is None:
        return {}
    now = _rate(among.whole.last)
    job = line_job(among.whole, BY_NAME[FIGURE], WIDTH) | {"last_words": now}
    (chart,) = charts_of([(job, _("Tỷ lệ xã, thị trấn đạt theo tháng"))])
    year_ends = [(day, figures) for day, figures in among.whole.points if day.month == 12][-3:]
    told = "; ".join(
        _("%(rate)s cuối năm %(year)s") % {"rate": _rate(figures), "year": day.year}
        for day, figures in year_ends
    )
    return {"svg": chart.in_print(), "told": told, "now": now}


def _rate(figures: Figures) -> str:
    """Give the rate as the briefing writes it everywhere: the sign stands at the number."""
    return f"{format_percent(figures.communes_compliant, figures.communes)}%"
