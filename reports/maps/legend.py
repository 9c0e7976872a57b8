"""The legend of the dots: a shape, a word, a count for each status."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.formats import format_number
from deployment.choices import Status
from reports.maps.dots import CSS, shape
from reports.summary import Figures

SIZE = 4.2


@dataclass(frozen=True)
class Key:
    """One line of a legend; `path` is drawn in a square of 14."""

    css: str
    path: str
    label: str
    count: str


def dot_legend(figures: Figures) -> tuple[Key, ...]:
    """Give a line for each status, with the number of communes."""
    counts = (
        (Status.COMPLIANT, _("đạt cả hai yêu cầu"), figures.communes_compliant),
        (Status.NO_CHIEF, _("đủ cán bộ, khuyết Trưởng Công an"), figures.no_chief),
        (Status.BELOW_MINIMUM, _("thiếu cán bộ"), figures.below_minimum),
        (Status.NOT_DEPLOYED, _("chưa bố trí"), figures.not_deployed),
    )
    return tuple(
        Key(CSS[status], shape(status, 7, 7, SIZE), label, format_number(count))
        for status, label, count in counts
    )
