"""What the page of a trend shows: the chart, the small charts of the provinces, and both as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Commune, Province, Region, UnitQuerySet
from deployment.context_bar import ContextBar
from deployment.figures import Figures
from reports.maps.figures import BY_NAME, FIGURES, MapFigure
from reports.national import scope_of
from reports.trends.course import YEAR, Courses, Step, courses, days_of
from reports.trends.drawing import drawn_trend

TOLD = 4  # years' ends in the table of provinces
STEPS = ((Step.MONTH, gettext_lazy("tháng")), (Step.QUARTER, gettext_lazy("quý")))


@dataclass(frozen=True)
class Wanted:
    """What was asked for; area: "" the nation, one digit a region, two a province."""

    day: date
    area: str
    figure: str
    step: Step


@dataclass(frozen=True)
class Place:
    """The place asked for, its communes, and the provinces in it."""

    name: str
    communes: UnitQuerySet
    provinces: Sequence[Province]
    is_province: bool


def trend_url(wanted: Wanted, area: str) -> str:
    """Give the address of the same trend for another area."""
    query = {"as_of": wanted.day.isoformat(), "area": area, "figure": wanted.figure, "step": wanted.step}
    return f"{reverse('reports:trends')}?{urlencode({k: v for k, v in query.items() if v})}"


def trend_context(wanted: Wanted, user: User) -> dict[str, Any]:
    """Give all that the page's body shows. Raises Http404 for an area that is not there for `user`."""
    place, figure = _place(wanted, user), BY_NAME[wanted.figure]
    among = courses(place.name, place.communes, place.provinces, days_of(wanted.day, wanted.step))
    shared = _shared(wanted, place, figure, among)
    if not place.is_province:
        shared |= _province_table(wanted, among, figure)
    return shared | drawn_trend(among, figure, wanted.day, with_provinces=not place.is_province)


def _place(wanted: Wanted, user: User) -> Place:
    provinces = visible_to(user, Province.objects.existing_on(wanted.day), province="pk")
    if len(wanted.area) == 2:
        province = visible_to(user, Province.objects.all(), province="pk").called(wanted.area, wanted.day)
        if province is None:
            raise Http404
        return Place(province.name, Commune.objects.filter(province=province), [province], True)
    if not user.sees_nation:
        raise Http404
    if not wanted.area:
        return Place(_("cả nước"), Commune.objects.all(), list(provinces), False)
    region = Region.objects.filter(code=wanted.area[:1]).first() if len(wanted.area) == 1 else None
    if region is None:
        raise Http404
    communes = Commune.objects.filter(province__region=region)
    return Place(region.name, communes, list(provinces.filter(region=region)), False)


def _shared(wanted: Wanted, place: Place, figure: MapFigure, among: Courses) -> dict[str, Any]:
    return {
        "bar": ContextBar.on(wanted.day, scope_of(among.whole.last)),
        "wanted": wanted,
        "place": place,
        "figure": figure,
        "figures": [(f.name, f.label) for f in FIGURES],
        "regions": [] if place.is_province else Region.objects.all(),
        "steps": STEPS,
        "kept": [("area", wanted.area), ("figure", wanted.figure), ("step", wanted.step.value)],
        "nation_url": trend_url(wanted, ""),
    }


def _province_table(wanted: Wanted, among: Courses, figure: MapFigure) -> dict[str, Any]:
    ends = [day for day in among.days if day.month == YEAR or day == wanted.day][-TOLD:]
    rows = [
        (course.name, trend_url(wanted, province.code), [_text(course.on(day), figure) for day in ends])
        for province, course in among.provinces
    ]
    return {"ends": ends, "provinces": rows, "total": [_text(among.whole.on(day), figure) for day in ends]}


def _text(figures: Figures | None, figure: MapFigure) -> str:
    return figure.text(figures) if figures else "–"
