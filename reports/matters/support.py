"""Support conditions of the latest period to the day: the nation's sums and each province's."""

from dataclasses import dataclass
from datetime import date

from reports.choices import Matter
from reports.matters.line import HoldsLines, Line, provinces_of
from reports.summary import Summary
from reports.support.totals import SupportSums, last_period, totals_of


@dataclass(frozen=True)
class Support:
    """The sums of the period whose figures are of `cut_off`."""

    cut_off: date
    sums: SupportSums


def gathered(summary: Summary) -> list[Line]:
    """Give the nation's sums, then each province's that entered any; nothing where none did."""
    period = last_period(summary.as_of)
    if period is None:
        return []
    sums = totals_of(period)
    head = {"cut_off": period.cut_off.isoformat(), "sums": dict(sums.whole)}
    return [Line(None, head), *(Line(place.pk, {"sums": dict(row)}) for place, row in sums.provinces)]


def support_in(source: HoldsLines) -> Support | None:
    """Read the sums back; None where none were entered, or for a report sealed without them."""
    lines = source.lines(Matter.SUPPORT)
    if not lines:
        return None
    names = provinces_of(source)
    head, *rest = lines
    provinces = tuple((names[line.province], line.content["sums"]) for line in rest if line.province)
    sums = SupportSums(head.content["sums"], provinces)
    return Support(date.fromisoformat(head.content["cut_off"]), sums)
