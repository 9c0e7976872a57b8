"""Where a page, file or document takes its figures from: live postings, or a sealed report's own rows.

Both give the same objects, added up by the same SQL (`deployment.figures`); what renders them cannot tell
which it was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from django.db.models import Count

from communes.models import Commune, District, Province
from deployment.choices import Post
from deployment.commune_row import CommuneRow
from deployment.models import Assignment, Dataset
from deployment.staffing import staffing_on
from reports.choices import Matter
from reports.commune_status import STATE, CommuneState, commune_rows
from reports.maps.dots import Point, points_on
from reports.matters.gathering import gathered
from reports.matters.line import Line
from reports.models import Issue, NationalReport, NationalSection
from reports.moved import headline_of, moved_since_approval
from reports.standing import standing_on
from reports.summary import Summary, summary_on


class Source(Protocol):
    """The figures of the nation on a day.

    narrative: the Ministry's text by section. issue: number, date and secrecy mark of an issued document.
    posts: regular officers in scope by post. compared_with: the sealed report before this one.
    points: where each commune is, by code. standing: how many provinces' reports are approved, in words.
    """

    @property
    def as_of(self) -> date: ...
    @property
    def summary(self) -> Summary: ...
    @property
    def communes(self) -> list[CommuneState]: ...
    @property
    def posts(self) -> Mapping[str, int]: ...
    @property
    def narrative(self) -> Mapping[str, str]: ...
    @property
    def is_synthetic(self) -> bool: ...
    @property
    def issue(self) -> Issue | None: ...
    @property
    def compared_with(self) -> NationalReport | None: ...
    @property
    def report(self) -> NationalReport | None: ...
    @property
    def points(self) -> Mapping[str, Point]: ...
    @property
    def standing(self) -> str: ...

    def rows(self, province_code: str = "", status: str = "") -> list[CommuneRow]:
        """Give the lines of `commune_status`."""

    def lines(self, matter: Matter) -> list[Line] | None:
        """Give the lines of `matter` in order; None for a report that was sealed without it."""


@dataclass(frozen=True)
class Live:
    """Postings as they stand now, on a day."""

    as_of: date
    issue: None = None
    report: None = None

    @cached_property
    def summary(self) -> Summary:
        return summary_on(self.as_of)

    @cached_property
    def communes(self) -> list[CommuneState]:
        """The communes by province, district and name."""
        provinces, districts = Province.objects.in_bulk(), District.objects.in_bulk()
        staffed = staffing_on(self.as_of, Commune.objects.all())
        ordered = staffed.order_by("province__code", "district__code", "sort_key", "code")
        return [
            CommuneState(
                row.code, row.name, row.kind, provinces[row.province_id],
                districts[row.district_id] if row.district_id else None,
                row.minimum, row.officers, row.has_chief, row.shortfall, row.status,
                row.organised_on is not None and row.organised_on <= self.as_of,
            )
            for row in ordered.values_list(*STATE, "organised_on", named=True)
        ]  # fmt: skip

    def rows(self, province_code: str = "", status: str = "") -> list[CommuneRow]:
        return commune_rows(self.as_of, province_code, status)

    def lines(self, matter: Matter) -> list[Line]:
        if matter not in self._gathered:
            self._gathered[matter] = gathered(matter, self.summary)
        return self._gathered[matter]

    @cached_property
    def _gathered(self) -> dict[Matter, list[Line]]:
        return {}

    @cached_property
    def posts(self) -> Mapping[str, int]:
        in_scope = staffing_on(self.as_of, Commune.objects.all()).order_by().values_list("pk", flat=True)
        in_post = Assignment.objects.in_post(self.as_of).regular().filter(commune__in=list(in_scope))
        counts = dict(in_post.order_by().values_list("post").annotate(Count("pk")))
        return {post.value: counts.get(post.value, 0) for post in Post}

    @cached_property
    def narrative(self) -> Mapping[str, str]:
        return narrative_for(self.as_of)

    @cached_property
    def is_synthetic(self) -> bool:
        return Dataset.objects.exists()

    @cached_property
    def points(self) -> Mapping[str, Point]:
        return points_on(self.as_of)

    @cached_property
    def standing(self) -> str:
        found = standing_on(self.as_of)
        if found is None:
            return ""
        live = {row.province.pk: row.figures for row in self.summary.provinces}
        return standing_words(headline_of(found, moved_since_approval(found, live)), found.remainder)

    @cached_property
    def compared_with(self) -> NationalReport | None:
        return sealed_before(self.as_of)


def narrative_for(day: date) -> dict[str, str]:
    """Give what the Ministry wrote for a cut-off, by section."""
    return dict(NationalSection.objects.filter(cut_off=day).exclude(text="").values_list("section", "text"))


def sealed_before(day: date) -> NationalReport | None:
    """Give the newest version of the last report sealed for an earlier cut-off."""
    return NationalReport.objects.light().latest_of_each_day().filter(as_of__lt=day).first()


def standing_words(headline: str, remainder: str) -> str:
    """Say "49/63 báo cáo đã duyệt; 8 đã gửi, chờ duyệt": missing is never zero."""
    return f"{headline}; {remainder}" if remainder else headline
