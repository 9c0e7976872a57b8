"""What support conditions add up to: by province and for the nation, asked of the database once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Province
from reports.choices import PartyCell, Premises
from reports.models import Period, SupportCondition
from reports.models.support import COUNTS, FUNDS

Totals = Mapping[str, int]
SUMS = (*COUNTS, *FUNDS)


@dataclass(frozen=True)
class SupportSums:
    """The sums of a period: of all, and of each province that entered anything, in code order."""

    whole: Totals
    provinces: tuple[tuple[Province, Totals], ...]


def totals_of(period: Period, user: User | None = None) -> SupportSums:
    """Add up the conditions of `period`, those that `user` sees where one is given."""
    records = SupportCondition.objects.filter(report__period=period)
    records = visible_to(user, records) if user else records
    grouped: Iterable[Any] = records.order_by().values("province").annotate(**_sums())
    rows: list[dict[str, Any]] = [dict(row) for row in grouped]
    by_province = {row.pop("province"): row for row in rows}
    provinces = Province.objects.filter(pk__in=by_province).order_by("code")
    of_provinces = tuple((province, _filled(by_province[province.pk])) for province in provinces)
    return SupportSums(_whole(by_province.values()), of_provinces)


def last_period(day: date) -> Period | None:
    """Give the latest period with conditions whose figures are of `day` or before."""
    entered = Period.objects.filter(cut_off__lte=day, reports__support__isnull=False)
    return entered.order_by("-cut_off").first()


def of_commune(commune: int, user: User, day: date) -> SupportCondition | None:
    """Give the latest conditions of a commune to the end of `day` that `user` may see."""
    records: QuerySet[SupportCondition] = visible_to(user, SupportCondition.objects.filter(commune=commune))
    return (
        records.filter(report__period__cut_off__lte=day)
        .select_related("report__period")
        .order_by("-report__period__cut_off")
        .first()
    )


def funds(totals: Totals, state: str, source: str = "") -> int:
    """Add up the funds planned or spent, of one source or of both."""
    return sum(totals[name] for name in FUNDS if name.endswith(state) and name.startswith(source))


def premises_untold(totals: Totals) -> int:
    """Give how many communes were entered without a word on their premises."""
    return totals["communes"] - sum(totals[f"premises_{kind.value}"] for kind in Premises)


def _sums() -> dict[str, Any]:
    counts = {f"premises_{kind.value}": Count("pk", filter=Q(premises=kind)) for kind in Premises}
    counts |= {f"party_{kind.value}": Count("pk", filter=Q(party_cell=kind)) for kind in PartyCell}
    return {"communes": Count("pk"), **counts, **{name: Sum(name) for name in SUMS}}


def _filled(row: Mapping[str, int | None]) -> Totals:
    return {name: value or 0 for name, value in row.items()}


def _whole(rows: Iterable[Mapping[str, int | None]]) -> Totals:
    rows = list(rows)
    return {name: sum(row[name] or 0 for row in rows) for name in _sums()}
