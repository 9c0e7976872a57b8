"""Published figures beside what the software computes for the same day, with the difference in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.calendar import today
from communes.formats import format_day, format_number
from communes.models import Commune, Province
from communes.vietnamese import rounded
from deployment.figures import Figures
from deployment.models import Assignment
from deployment.series import Series, figures_through
from deployment.staffing import staffing_on
from reports.choices import Bound, Measure, Precision
from reports.models import PublishedFigure
from reports.models.published import NATION

POSTS = (Measure.CHIEFS, Measure.DEPUTIES, Measure.MEMBERS)
HOW = {Precision.MONTH: gettext_lazy("chỉ ghi tháng"), Precision.YEAR: gettext_lazy("chỉ ghi năm")}
OfficersByPost = Mapping[tuple[date, int | None, str], int]


@dataclass(frozen=True)
class Comparison:
    """A published figure and the computed one of its day; None where that cannot be told.

    computed_whole: the communes in scope there on that day, or the provinces. reasons: sentences on why
    the two differ.
    """

    figure: PublishedFigure
    place: str
    computed: Decimal | None
    computed_whole: int | None
    reasons: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """The computed figure less the published one."""
        return None if self.computed is None else self.computed - self.figure.value


@dataclass(frozen=True)
class _Sources:
    """What the computed figures of all days and places come from, asked for once."""

    series: Series
    posts: OfficersByPost
    provinces: Mapping[tuple[str, date], Province]


def compared(figures: Iterable[PublishedFigure]) -> list[Comparison]:
    """Set each figure beside the computed one of its place and day."""
    figures = list(figures)
    days = {figure.as_of for figure in figures if figure.as_of}
    sources = _Sources(
        series=figures_through(days),
        posts=_posts({f.as_of for f in figures if f.as_of and f.measure in POSTS}),
        provinces=_provinces(figures),
    )
    return [_compared(figure, sources) for figure in figures]


def _provinces(figures: Iterable[PublishedFigure]) -> dict[tuple[str, date], Province]:
    wanted = {(f.place_code, f.as_of or today()) for f in figures if f.place_code != NATION}
    found = ((key, Province.objects.called(*key)) for key in wanted)
    return {key: province for key, province in found if province}


def _posts(days: Iterable[date]) -> OfficersByPost:
    """Count the regular officers in scope by day, province (None: the nation) and post."""
    counts: dict[tuple[date, int | None, str], int] = {}
    for day in days:
        in_scope = staffing_on(day, Commune.objects.all()).order_by().values("pk")
        held = Assignment.objects.in_post(day).regular().filter(commune__in=in_scope).order_by()
        for province, post, count in held.values_list("province_id", "post").annotate(Count("pk")):
            counts[day, province, post] = count
            counts[day, None, post] = counts.get((day, None, post), 0) + count
    return counts


def _compared(figure: PublishedFigure, sources: _Sources) -> Comparison:
    province = sources.provinces.get((figure.place_code, figure.as_of)) if figure.as_of else None
    place = _("Cả nước") if figure.place_code == NATION else _name(figure, sources)
    found = _figures(figure, province, sources)
    computed = _computed(figure, found, province, sources) if found else None
    whole = _whole(figure, found, sources)
    return Comparison(figure, place, computed, whole, tuple(_reasons(figure, computed, found)))


def _name(figure: PublishedFigure, sources: _Sources) -> str:
    named = (p for (code, _day), p in sources.provinces.items() if code == figure.place_code)
    province = next(named, None)
    return province.short_name if province else figure.place_code


def _figures(figure: PublishedFigure, province: Province | None, sources: _Sources) -> Figures | None:
    if figure.as_of is None:
        return None
    if figure.place_code == NATION:
        return sources.series.national.get(figure.as_of)
    return sources.series.provinces.get(province.pk, {}).get(figure.as_of) if province else None


def _computed(
    figure: PublishedFigure, found: Figures, province: Province | None, sources: _Sources
) -> Decimal | None:
    if figure.measure in POSTS and figure.as_of:
        place = province.pk if province else None
        return Decimal(sources.posts.get((figure.as_of, place, figure.measure), 0))
    if figure.measure == Measure.DEPLOYED_RATE:
        return rounded(Decimal(found.communes_deployed) * 100 / found.communes)
    if figure.measure == Measure.PROVINCES_DEPLOYED:
        return Decimal(sum(one.communes_deployed > 0 for one in _by_province(figure, sources)))
    return Decimal(getattr(found, figure.measure))


def _by_province(figure: PublishedFigure, sources: _Sources) -> list[Figures]:
    of_provinces = sources.series.provinces.values()
    return [days[figure.as_of] for days in of_provinces if figure.as_of and figure.as_of in days]


def _whole(figure: PublishedFigure, found: Figures | None, sources: _Sources) -> int | None:
    if figure.measure == Measure.PROVINCES_DEPLOYED:
        return len(_by_province(figure, sources))
    return found.communes if found else None


def _reasons(figure: PublishedFigure, computed: Decimal | None, found: Figures | None) -> Iterable[str]:
    if figure.as_of is None:
        yield _("Nguồn không ghi ngày, nên không có ngày để tính.")
        return
    if computed is None or found is None:
        yield _("Ngày đó không có xã, thị trấn nào trong danh mục của địa phương này.")
        return
    yield _in_words(figure, computed)
    if computed == figure.value:
        return
    if figure.precision in (Precision.MONTH, Precision.YEAR):
        yield _("Nguồn %(how)s; số liệu tổng hợp tính đến %(day)s, ngày cuối của thời gian đó.") % {
            "how": HOW[Precision(figure.precision)], "day": format_day(figure.as_of)
        }  # fmt: skip
    yield from _on_denominators(figure, found)


def _in_words(figure: PublishedFigure, computed: Decimal) -> str:
    difference = computed - figure.value
    if not difference:
        return _("Bằng nhau.")
    size = format_number(abs(difference), 0 if difference == difference.to_integral_value() else 1)
    words = _more(difference > 0)
    if figure.bound == Bound.MORE_THAN and difference > 0:
        words = _("Phù hợp với chữ “hơn” của nguồn (nhiều hơn %(size)s).")
    if figure.bound == Bound.NEARLY and difference < 0:
        words = _("Phù hợp với chữ “gần” của nguồn (ít hơn %(size)s).")
    return words % {"size": size}


def _more(is_more: bool) -> str:
    if is_more:
        return _("Số liệu tổng hợp nhiều hơn số công bố %(size)s.")
    return _("Số liệu tổng hợp ít hơn số công bố %(size)s.")


def _on_denominators(figure: PublishedFigure, found: Figures) -> Iterable[str]:
    whole = format_number(found.communes)
    if figure.denominator is None:
        yield _("Nguồn không nêu mẫu số; số liệu tổng hợp tính trên %(whole)s xã, thị trấn.") % {
            "whole": whole
        }
    elif figure.measure != Measure.PROVINCES_DEPLOYED:
        deployed = format_number(found.communes_deployed)
        yield _(
            "Nguồn tính trên %(theirs)s %(words)s; ngày đó số liệu tổng hợp có %(deployed)s xã đã bố trí"
            " trong %(whole)s xã, thị trấn."
        ) % {
            "theirs": format_number(figure.denominator), "words": figure.denominator_words or _("đơn vị"),
            "deployed": deployed, "whole": whole,
        }  # fmt: skip
