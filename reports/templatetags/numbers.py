"""Cells and tiles: a page of figures has hundreds, and a template for each takes three times as long."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.columns import FigureRow
from reports.tiles import Tile

register = template.Library()
BAR = (
    '<td class="n"><svg class="bar" width="56" height="8" viewBox="0 0 100 8" preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="track" width="100" height="8"/>'
    '<rect class="fill" width="{}" height="8"/></svg><span class="rate">{}</span></td>'
)
CELL = '<td class="n"><a class="num{}" href="{}">{}</a></td>'
TILE = (
    '<a class="plain{}" href="{}"><title>{}</title>'
    '<rect class="{}" x="{}" y="{}" width="54" height="34" rx="2"/>'
    '<text x="{}" y="{}">{}</text> <text class="v" x="{}" y="{}">{}</text></a>'
)


@register.simple_tag
def figure_cells(row: FigureRow) -> SafeString:
    """Give the cells of a row: the rate with its bar, then each number, which leads to its list."""
    numbers = ((" zero" if cell.is_zero else "", cell.url, cell.text) for cell in row.cells)
    return format_html(BAR, row.bar, row.rate) + format_html_join("", CELL, numbers)


@register.simple_tag
def map_tiles(tiles: tuple[Tile, ...]) -> SafeString:
    """Give the tiles of the provinces, a line each."""
    return format_html_join("\n", TILE, map(_parts, tiles))


def _parts(tile: Tile) -> tuple[object, ...]:
    return (
        " on-dark" if tile.is_dark else "",
        tile.url,
        tile.title,
        tile.css,
        tile.x,
        tile.y,
        tile.centre,
        tile.label_y,
        tile.label,
        tile.centre,
        tile.value_y,
        tile.value,
    )
