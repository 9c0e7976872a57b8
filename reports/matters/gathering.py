"""Gather any matter of a day from live records."""

from collections.abc import Callable

from reports.choices import Matter
from reports.matters import forecast, published, support, trend, wards
from reports.matters.line import Line
from reports.summary import Summary

GATHER: dict[Matter, Callable[[Summary], list[Line]]] = {
    Matter.TREND: trend.gathered,
    Matter.FORECAST: forecast.gathered,
    Matter.SUPPORT: support.gathered,
    Matter.WARDS: wards.gathered,
    Matter.PUBLISHED: published.gathered,
}


def gathered(matter: Matter, summary: Summary) -> list[Line]:
    """Give the lines of `matter` beside the figures of `summary`, in the language of the moment."""
    return GATHER[matter](summary)
