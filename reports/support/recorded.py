"""What the officers' own records say where the support conditions hold a count: beside it, never in it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F

from deployment.models import Assignment, Training
from reports.models.support import TRAINING

Recorded = dict[tuple[int, str], int]


def trained_by_records(day: date, communes: Iterable[int]) -> Recorded:
    """Give how many officers in post on `day` had completed each course by then, by commune and column.

    Every commune and column is in it, with 0 where no record says otherwise; one query.
    """
    communes = list(communes)
    in_post = Assignment.objects.in_post(day).filter(commune__in=communes)
    counted = (
        Training.objects.completed_by(day)
        .filter(officer__assignments__in=in_post)
        .order_by()
        .values(place=F("officer__assignments__commune"), subject=F("course"))
        .annotate(people=Count("officer", distinct=True))
    )
    nobody = {(commune, column): 0 for commune in communes for column in TRAINING}
    return nobody | {(row["place"], f"trained_{row['subject']}"): row["people"] for row in counted}
