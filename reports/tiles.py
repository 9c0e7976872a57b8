"""The tile map: a square for each province, near its place, coloured by the rate of compliance."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.formats import format_number
from reports.columns import Drill, percent
from reports.summary import ProvinceRow

STEP_X, STEP_Y, WIDTH, HEIGHT = 57, 37, 54, 34
# class, from this rate on, label; the limits of shared/design
CLASSES = (("t5", 100), ("t4", 85), ("t3", 70), ("t2", 50), ("t1", 0))
DARK = {"t1", "t5"}
# The two archipelagos: each under its province, always shown (row, column, province).
ARCHIPELAGOS = (("Hoàng Sa", 10, 7, "48"), ("Trường Sa", 17, 7, "56"))


@dataclass(frozen=True)
class Tile:
    x: int
    y: int
    label: str
    value: str
    title: str
    css: str
    is_dark: bool
    url: str

    @property
    def centre(self) -> int:
        return self.x + WIDTH // 2

    @property
    def label_y(self) -> int:
        return self.y + 13

    @property
    def value_y(self) -> int:
        return self.y + 28


@dataclass(frozen=True)
class LegendItem:
    css: str
    label: str
    count: int


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[Tile, ...]
    archipelagos: tuple[Tile, ...]
    legend: tuple[LegendItem, ...]
    width: int
    height: int


def tile_map(rows: Iterable[ProvinceRow], drill: Drill) -> TileMap:
    """Give the map of `rows`; provinces without a place on it are left to the table."""
    rows = [row for row in rows if row.province.tile_row is not None]
    tiles = tuple(_tile(row, drill) for row in rows)
    by_code = {row.province.code: row for row in rows}
    islands = tuple(
        _archipelago(name, row, column, by_code[code], drill)
        for name, row, column, code in ARCHIPELAGOS
        if code in by_code
    )
    legend = tuple(
        LegendItem(css, label, sum(tile.css == css for tile in tiles)) for css, label in _legend_labels()
    )
    placed = [*tiles, *islands]
    width = max((tile.x + WIDTH + 2 for tile in placed), default=0)
    height = max((tile.y + HEIGHT + 2 for tile in placed), default=0)
    return TileMap(tiles, islands, legend, width, height)


def rate_class(part: int, whole: int) -> str:
    """Give the colour class of a rate: t5 is all, t1 under half; "t0" where there is nothing to rate."""
    if not whole:
        return "t0"
    return next(css for css, limit in CLASSES if part * 100 >= limit * whole)


def _tile(row: ProvinceRow, drill: Drill) -> Tile:
    figures, province = row.figures, row.province
    css = rate_class(figures.communes_compliant, figures.communes)
    title = _("%(name)s: %(part)s/%(whole)s xã, thị trấn đạt (%(rate)s)") % {
        "name": province.short_name,
        "part": format_number(figures.communes_compliant),
        "whole": format_number(figures.communes),
        "rate": percent(figures.communes_compliant, figures.communes),
    }
    return Tile(
        x=1 + STEP_X * (province.tile_column or 0),
        y=1 + STEP_Y * (province.tile_row or 0),
        label=province.tile_label,
        value=_whole_percent(figures.communes_compliant, figures.communes),
        title=title,
        css=css,
        is_dark=css in DARK,
        url=drill.province_url(province.code),
    )


def _archipelago(name: str, row: int, column: int, owner: ProvinceRow, drill: Drill) -> Tile:
    return Tile(
        x=1 + STEP_X * column,
        y=1 + STEP_Y * row,
        label=name,
        value=owner.province.tile_label,
        title=_("Quần đảo %(name)s, thuộc %(province)s")
        % {"name": name, "province": owner.province.short_name},
        css="t0",
        is_dark=False,
        url=drill.province_url(owner.province.code),
    )


def _whole_percent(part: int, whole: int) -> str:
    """Give a rate in whole percent; 100 and 0 are said of exactly all and none."""
    if not whole:
        return "–"
    nearest = (part * 200 + whole) // (whole * 2)
    return str(min(max(nearest, 1), 99) if 0 < part < whole else nearest)


def _legend_labels() -> tuple[tuple[str, str], ...]:
    return (
        ("t5", _("100 %")),
        ("t4", _("85 đến dưới 100")),
        ("t3", _("70 đến dưới 85")),
        ("t2", _("50 đến dưới 70")),
        ("t1", _("dưới 50")),
    )
