"""For a cut-off day: which provinces' reports are approved, sent, with the province, or not begun.

It speaks of reports alone: figures are always those of the postings recorded, whichever the report's state.
Missing is never zero: every national figure of the day says this beside it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.formats import format_number
from communes.models import Province
from reports.choices import SETTLED, State
from reports.earlier import TEXTS, approved_before_by_province
from reports.models import Period, ProvincialReport, ReportSubmission


class Basis(models.TextChoices):
    """How far a province's report for a cut-off day is. CARRIED: not begun, an earlier one is approved."""

    APPROVED = "approved", gettext_lazy("đã duyệt")
    SUBMITTED = "submitted", gettext_lazy("đã gửi, chờ duyệt")
    PROVISIONAL = "provisional", gettext_lazy("đang soạn hoặc bị trả lại")
    CARRIED = "carried", gettext_lazy("chưa báo cáo kỳ này")
    MISSING = "missing", gettext_lazy("chưa có báo cáo")


@dataclass(frozen=True)
class ProvinceStanding:
    """One province. submission: what it sent or the Ministry approved, or the last one approved before.

    carried_from and age_days: of one approved before, its cut-off and how many days that lies back.
    """

    province: Province
    report: ProvincialReport
    basis: Basis
    submission: ReportSubmission | None = None
    carried_from: date | None = None
    age_days: int | None = None


@dataclass(frozen=True)
class Tally:
    """How many provinces stand on each basis.

    oldest_days: how far back the oldest of the reports approved before lies.
    """

    counts: Mapping[str, int]
    oldest_days: int

    @classmethod
    def of(cls, stands: Iterable[tuple[str, int | None]]) -> Self:
        """Count the basis of each province, given with the age in days of one approved before."""
        pairs = list(stands)
        found = Counter(basis for basis, _age in pairs)
        return cls({basis: found[basis] for basis in Basis}, max((age or 0 for _, age in pairs), default=0))

    @property
    def is_complete(self) -> bool:
        """Tell whether every expected province's report is approved."""
        return self.counts[Basis.APPROVED] == sum(self.counts.values())

    @property
    def headline(self) -> str:
        """Say "49/63 báo cáo đã duyệt"."""
        words = {"approved": self.counts[Basis.APPROVED], "all": sum(self.counts.values())}
        return _("%(approved)s/%(all)s báo cáo đã duyệt") % words

    @property
    def remainder(self) -> str:
        """Say what is not approved: "8 đã gửi, chờ duyệt; 2 chưa báo cáo kỳ này (…)"; "" for none."""
        parts = [
            f"{format_number(self.counts[basis])} {basis.label}"
            for basis in Basis
            if basis != Basis.APPROVED and self.counts[basis] and basis != Basis.CARRIED
        ]
        if self.counts[Basis.CARRIED]:
            words = {"count": self.counts[Basis.CARRIED], "days": format_number(self.oldest_days)}
            parts.append(
                _("%(count)s chưa báo cáo kỳ này (báo cáo duyệt gần nhất chốt trước đó đến %(days)s ngày)")
                % words
            )
        return "; ".join(parts)


@dataclass(frozen=True)
class Standing:
    """All provinces that a period expects, in code order."""

    period: Period
    provinces: tuple[ProvinceStanding, ...]

    @cached_property
    def tally(self) -> Tally:
        """How many provinces stand on each basis."""
        return Tally.of((row.basis, row.age_days) for row in self.provinces)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many provinces stand on each basis; every basis has its number."""
        return self.tally.counts

    @property
    def is_complete(self) -> bool:
        """Tell whether every expected province's report is approved."""
        return self.tally.is_complete

    @property
    def headline(self) -> str:
        """Say "49/63 báo cáo đã duyệt"."""
        return self.tally.headline

    @property
    def remainder(self) -> str:
        """Say what is not approved; "" for none."""
        return self.tally.remainder

    def of(self, province: Province) -> ProvinceStanding | None:
        """Give one province's standing; None where the period does not expect it."""
        return next((row for row in self.provinces if row.province.pk == province.pk), None)


def standing_on(cut_off: date) -> Standing | None:
    """Tell how the provinces stand for the period with this cut-off; None where there is no such period."""
    period = Period.objects.filter(cut_off=cut_off).first()
    return standing_of(period) if period else None


def standing_of(period: Period) -> Standing:
    """Tell how the provinces that `period` expects stand."""
    reports = (
        period.reports.select_related("province", "latest", "approved")
        .defer(*(f"{sent}__{text}" for sent in ("latest", "approved") for text in TEXTS))
        .order_by("province__code")
    )
    waited_for = [report.province_id for report in reports if report.state == State.NOT_STARTED]
    earlier = approved_before_by_province(period.cut_off, waited_for) if waited_for else {}
    return Standing(period, tuple(_standing(report, period, earlier) for report in reports))


def _standing(
    report: ProvincialReport, period: Period, earlier: dict[int, ReportSubmission]
) -> ProvinceStanding:
    province = report.province
    if report.state in SETTLED:
        return ProvinceStanding(province, report, Basis.APPROVED, report.approved)
    if report.state == State.SENT:
        return ProvinceStanding(province, report, Basis.SUBMITTED, report.latest)
    if report.state in (State.DRAFTING, State.RETURNED):
        return ProvinceStanding(province, report, Basis.PROVISIONAL)
    carried = earlier.get(province.pk)
    if carried is None:
        return ProvinceStanding(province, report, Basis.MISSING)
    since = carried.report.period.cut_off
    return ProvinceStanding(province, report, Basis.CARRIED, carried, since, (period.cut_off - since).days)
