"""Figure 2: each commune a dot, drawn from the very rows that the document is proved by."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reports.commune_status import CommuneRow
from reports.maps.dots import Point, spots_at
from reports.maps.legend import dot_legend
from reports.maps.national import dot_picture
from reports.maps.picture import PRINTED
from reports.summary import Summary


def map_of(summary: Summary, rows: Sequence[CommuneRow], points: Mapping[str, Point]) -> dict[str, Any]:
    """Give the picture and its legend. points: where each commune is, by code."""
    spots = spots_at(rows, points)
    drawn = dot_picture(summary.provinces, spots, summary.as_of, _("cả nước"), is_nation=True)
    return {"svg": drawn.printed_svg(), "keys": dot_legend(summary.national), "colours": PRINTED}
