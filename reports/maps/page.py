"""What a map's page shows: the picture, its legend, and the same figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.formats import format_number
from communes.models import Commune, District, Province, UnitQuerySet
from deployment.context_bar import ContextBar
from deployment.staffing import staffing_on
from reports.columns import Drill
from reports.maps.dots import near_the_middle, spots_on, without_point
from reports.maps.figures import BY_NAME, FIGURES, STATUS, MapFigure, Scale
from reports.maps.legend import dot_legend
from reports.maps.local import locator_picture, province_picture
from reports.maps.national import area_picture, dot_picture, map_url
from reports.national import scope_of
from reports.summary import Figures, ProvinceRow, RegionRow, Summary, figures_by_district, summary_on

NATION_AREA = ""


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""
    is_zero: bool = False


@dataclass(frozen=True)
class Line:
    """One row of the table beside a map; `css` is the colour of its area."""

    name: str
    url: str
    cells: tuple[Cell, ...]
    css: str = ""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: an area ("" the nation, one digit a region, two a province), a figure, a day."""

    day: date
    area: str
    figure: str


def map_context(wanted: Wanted, user: User) -> dict[str, Any]:
    """Give all that the page's body shows. Raises Http404 for an area that is not there for `user`."""
    if len(wanted.area) == 2:
        return _province_context(wanted, _province(wanted, user))
    if not user.sees_nation:
        raise Http404
    summary = summary_on(wanted.day)
    if wanted.area:
        region = next((r for r in summary.regions if r.region.code == wanted.area), None)
        if region is None:
            raise Http404
        return _wide_context(wanted, summary, region.provinces, region.figures, region)
    return _wide_context(wanted, summary, summary.provinces, summary.national, None)


def _province(wanted: Wanted, user: User) -> Province:
    visible = visible_to(user, Province.objects.select_related("region"), province="pk")
    place = visible.called(wanted.area, wanted.day)
    if place is None:
        raise Http404
    return place


def _wide_context(
    wanted: Wanted, summary: Summary, rows: Sequence[ProvinceRow], whole: Figures, region: RegionRow | None
) -> dict[str, Any]:
    name = region.region.name if region else _("cả nước")
    shared = _shared(wanted, summary, name, whole) | {"regions": [r.region for r in summary.regions]}
    if region:
        codes = [row.province.code for row in rows]
        shared["locator"] = locator_picture(codes, _names(summary), name).svg()
    if wanted.figure == STATUS:
        return shared | _dots(wanted, rows, whole, name, region)
    return shared | _areas(wanted, summary, rows, whole, name, region)


def _shared(wanted: Wanted, summary: Summary, name: str, whole: Figures) -> dict[str, Any]:
    return {
        "bar": ContextBar.on(wanted.day, scope_of(whole), summary.rule),
        "wanted": wanted,
        "name": name,
        "figures": [(STATUS, _("Tình trạng từng xã (bản đồ điểm)")), *((f.name, f.label) for f in FIGURES)],
        "kept": [pair for pair in (("area", wanted.area), ("figure", wanted.figure)) if pair[1]],
        "urls": {"nation": map_url(wanted.day, NATION_AREA, wanted.figure)},
    }


def _names(summary: Summary) -> dict[str, str]:
    return {row.province.code: row.province.short_name for row in summary.provinces}


def _dots(
    wanted: Wanted, rows: Sequence[ProvinceRow], whole: Figures, name: str, region: RegionRow | None
) -> dict[str, Any]:
    communes: UnitQuerySet = Commune.objects.all()
    if region:
        communes = communes.filter(province__region=region.region)
    spots = spots_on(wanted.day, communes)
    drawn = dot_picture(rows, spots, wanted.day, name, is_nation=region is None)
    lines = [
        _status_line(row.province.short_name, map_url(wanted.day, row.province.code, ""), row.figures,
                     Drill(wanted.day, (("province", row.province.code),)))
        for row in sorted(rows, key=lambda r: r.province.sort_key)
    ]  # fmt: skip
    place = (("region", region.region.code),) if region else ()
    return {
        "title": _("Xã, thị trấn theo tình trạng: %(name)s") % {"name": name},
        "svg": drawn.svg(),
        "keys": dot_legend(whole),
        "heads": _status_heads(),
        "lines": lines,
        "total": _status_line(_("Cộng"), "", whole, Drill(wanted.day, place)),
        "notes": _notes(spots),
    }


