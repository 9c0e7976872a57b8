"""Charts in a process of its own: `python -m reports.charts.draw`, jobs on stdin, their SVGs on stdout.

Needs no Django and fetches nothing. Altair writes the Vega-Lite specification, vl-convert renders it;
together they take a second and 145 MB, which end with the process. Colours are stand-ins
(`reports.charts.names`) that `reports.charts.chart` exchanges for a page's or a document's.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import altair as alt
import vl_convert as vlc

from reports.charts.names import FILL, FONT, GRID, INK, LINE, MARK, SOFT

LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
TALL = 270
SMALL_WIDE, SMALL_TALL = 118, 62
TITLE_SIZE, TEXT_SIZE = 13, 12.5


def render(job: dict[str, Any]) -> str:
    """Render a job.

    kind: "line" (one series `width` wide; the row marked `last` is said in `last_words`) or "multiples" (a
    small chart for each name). rows: `day` (ISO), `value` (a number or None), for multiples also `name`.
    title: of the value axis. names: their order. columns: small charts in a row. top: where the value axis
    ends, or None.
    """
    chart = KINDS[job["kind"]](job)
    return vlc.vegalite_to_svg(_styled(chart).to_dict(validate=False), format_locale=LOCALE)


def _line(job: dict[str, Any]) -> alt.TopLevelMixin:
    base = alt.Chart(alt.Data(values=job["rows"])).encode(
        x=alt.X("day:T", axis=alt.Axis(title=None, labelExpr=_years(), tickCount="year", grid=True)),
        y=alt.Y("value:Q", axis=alt.Axis(title=job["title"], tickCount=5), scale=_scale(job)),
    )
    area = base.mark_area(color=FILL, opacity=1)
    line = base.mark_line(color=LINE, strokeWidth=2.2)
    end = base.transform_filter("datum.last")
    dot = end.mark_point(color=MARK, filled=True, size=55, opacity=1)
    said = end.mark_text(color=INK, align="right", dx=4, dy=-14, fontSize=15, fontWeight="bold").encode(
        text=alt.value(job["last_words"])
    )
    return alt.layer(area, line, dot, said).properties(width=job["width"], height=TALL)


def _multiples(job: dict[str, Any]) -> alt.TopLevelMixin:
    small = (
        alt.Chart()
        .mark_area(color=FILL, opacity=1, line={"color": LINE, "strokeWidth": 1.3})
        .encode(
            x=alt.X("day:T", axis=alt.Axis(title=None, labels=False, tickCount="year", ticks=False)),
            y=alt.Y("value:Q", axis=alt.Axis(title=None, tickCount=2, labelFontSize=10), scale=_scale(job)),
        )
        .properties(width=SMALL_WIDE, height=SMALL_TALL)
    )
    return small.facet(
        facet=alt.Facet(
            "name:N", sort=job["names"], header=alt.Header(title=None, labelFontSize=12, labelPadding=3)
        ),
        columns=job["columns"],
        data=alt.Data(values=job["rows"]),
        spacing=12,
    )


def _scale(job: dict[str, Any]) -> alt.Scale:
    return alt.Scale(domain=[0, job["top"]], nice=False) if job["top"] else alt.Scale(zero=True)


def _years() -> str:
    """Label the first day of each year by its number."""
    return "timeFormat(datum.value, '%Y')"


def _styled(chart: Any) -> Any:
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=SOFT, titleColor=SOFT, labelFontSize=TEXT_SIZE, titleFontSize=TITLE_SIZE,
            titleFontWeight="normal", gridColor=GRID, domainColor=SOFT, tickColor=SOFT,
        )
        .configure_header(labelColor=INK, labelFontWeight="bold")
    )  # fmt: skip


KINDS: dict[str, Callable[[dict[str, Any]], alt.TopLevelMixin]] = {"line": _line, "multiples": _multiples}


def main(read: Callable[[], str], write: Callable[[str], Any]) -> None:
    """Render the jobs that `read` gives, as a JSON list, into a JSON list of SVGs."""
    write(json.dumps([render(job) for job in json.loads(read())]))


if __name__ == "__main__":
    main(sys.stdin.read, sys.stdout.write)
