"""The columns of the annexes' workbook: what stands in their heads, how wide they are, and on which side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

COUNTS = (
    ("communes", gettext_lazy("Số xã, thị trấn")),
    ("communes_deployed", gettext_lazy("Đã bố trí")),
    ("communes_organised", gettext_lazy("Có quyết định tổ chức")),
    ("communes_at_minimum", gettext_lazy("Đủ mức tối thiểu")),
    ("communes_with_chief", gettext_lazy("Có Trưởng Công an")),
    ("communes_compliant", gettext_lazy("Đạt cả hai yêu cầu")),
    ("officers", gettext_lazy("Cán bộ chính quy (người)")),
    ("shortfall", gettext_lazy("Còn thiếu (người)")),
)
RATE = gettext_lazy("Tỷ lệ đạt")


@dataclass(frozen=True)
class Column:
    """A column of a table; the total of an added one, which is of numbers, is a SUM."""

    header: str | Promise
    width: float
    is_added: bool = False
    is_number: bool = False

    @property
    def is_right(self) -> bool:
        """Tell whether its cells stand at the right edge, where numbers and days do."""
        return self.is_added or self.is_number


COMMUNE_COLUMNS = (
    Column(gettext_lazy("Mã xã"), 8),
    Column(pgettext_lazy("one", "Xã, thị trấn"), 26),
    Column(gettext_lazy("Loại"), 10),
    Column(gettext_lazy("Huyện, quận"), 24),
    Column(gettext_lazy("Mã tỉnh"), 8),
    Column(gettext_lazy("Tỉnh, thành phố"), 20),
    Column(gettext_lazy("Tối thiểu"), 10, is_added=True),
    Column(gettext_lazy("Cán bộ chính quy"), 10, is_added=True),
    Column(gettext_lazy("Trưởng Công an"), 12),
    Column(gettext_lazy("Còn thiếu"), 10, is_added=True),
    Column(gettext_lazy("Tình trạng"), 24),
    Column(gettext_lazy("Quyết định tổ chức"), 12),
)


def count_columns() -> tuple[Column, ...]:
    """Give the columns of counts and the rate, each as wide as the longest word of its header."""
    labels = (*(label for _name, label in COUNTS), RATE)
    return tuple(
        Column(label, max(11, *(len(word) + 2 for word in str(label).split())), is_number=True)
        for label in labels
    )


def texts_after_numbers(columns: Sequence[Column]) -> set[int]:
    """Give the places of the columns of text whose neighbour on the left stands at its right edge."""
    return {
        place
        for place, (left, column) in enumerate(pairwise(columns), 1)
        if left.is_right and not column.is_right
    }