def _status_heads() -> list[str]:
    return [_("Địa phương"), _("Đạt"), _("Khuyết Trưởng CA"), _("Thiếu cán bộ"), _("Chưa bố trí")]


def _status_line(name: str, url: str, figures: Figures, drill: Drill) -> Line:
    counts = (
        ("compliant", figures.communes_compliant),
        ("no_chief", figures.no_chief),
        ("below_minimum", figures.below_minimum),
        ("not_deployed", figures.not_deployed),
    )
    return Line(
        name, url,
        tuple(Cell(format_number(n), drill.url(("status", status)), n == 0) for status, n in counts),
    )  # fmt: skip


def _areas(
    wanted: Wanted, summary: Summary, rows: Sequence[ProvinceRow], whole: Figures, name: str,
    region: RegionRow | None,
) -> dict[str, Any]:  # fmt: skip
    figure = BY_NAME[wanted.figure]
    scale = Scale.of(figure, [figure.value(row.figures) for row in summary.provinces])
    drawn = area_picture(rows, figure, scale, wanted.day, name, is_nation=region is None)
    lines = [
        Line(row.province.short_name, map_url(wanted.day, row.province.code, ""),
             (Cell(figure.text(row.figures)),), scale.css(figure.value(row.figures)))
        for row in _ranked(rows, figure)
    ]  # fmt: skip
    return {
        "title": f"{figure.label}: {name}",
        "svg": drawn.svg(),
        "classes": scale.legend(figure.value(row.figures) for row in rows),
        "unit": figure.unit,
        "heads": [_("Địa phương"), str(figure.label)],
        "lines": lines,
        "total": Line(_("Cả nước") if region is None else name, "", (Cell(figure.text(whole)),)),
        "notes": [],
    }


def _ranked(rows: Sequence[ProvinceRow], figure: MapFigure) -> list[ProvinceRow]:
    """Sort from the highest value down; those without one come last, equal ones by name."""
    by_name = sorted(rows, key=lambda row: row.province.sort_key)
    return sorted(by_name, key=lambda row: -(figure.value(row.figures) or -1))


def _province_context(wanted: Wanted, province: Province) -> dict[str, Any]:
    day = wanted.day
    communes = Commune.objects.filter(province=province)
    spots = spots_on(day, communes)
    counts = figures_by_district(day, staffing_on(day, communes))
    districts = list(District.objects.filter(province=province, pk__in=counts).order_by("sort_key"))
    whole = counts.get(0, Figures())
    drill = Drill(day, (("province", province.code),))
    names = dict(Province.objects.existing_on(day).values_list("code", "short_name"))
    return {
        "bar": ContextBar.on(day, scope_of(whole)),
        "wanted": wanted,
        "name": province.name,
        "province": province,
        "kept": [("area", province.code)],
        "title": _("Xã, thị trấn theo tình trạng: %(name)s") % {"name": province.short_name},
        "svg": province_picture(province, districts, spots, day).svg(),
        "locator": locator_picture([province.code], names, province.name).svg(),
        "keys": dot_legend(whole),
        "heads": _status_heads(),
        "lines": [_district_line(district, counts[district.pk], drill) for district in districts],
        "total": _status_line(_("Cộng"), "", whole, drill),
        "notes": _notes(spots),
    }


def _district_line(district: District, figures: Figures, drill: Drill) -> Line:
    own = Drill(drill.day, (*drill.place, ("district", district.code)))
    return _status_line(district.name, own.url(), figures, own)


def _notes(spots: Sequence[Any]) -> list[str]:
    notes = []
    middle, missing = near_the_middle(spots), without_point(spots)
    if middle:
        notes.append(
            _("%(count)s xã chỉ biết điểm giữa của huyện, được xếp quanh điểm đó.")
            % {"count": format_number(middle)}
        )
    if missing:
        notes.append(_("%(count)s xã chưa có tọa độ, chỉ có trong bảng.") % {"count": format_number(missing)})
    return notes
