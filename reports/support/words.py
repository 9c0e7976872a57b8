"""Totals of support conditions as a table: the same for a page and a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.formats import format_number
from communes.models import Province
from reports.choices import PartyCell, Premises
from reports.support.totals import SupportSums, Totals, funds, premises_untold

MILLION = 1_000_000


@dataclass(frozen=True)
class Line:
    name: str
    code: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """heads: of the columns; lines: the provinces; whole: all of them, named for what they are."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line


def table_of(totals: SupportSums, province: Province | None = None) -> Table:
    """Give the totals as a table, or those of one province as its single line."""
    chosen = [(p, t) for p, t in totals.provinces if province is None or p.pk == province.pk]
    lines = tuple(Line(p.short_name, p.code, tuple(_cells(t))) for p, t in chosen)
    whole = chosen[0][1] if province and chosen else totals.whole
    count = _("Cộng (%(count)s địa phương đã nhập)") % {"count": format_number(len(totals.provinces))}
    return Table(tuple(heads()), lines, Line(count, "", tuple(_cells(whole)) if chosen else ()))


def heads() -> Iterable[str]:
    """Give the headings of the columns that `values` fills."""
    yield _("Xã đã nhập")
    yield _("Trụ sở riêng ngoài UBND")
    yield _("Trụ sở riêng trong UBND")
    yield _("Dùng chung, mượn, thuê")
    yield _("Chưa có trụ sở")
    yield _("Chưa nêu trụ sở")
    yield _("Kế hoạch kinh phí (triệu đồng)")
    yield _("Đã chi (triệu đồng)")
    yield _("Trong đó Bộ cấp đã chi")
    yield _("Lượt bồi dưỡng")
    yield _("Bán chuyên trách còn")
    yield _("Đã cho thôi")
    yield _("Chi bộ riêng")


def values(totals: Totals) -> Iterable[int | Decimal]:
    """Give the numbers of a line; money in millions, as decimals."""
    yield totals["communes"]
    for kind in Premises:
        yield totals[f"premises_{kind.value}"]
    yield premises_untold(totals)
    yield _in_millions(funds(totals, "planned"))
    yield _in_millions(funds(totals, "spent"))
    yield _in_millions(funds(totals, "spent", "ministry"))
    yield sum(totals[name] for name in totals if name.startswith("trained"))
    yield totals["semi_remaining"]
    yield totals["semi_released"]
    yield totals[f"party_{PartyCell.OWN.value}"]


def _cells(totals: Totals) -> Iterable[str]:
    return (format_number(value, 1 if isinstance(value, Decimal) else 0) for value in values(totals))


def millions(dong: int) -> str:
    """Give an amount in millions, with one decimal: `1.234,5`."""
    return format_number(_in_millions(dong), 1)


def _in_millions(dong: int) -> Decimal:
    tenths = (dong * 20 + MILLION) // (MILLION * 2)
    return Decimal(tenths) / 10
