"""Warnings: what in a province's figures needs a sentence before they are sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from communes.models import Province
from communes.vietnamese import format_day, format_number
from deployment.choices import Force, Post
from deployment.models import Assignment
from reports.choices import Flag
from reports.models import ReportSubmission, SubmittedCommune
from reports.submitted import communes_sent

JUMP_OF_A_COMMUNE = 3  # officers more or fewer than in the last report
JUMP_OF_A_PROVINCE = 0.10  # of its officers
FAR_FROM_THE_AVERAGE = 0.25  # of the nation's average
LONGEST_VACANCY = 90  # days


@dataclass(frozen=True)
class Finding:
    """One warning; commune_id and place are empty where it is about the report as a whole."""

    kind: Flag
    text: str
    commune_id: int | None = None
    code: str = ""
    place: str = ""

    @property
    def key(self) -> tuple[str, int | None]:
        return (str(self.kind), self.commune_id)


def findings(
    day: date,
    province: Province,
    rows: Sequence[SubmittedCommune],
    before: ReportSubmission | None,
    national_average: float,
) -> list[Finding]:
    """Give the warnings of `rows`, the communes of `province` on `day`.

    before: what was approved last; without it no jump can be told. national_average: officers in a
    commune that has any. Of the report as a whole first, then by commune.
    """
    earlier = {row.code: row for row in communes_sent(before)}
    vacant, undecided = _vacant_since(day, province), _without_decision(day, province)
    found = [*_of_the_whole(rows, earlier, national_average)]
    for row in rows:
        found += _of_commune(row, day, earlier.get(row.code), vacant, undecided)
    return found


def _of_the_whole(
    rows: Sequence[SubmittedCommune], earlier: Mapping[str, SubmittedCommune], national_average: float
) -> Iterator[Finding]:
    now, then = sum(row.officers for row in rows), sum(row.officers for row in earlier.values())
    if then and abs(now - then) > JUMP_OF_A_PROVINCE * then:
        words = {"then": format_number(then), "now": format_number(now)}
        yield Finding(Flag.JUMP, _("Cán bộ chính quy toàn địa phương: %(then)s → %(now)s") % words)
    deployed = sum(row.officers > 0 for row in rows)
    average = now / deployed if deployed else national_average
    if abs(average - national_average) > FAR_FROM_THE_AVERAGE * national_average:
        means = {"own": average, "all": national_average}
        words = {name: format_number(Decimal(mean), 1) for name, mean in means.items()}
        yield Finding(Flag.AVERAGE, _("Bình quân %(own)s cán bộ một xã; cả nước %(all)s") % words)


def _of_commune(
    row: SubmittedCommune,
    day: date,
    earlier: SubmittedCommune | None,
    vacant: Mapping[int, date],
    undecided: Mapping[int, int],
) -> Iterator[Finding]:
    finding = partial(Finding, commune_id=row.commune_id, code=row.code, place=row.name)
    if earlier and earlier.officers and abs(row.officers - earlier.officers) >= JUMP_OF_A_COMMUNE:
        officers = {"then": earlier.officers, "now": row.officers}
        yield finding(Flag.JUMP, _("Số cán bộ: %(then)s → %(now)s so với kỳ trước") % officers)
    since = vacant.get(row.commune_id)
    if row.chief_required and not row.has_chief and since and (day - since).days + 1 > LONGEST_VACANCY:
        vacancy = {"days": format_number((day - since).days + 1), "since": format_day(since)}
        yield finding(Flag.VACANT_CHIEF, _("Khuyết Trưởng Công an %(days)s ngày, từ %(since)s") % vacancy)
    if row.commune_id in undecided:
        people = {"count": undecided[row.commune_id]}
        yield finding(Flag.NO_DECISION, _("%(count)s cán bộ chưa ghi số quyết định") % people)


def _vacant_since(day: date, province: Province) -> dict[int, date]:
    """Give the first day without a regular chief, by commune that has or had regular officers.

    Where there never was one, the day on which the first regular officer came.
    """
    past = Assignment.objects.filter(province=province, force=Force.REGULAR, starts_on__lte=day)
    rows = past.values("commune").annotate(
        left=Max("until", filter=Q(post=Post.CHIEF)), came=Min("starts_on")
    )
    return {row["commune"]: row["left"] or row["came"] for row in rows.order_by()}


def _without_decision(day: date, province: Province) -> dict[int, int]:
    counted = Assignment.objects.in_post(day).regular().filter(province=province, decision_number="")
    rows = counted.order_by().values("commune").annotate(count=Count("*"))
    return {row["commune"]: row["count"] for row in rows}
