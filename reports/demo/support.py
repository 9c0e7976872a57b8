"""Synthetic support conditions of the present period, for the provinces that have begun their report."""

from datetime import date
from random import Random

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from deployment.choices import Force
from deployment.models import Assignment, Dataset
from reports.choices import PartyCell, Premises, State
from reports.models import Period, ProvincialReport, SupportCondition
from reports.support.grid import communes_of

MILLION = 1_000_000
PREMISES = (
    (Premises.SEPARATE_OUTSIDE,) * 2
    + (Premises.SEPARATE_INSIDE,) * 5
    + (Premises.SHARED,) * 10
    + (Premises.NONE,)
)
PARTY = (PartyCell.OWN,) * 9 + (PartyCell.JOINT,) * 8 + (PartyCell.NONE,) * 2
LEFT_BLANK = 0.04


@transaction.atomic
def load_demo_support() -> int:
    """Make the conditions where the synthetic period has none; gives how many were made."""
    dataset, period = Dataset.objects.first(), Period.objects.order_by("-cut_off").first()
    if dataset is None or period is None or SupportCondition.objects.exists():
        return 0
    rng = Random(f"support:{dataset.seed}")  # noqa: S311 (synthetic data, not secrets)
    begun = ProvincialReport.objects.filter(period=period).exclude(state=State.NOT_STARTED)
    rows: list[SupportCondition] = []
    remaining = _semi_professionals_on(period.cut_off)
    for report in begun.select_related("period", "province").order_by("province__code"):
        writer = User.objects.filter(province=report.province).order_by("pk").first() or period.opened_by
        rows += [
            _row(report, commune.pk, writer, rng, remaining.get(commune.pk, 0))
            for commune in communes_of(report)
        ]
    SupportCondition.objects.bulk_create(rows, batch_size=1_000)
    return len(rows)


def _semi_professionals_on(day: date) -> dict[int, int]:
    """Give how many are in post in each commune: what a province reports agrees with its postings."""
    held = Assignment.objects.in_post(day).filter(force=Force.SEMI_PROFESSIONAL).order_by()
    return dict(held.values("commune").annotate(n=Count("pk")).values_list("commune", "n"))


def _row(
    report: ProvincialReport, commune: int, writer: User, rng: Random, remaining: int
) -> SupportCondition:
    row = SupportCondition(
        report=report, province_id=report.province_id, commune_id=commune, written_by=writer,
        written_at=report.started_at or report.period.opens_at,
    )  # fmt: skip
    if rng.random() < LEFT_BLANK:
        return row
    row.premises, row.party_cell = rng.choice(PREMISES), rng.choice(PARTY)
    row.motorcycles, row.computers = rng.choice((0, 1, 1, 2)), rng.choice((1, 1, 2, 2, 3))
    row.radios, row.tool_sets = rng.choice((0, 0, 2, 4)), rng.choice((1, 2, 3, 5))
    row.semi_remaining, row.semi_released = remaining, rng.choice((0, 0, 1, 2, 3))
    row.trained_professional, row.trained_law = rng.choice((0, 2, 3, 5)), rng.choice((0, 0, 2, 4))
    row.trained_language, row.trained_other = rng.choice((0, 0, 0, 2)), rng.choice((0, 0, 1))
    _fund(row, rng)
    return row


def _fund(row: SupportCondition, rng: Random) -> None:
    for source in ("ministry", "province"):
        for item, most in (("premises", 400), ("equipment", 120), ("other", 40)):
            planned = rng.choice((0, 0, rng.randrange(10, most, 5))) * MILLION
            setattr(row, f"{source}_{item}_planned", planned)
            setattr(row, f"{source}_{item}_spent", planned * rng.choice((0, 40, 60, 80, 100)) // 100)
