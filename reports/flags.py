"""Warnings: what in a province's figures needs a sentence before they are sent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Self

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from communes.formats import format_day, format_number
from communes.models import Province
from deployment.choices import Force, Post
from deployment.models import Assignment, AssignmentQuerySet
from reports.choices import Flag
from reports.models import Period, ReportSubmission, SubmittedCommune
from reports.submitted import communes_sent

JUMP_OF_A_COMMUNE = 3  # officers more or fewer than in the last report
JUMP_OF_A_PROVINCE = 0.10  # of its officers
FAR_FROM_THE_AVERAGE = Decimal("0.25")  # of the nation's average
LONGEST_VACANCY = 90  # days


@dataclass(frozen=True)
class Finding:
    """One warning; commune_id and place are empty where it is about the report as a whole.

    say: gives it in words, in the language of the moment.
    """

    kind: Flag
    say: Callable[[], str]
    commune_id: int | None = None
    code: str = ""
    place: str = ""

    @property
    def text(self) -> str:
        """The warning as its reader sees it."""
        return self.say()

    @property
    def record(self) -> str:
        """The warning as it goes on record: in Vietnamese, whoever sends it."""
        with override("vi"):
            return self.say()

    @property
    def key(self) -> tuple[str, int | None]:
        return (str(self.kind), self.commune_id)


@dataclass(frozen=True)
class Background:
    """What a province's rows are judged by beside the last report.

    vacant_since: the first day without a regular chief, by commune that has or had regular officers.
    undecided: how many officers in post have no decision's number, by commune. average: the nation's
    officers in a commune that has any, as the period keeps it; 0: not known.
    """

    day: date
    vacant_since: Mapping[int, date]
    undecided: Mapping[int, int]
    average: Decimal

    @classmethod
    def of(cls, period: Period, province: Province | None = None) -> Self:
        """Read it for `province`, or for all at once."""
        day = period.cut_off
        postings = Assignment.objects.filter(force=Force.REGULAR)
        own = postings.filter(province=province) if province else postings
        return cls(day, _vacant_since(day, own), _without_decision(day, own), period.average)


def findings(
    background: Background, rows: Sequence[SubmittedCommune], before: ReportSubmission | None
) -> list[Finding]:
    """Give the warnings of `rows`, the communes of a province: of it as a whole first, then by commune.

    before: what was approved last; without it no jump can be told.
    """
    earlier = {row.code: row for row in communes_sent(before)}
    found = [*_of_the_whole(rows, earlier, background.average)]
    for row in rows:
        found += _of_commune(row, background, earlier.get(row.code))
    return found


def _of_the_whole(
    rows: Sequence[SubmittedCommune], earlier: Mapping[str, SubmittedCommune], national: Decimal
) -> Iterator[Finding]:
    now, then = sum(row.officers for row in rows), sum(row.officers for row in earlier.values())
    if then and abs(now - then) > JUMP_OF_A_PROVINCE * then:
        yield Finding(Flag.JUMP, partial(_jump_of_the_whole, then, now))
    deployed = sum(row.officers > 0 for row in rows)
    own = Decimal(now) / deployed if deployed else national
    if abs(own - national) > FAR_FROM_THE_AVERAGE * national > 0:
        yield Finding(Flag.AVERAGE, partial(_far_average, own, national))


def _of_commune(
    row: SubmittedCommune, background: Background, earlier: SubmittedCommune | None
) -> Iterator[Finding]:
    finding = partial(Finding, commune_id=row.commune_id, code=row.code, place=row.name_in_district)
    if earlier and earlier.officers and abs(row.officers - earlier.officers) >= JUMP_OF_A_COMMUNE:
        yield finding(Flag.JUMP, partial(_jump, earlier.officers, row.officers))
    since, day = background.vacant_since.get(row.commune_id), background.day
    if row.chief_required and not row.has_chief and since and (day - since).days + 1 > LONGEST_VACANCY:
        yield finding(Flag.VACANT_CHIEF, partial(_vacancy, since, day))
    if row.commune_id in background.undecided:
        yield finding(Flag.NO_DECISION, partial(_no_decision, background.undecided[row.commune_id]))


def _jump_of_the_whole(then: int, now: int) -> str:
    words = {"then": format_number(then), "now": format_number(now)}
    return _("Cán bộ chính quy toàn địa phương: %(then)s → %(now)s") % words


def _far_average(own: Decimal, national: Decimal) -> str:
    words = {"own": format_number(own, 1), "all": format_number(national, 1)}
    return _("Bình quân %(own)s cán bộ một xã; cả nước %(all)s") % words


def _jump(then: int, now: int) -> str:
    return _("Số cán bộ: %(then)s → %(now)s so với kỳ trước") % {"then": then, "now": now}


def _vacancy(since: date, day: date) -> str:
    words = {"days": format_number((day - since).days + 1), "since": format_day(since)}
    return _("Khuyết Trưởng Công an %(days)s ngày, từ %(since)s") % words


def _no_decision(count: int) -> str:
    text = ngettext(
        "%(count)s cán bộ chưa ghi số quyết định", "%(count)s cán bộ chưa ghi số quyết định", count
    )
    return text % {"count": count}


def _vacant_since(day: date, postings: AssignmentQuerySet) -> dict[int, date]:
    """Where there never was a chief: the day on which the first officer came."""
    rows = (
        postings.filter(starts_on__lte=day)
        .values("commune")
        .annotate(left=Max("until", filter=Q(post=Post.CHIEF)), came=Min("starts_on"))
    )
    return {row["commune"]: row["left"] or row["came"] for row in rows.order_by()}


def _without_decision(day: date, postings: AssignmentQuerySet) -> dict[int, int]:
    rows = postings.in_post(day).filter(decision_number="").order_by().values("commune")
    return {row["commune"]: row["count"] for row in rows.annotate(count=Count("*"))}
