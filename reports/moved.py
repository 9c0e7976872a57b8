"""Which figures moved on after their report: postings entered since, for the same day.

A report keeps its figures as sent; the figures of the day are always those of the postings recorded.
Nothing blocks a late truth, and nothing is silent on it: pages, sealing and entry say what differs here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from communes.formats import format_number
from communes.models import Commune
from deployment.figures import Figures, aggregated, aggregated_kept
from deployment.staffing import staffing_on
from reports.comparing import LINES
from reports.models import ProvincialReport, ReportSubmission, SubmittedCommune
from reports.standing import Basis, Standing, Tally

BY_PROVINCE = "province_id", "(province_id)"
Live = Mapping[int, Figures]


@dataclass(frozen=True)
class Move:
    """One figure, by its name in Figures: as the report says it, and as it is now."""

    name: str
    label: str
    before: int
    after: int

    @property
    def words(self) -> str:
        """Say "Đã bố trí 118 → 119"."""
        return f"{self.label} {format_number(self.before)} → {format_number(self.after)}"


@dataclass(frozen=True)
class Moved:
    """A report whose day has other figures now; at least one move."""

    report: ProvincialReport
    moves: tuple[Move, ...]

    @property
    def words(self) -> str:
        """Say the moves: "Đã bố trí 118 → 119; Đạt cả hai yêu cầu 90 → 91"."""
        return "; ".join(move.words for move in self.moves)


def moved_since_approval(standing: Standing, live: Live | None = None) -> tuple[Moved, ...]:
    """Give the approved reports of a period whose figures are others now, in code order.

    live: the day's figures by province id, where the caller has them. Two queries, however many reports.
    """
    approved = [row for row in standing.provinces if row.basis == Basis.APPROVED and row.submission]
    pairs = {row.report: row.submission for row in approved if row.submission}
    return moved_of(pairs, standing.period.cut_off, live)


def moved_of(
    sendings: Mapping[ProvincialReport, ReportSubmission], day: date, live: Live | None = None
) -> tuple[Moved, ...]:
    """Hold the figures of `sendings`, reports for `day`, against those of the day now; those that differ."""
    if not sendings:
        return ()
    now = live_figures(day, [report.province_id for report in sendings]) if live is None else live
    kept = SubmittedCommune.objects.filter(submission__in=[sent.pk for sent in sendings.values()])
    then = _by_province(aggregated_kept(kept, *BY_PROVINCE))
    found = (
        Moved(each, moves(then.get(each.province_id, Figures()), now.get(each.province_id, Figures())))
        for each in sendings
    )
    return tuple(each for each in found if each.moves)


def live_figures(day: date, provinces: Collection[int]) -> dict[int, Figures]:
    """Give the figures of `day` by province id, of those provinces."""
    staffed = staffing_on(day, Commune.objects.filter(province__in=provinces))
    return _by_province(aggregated(day, staffed, *BY_PROVINCE))


def moves(then: Figures, now: Figures) -> tuple[Move, ...]:
    """Give the figures that differ."""
    pairs = ((name, label, getattr(then, name), getattr(now, name)) for name, label, _worse in LINES)
    return tuple(Move(name, str(label), old, new) for name, label, old, new in pairs if old != new)


def headline_of(standing: Standing | Tally, moved: Collection[object]) -> str:
    """Say "35/63 báo cáo đã duyệt", and in how many of them (`moved`) the figures changed since."""
    if not moved:
        return standing.headline
    words = {"headline": standing.headline, "count": format_number(len(moved))}
    return _("%(headline)s, trong đó %(count)s nơi số liệu đã thay đổi sau khi duyệt") % words


def _by_province(rows: list[tuple[int, ...]]) -> dict[int, Figures]:
    return {province: Figures(*values) for province, *values in rows}
