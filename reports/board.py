"""The Ministry's board: where each province's report stands, and how complete and timely periods were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from communes.models import Province
from reports.choices import SETTLED, Reason, State
from reports.due import Due, due_of
from reports.models import Period, ProvincialReport, ProvincialReportQuerySet, ReturnReason
from reports.moved import Moved


@dataclass(frozen=True)
class BoardRow:
    """One province's report on the board."""

    report: ProvincialReport
    due: Due
    sendings: int
    times_returned: int
    warnings: int
    is_unflagged: bool
    moved: Moved | None = None


@dataclass(frozen=True)
class Punctuality:
    """How many reports of a period were expected, came, came in time, and are approved."""

    period: Period
    expected: int
    sent: int
    in_time: int
    approved: int


@dataclass(frozen=True)
class Tally:
    """How often a province's reports were returned for each kind of reason, in the order of Reason."""

    province: Province
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def board_rows(
    reports: ProvincialReportQuerySet, now: datetime, moved: Iterable[Moved] = ()
) -> list[BoardRow]:
    """Give the rows of `reports`, in their order. moved: those with other figures now than approved."""
    changed = {each.report.pk: each for each in moved}
    courses = reports.with_course().select_related("period", "province", "latest__sent_by")
    return [_row(report, now, changed.get(report.pk)) for report in courses]


def _row(report: Any, now: datetime, moved: Moved | None) -> BoardRow:
    return BoardRow(
        report=report,
        due=due_of(report.due_at, report.first_sent_at, now),
        sendings=report.sendings,
        times_returned=report.times_returned,
        warnings=report.warnings,
        is_unflagged=report.state == State.SENT and report.sendings == 1 and not report.warnings,
        moved=moved,
    )


def states_counted(reports: QuerySet[ProvincialReport]) -> list[tuple[State, int]]:
    """Count `reports` by state; every state has its number."""
    rows = reports.order_by().values_list("state").annotate(n=Count("pk"))
    counts = dict(rows)
    return [(state, counts.get(state, 0)) for state in State]


def punctuality(rows: Iterable[BoardRow]) -> list[Punctuality]:
    """Sum `rows` up by period, the newest cut-off first."""
    by_period: dict[Period, list[BoardRow]] = {}
    for row in rows:
        by_period.setdefault(row.report.period, []).append(row)
    periods = sorted(by_period.items(), key=lambda item: item[0].cut_off, reverse=True)
    return [_punctuality(period, members) for period, members in periods]


def _punctuality(period: Period, rows: Sequence[BoardRow]) -> Punctuality:
    sent = [row for row in rows if row.sendings]
    return Punctuality(
        period=period,
        expected=len(rows),
        sent=len(sent),
        in_time=sum(not row.due.is_late for row in sent),
        approved=sum(row.report.state in SETTLED for row in rows),
    )


def reasons_tallied(reports: QuerySet[ProvincialReport]) -> list[Tally]:
    """Count the reasons for which `reports` were returned, the provinces with most first."""
    rows = ReturnReason.objects.filter(report__in=reports).order_by()
    counted = rows.values_list("province", "kind").annotate(n=Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for province, kind, n in counted:
        counts.setdefault(province, {})[kind] = n
    provinces = Province.objects.filter(pk__in=counts)
    tallies = [Tally(p, tuple(counts[p.pk].get(kind, 0) for kind in Reason)) for p in provinces]
    return sorted(tallies, key=lambda tally: (-tally.total, tally.province.sort_key))
