"""Figure 2: each commune a dot, drawn from the very rows that the document is proved by."""

from collections.abc import Sequence
from typing import Any

from reports.commune_status import CommuneRow
from reports.maps.dots import spots_of
from reports.maps.legend import dot_legend
from reports.maps.national import dot_picture
from reports.maps.picture import PRINTED
from reports.summary import Summary


def map_of(summary: Summary, rows: Sequence[CommuneRow]) -> dict[str, Any]:
    """Give the picture and its legend."""
    spots = spots_of(rows, summary.as_of)
    drawn = dot_picture(summary.provinces, spots, summary.as_of, "cả nước", is_nation=True)
    return {"svg": drawn.printed_svg(), "keys": dot_legend(summary.national), "colours": PRINTED}
