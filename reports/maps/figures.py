"""The figures that a map can show, and the classes of colour that they fall into."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_number
from communes.vietnamese import rounded
from reports.columns import percent
from reports.summary import Figures

RATE_LIMITS = (Decimal(50), Decimal(70), Decimal(85), Decimal(100))  # those of the tile map
RATE_COLOURS, COUNT_COLOURS = ("t1", "t2", "t3", "t4", "t5"), ("s1", "s2", "s3", "s4", "s5")
CLASSES = 5
STATUS = "status"
Value = Decimal | None


@dataclass(frozen=True)
class MapFigure:
    """One figure of a place. `limits`: fixed ones for rates; None where they are drawn from the values."""

    name: str
    label: str | Promise
    unit: str | Promise
    value: Callable[[Figures], Value]
    text: Callable[[Figures], str]
    limits: tuple[Decimal, ...] | None = None


@dataclass(frozen=True)
class ColourClass:
    """Values from `least` to below `below` (None: without bound) have the colour `css`."""

    css: str
    label: str
    count: int


def _rate(name: str, label: str | Promise, of: str = "communes") -> MapFigure:
    def value(figures: Figures) -> Value:
        whole = getattr(figures, of)
        return Decimal(getattr(figures, name)) * 100 / whole if whole else None

    def text(figures: Figures) -> str:
        return percent(getattr(figures, name), getattr(figures, of))

    # xgettext:no-python-format
    unit = gettext_lazy("% số xã, thị trấn")
    return MapFigure(f"{name}_rate", label, unit, value, text, RATE_LIMITS)


def _count(name: str, label: str | Promise, unit: str | Promise) -> MapFigure:
    return MapFigure(
        name,
        label,
        unit,
        lambda figures: Decimal(getattr(figures, name)),
        lambda figures: format_number(getattr(figures, name)),
    )


def _average(figures: Figures) -> Value:
    if not figures.communes_deployed:
        return None
    return rounded(Decimal(figures.officers) / figures.communes_deployed)


def _average_text(figures: Figures) -> str:
    average = _average(figures)
    return "–" if average is None else format_number(average, 1)


PEOPLE, COMMUNES = gettext_lazy("người"), gettext_lazy("xã, thị trấn")
FIGURES = (
    _rate("communes_compliant", gettext_lazy("Tỷ lệ xã đạt cả hai yêu cầu")),
    _rate("communes_deployed", gettext_lazy("Tỷ lệ xã đã bố trí")),
    _rate("communes_at_minimum", gettext_lazy("Tỷ lệ xã đủ số cán bộ tối thiểu")),
    _rate("communes_with_chief", gettext_lazy("Tỷ lệ xã có Trưởng Công an")),
    _rate("communes_organised", gettext_lazy("Tỷ lệ xã có quyết định tổ chức")),
    _count("officers", gettext_lazy("Số cán bộ chính quy"), PEOPLE),
    MapFigure(
        "average",
        gettext_lazy("Bình quân cán bộ một xã đã bố trí"),
        gettext_lazy("người một xã"),
        _average,
        _average_text,
    ),
    _count("shortfall", gettext_lazy("Số cán bộ còn thiếu"), PEOPLE),
    _count("not_deployed", gettext_lazy("Số xã chưa bố trí"), COMMUNES),
    _count("deployed_without_chief", gettext_lazy("Số xã đã bố trí mà khuyết Trưởng Công an"), COMMUNES),
    _count("communes", gettext_lazy("Số xã, thị trấn"), COMMUNES),
)
BY_NAME = {figure.name: figure for figure in FIGURES}


@dataclass(frozen=True)
class Scale:
    """The classes of one figure: rising limits between them, and a colour for each."""

    limits: tuple[Decimal, ...]
    colours: tuple[str, ...]

    @classmethod
    def of(cls, figure: MapFigure, values: Iterable[Value]) -> "Scale":
        """Give the figure's own limits, or round ones that part `values` into classes of about equal size."""
        if figure.limits is not None:
            return cls(figure.limits, RATE_COLOURS)
        limits = _limits(sorted(value for value in values if value is not None))
        return cls(limits, COUNT_COLOURS[: len(limits) + 1])

    def css(self, value: Value) -> str:
        """Give the colour class of a value; "t0" where there is none."""
        if value is None:
            return "t0"
        return self.colours[sum(value >= limit for limit in self.limits)]

    def legend(self, values: Iterable[Value]) -> tuple[ColourClass, ...]:
        """Give the classes from the highest down, each with its limits in words and its count."""
        found = [self.css(value) for value in values]
        classes = [
            ColourClass(css, self._words(place), found.count(css)) for place, css in enumerate(self.colours)
        ]
        empty = [ColourClass("t0", _("không có số liệu"), found.count("t0"))] if "t0" in found else []
        return (*reversed(classes), *empty)

    def _words(self, place: int) -> str:
        lowest, highest = place == 0, place == len(self.limits)
        if lowest and highest:
            return _("mọi giá trị")
        if lowest:
            return _("dưới %(limit)s") % {"limit": _plain(self.limits[0])}
        if highest and self.limits is RATE_LIMITS:
            return _("đủ 100 %")
        if highest:
            return _("từ %(limit)s trở lên") % {"limit": _plain(self.limits[-1])}
        words = {"least": _plain(self.limits[place - 1]), "below": _plain(self.limits[place])}
        return _("%(least)s đến dưới %(below)s") % words


def _limits(values: list[Decimal]) -> tuple[Decimal, ...]:
    """Give at most four rising round numbers near the fifths of `values`."""
    if not values:
        return ()
    fifths = (values[len(values) * part // CLASSES] for part in range(1, CLASSES))
    rounded = sorted({_round(fifth) for fifth in fifths})
    return tuple(limit for limit in rounded if values[0] < limit <= values[-1])


def _round(value: Decimal) -> Decimal:
    """Round to two digits, so that a legend can be read: 1.247 is 1.200, 5,34 is 5,3."""
    if not value:
        return value
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 1))
    return rounded if value < 10 else Decimal(int(rounded))


def _plain(value: Decimal) -> str:
    return format_number(value, 0 if value == value.to_integral_value() else 1)
