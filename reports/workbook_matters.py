"""The workbook's sheets on what a report carries besides: plain tables of values, no formula."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.vietnamese import rounded
from deployment.choices import Trait
from reports.maps.figures import FIGURES
from reports.matters.forecast import Forecasts, forecasts_in
from reports.matters.published import PublishedLine, published_in
from reports.matters.support import support_in
from reports.matters.trend import courses_in
from reports.matters.wards import wards_in
from reports.source import Source
from reports.support.words import heads, values

Cell: TypeAlias = str | int | Decimal | date | None
COURSE = "communes_compliant"


@dataclass(frozen=True)
class PlainSheet:
    """columns: header and width. rows: as many cells each; None leaves a cell empty."""

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Cell, ...], ...]


def matter_sheets(source: Source) -> Iterator[PlainSheet]:
    """Give a sheet for each matter that `source` holds."""
    yield from _trend(source)
    told = forecasts_in(source)
    if told:
        yield _forecast(told)
        yield _deadlines(told)
    yield from _support(source)
    yield from _wards(source)
    published = published_in(source)
    if published:
        yield _published(published)


def _trend(source: Source) -> Iterator[PlainSheet]:
    among = courses_in(source)
    if among is None:
        return
    day = (_("Đến hết ngày"), 12.0)
    figures = tuple((f"{figure.label} ({figure.unit})", 16.0) for figure in FIGURES)
    rows = tuple(
        (on, *(_rounded(figure.value(counts)) for figure in FIGURES)) for on, counts in among.whole.points
    )
    yield PlainSheet(_("Diễn biến cả nước"), (day, *figures), rows)
    names = ((_("Mã tỉnh"), 8.0), (_("Tỉnh, thành phố"), 24.0))
    through = tuple(
        (
            province.code,
            course.name,
            *(getattr(of_day, COURSE, None) for of_day in map(course.on, among.days)),
        )
        for province, course in among.provinces
    )
    days = tuple((format_day(each), 11.0) for each in among.days)
    yield PlainSheet(_("Số xã đạt theo tháng"), (*names, *days), through)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)


def _forecast(told: Forecasts) -> PlainSheet:
    columns = (
        (_("Mã tỉnh"), 8.0), (_("Tỉnh, thành phố"), 24.0), (_("Số xã, thị trấn"), 10.0), (_("Đạt"), 10.0),
        (_("Đã đạt thêm trong 3 tháng qua"), 10.0), (_("Đã đạt thêm trong 6 tháng qua"), 10.0),
        (_("Đã đạt thêm trong 12 tháng qua"), 10.0),
        (_("Dự báo đạt hết"), 12.0), (_("Sớm nhất"), 12.0), (_("Muộn nhất"), 12.0),
        (_("Sắp không còn đạt"), 10.0), (_("Trong đó do hạn tuổi"), 10.0),
        (_("Vì sao không nói được ngày"), 60.0),
    )  # fmt: skip
    rows = tuple(
        (
            row.province.code, row.province.short_name, row.whole, row.reached,
            *(row.gained + (None,) * 3)[:3], row.complies_on, row.earliest, row.latest, row.falling,
            row.warned, row.reason,
        )
        for row in told.provinces
        if row.province
    )  # fmt: skip
    return PlainSheet(_("Dự báo"), columns, rows)


def _deadlines(told: Forecasts) -> PlainSheet:
    columns = (
        (_("Thời hạn"), 12.0), (_("Thuộc diện"), 36.0), (_("Căn cứ"), 36.0), (_("Số xã, thị trấn"), 10.0),
        (_("Chưa có Công an chính quy"), 12.0), (_("Địa phương không kịp"), 80.0),
    )  # fmt: skip
    rows = tuple(
        (
            row.due_on, str(Trait(row.trait).label) if row.trait else _("các địa bàn còn lại"), row.source,
            row.communes, row.remaining, ", ".join(row.missing),
        )
        for row in told.deadlines
    )  # fmt: skip
    return PlainSheet(_("Thời hạn"), columns, rows)


def _support(source: Source) -> Iterator[PlainSheet]:
    found = support_in(source)
    if found is None:
        return
    columns = ((_("Mã tỉnh"), 8.0), (_("Tỉnh, thành phố"), 24.0), *((head, 13.0) for head in heads()))
    rows = ((place.code, place.short_name, *values(sums)) for place, sums in found.sums.provinces)
    whole = ("", _("Cộng"), *values(found.sums.whole))
    yield PlainSheet(_("Điều kiện bảo đảm"), columns, (*rows, whole))


def _wards(source: Source) -> Iterator[PlainSheet]:
    wards = wards_in(source)
    if wards is None or not wards.rows:
        return
    rounds = tuple((f"{one.title} ({format_day(one.as_of)})", 20.0) for one in wards.rounds)
    columns = ((_("Phường"), 26.0), (_("Tỉnh, thành phố"), 24.0), *rounds)
    rows = tuple((name, place, *totals) for name, place, totals in wards.rows)
    yield PlainSheet(_("Phường kiểu mẫu"), columns, rows)


def _published(lines: tuple[PublishedLine, ...]) -> PlainSheet:
    columns = (
        (_("Địa phương"), 18.0), (_("Chỉ tiêu"), 30.0), (_("Tính đến"), 12.0), (_("Cách nói"), 8.0),
        (_("Đã công bố"), 12.0), (_("Số liệu tổng hợp"), 12.0), (_("Chênh lệch"), 12.0),
        (_("Vì sao khác"), 60.0), (_("Giải thích của Bộ"), 40.0), (_("Nguồn"), 50.0),
    )  # fmt: skip
    rows = tuple(
        (
            line.place, str(line.measure.label), line.day, str(line.bound.label), line.value, line.computed,
            line.difference, " ".join(line.reasons), line.explanation, line.source,
        )
        for line in lines
    )  # fmt: skip
    return PlainSheet(_("Số liệu đã công bố"), columns, rows)
