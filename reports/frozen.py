"""A sealed report read back: the same objects as from live postings, out of its own rows alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count

from communes.formats import in_english
from communes.models import District, Province, Region
from deployment.choices import Post
from deployment.commune_row import KEPT_PLACES, CommuneRow, rows_of
from deployment.figures import Figures, aggregated_kept
from deployment.rule import RuleInForce
from reports.choices import Matter
from reports.commune_status import STATE, CommuneState
from reports.maps.dots import Point
from reports.matters.line import Line, day_or_none
from reports.models import FrozenPosting, Issue, NationalReport
from reports.moved import headline_of
from reports.source import standing_words
from reports.standing import Tally
from reports.summary import BY_DISTRICT, BY_PLACE, DISTRICTS, PLACES, Summary, assembled, by_district

PROVINCE_FIELDS = (
    "id", "code", "name", "short_name", "sort_key", "kind", "region_id", "tile_row", "tile_column",
    "tile_label",
)  # fmt: skip
DISTRICT_FIELDS = ("id", "code", "name", "sort_key", "province_id")
# in the order of RuleInForce: the database keeps no order of keys
RULE_FIELDS = ("kind", "trait", "commune_code", "minimum", "chief_required", "source")
REGION_FIELDS = ("id", "code", "name")


@dataclass(frozen=True)
class Frozen:
    """The figures of one sealed report."""

    report: NationalReport

    @property
    def as_of(self) -> date:
        return self.report.as_of

    @property
    def narrative(self) -> Mapping[str, str]:
        return self.report.narrative

    @property
    def is_synthetic(self) -> bool:
        return self.report.is_synthetic

    @cached_property
    def issue(self) -> Issue | None:
        return self.report.issues.first()

    @property
    def compared_with(self) -> NationalReport | None:
        return self.report.compared_with

    @cached_property
    def points(self) -> Mapping[str, Point]:
        kept = self.report.communes.values_list("code", "latitude", "longitude", "point_precision")
        return {code: (x, y, kind) for code, x, y, kind in kept.order_by()}

    @property
    def headline(self) -> str:
        """How many provinces' reports were approved; nothing where no period had that cut-off."""
        return self._standing[0]

    @property
    def standing(self) -> str:
        return standing_words(*self._standing) if self.report.standing else ""

    @cached_property
    def _standing(self) -> tuple[str, str]:
        """The headline and the remainder in the report's own words; in English built of what it keeps."""
        kept = self.report.standing
        if "provinces" not in kept or not in_english():
            return kept.get("headline", ""), kept.get("remainder", "")
        since = [(each["basis"], day_or_none(each["carried_from"])) for each in kept["provinces"]]
        tally = Tally.of((basis, (self.as_of - day).days if day else None) for basis, day in since)
        return headline_of(tally, self.moved), tally.remainder

    @property
    def moved(self) -> list[str]:
        """Which approved figures had changed since, in its own words; none where that was not kept yet."""
        return list(self.report.standing.get("moved", ()))

    @cached_property
    def rule(self) -> RuleInForce:
        kept = self.report.rule
        rules = tuple({name: each[name] for name in RULE_FIELDS} for each in kept["rules"])
        return RuleInForce(kept["minimum"], kept["chief_required"], tuple(kept["kinds"]), rules)

    @cached_property
    def provinces(self) -> dict[int, Province]:
        """The provinces as they were, in code order, by id; not rows of the gazetteer."""
        regions = {each["id"]: Region(**each) for each in self.report.units["regions"]}
        return {each["id"]: _province(each, regions) for each in self.report.units["provinces"]}

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """The provinces' names as lists say them, by code."""
        return {place.code: place.short_name for place in self.provinces.values()}

    @cached_property
    def districts(self) -> dict[int, District]:
        return {each["id"]: District(**each) for each in self.report.units["districts"]}

    @cached_property
    def summary(self) -> Summary:
        counts = aggregated_kept(self.report.communes.all(), PLACES, BY_PLACE)
        return assembled(self.as_of, self.rule, list(self.provinces.values()), counts)

    def figures_by_district(self, province: Province) -> dict[int, Figures]:
        """Give a province's figures by district id; 0 is the whole of it."""
        rows = self.report.communes.filter(province_code=province.code)
        return by_district(aggregated_kept(rows, DISTRICTS, BY_DISTRICT))

    @cached_property
    def communes(self) -> list[CommuneState]:
        """The communes by province, district and name."""
        ordered = self.report.communes.order_by("province_code", "district_code", "sort_key", "code")
        return [
            CommuneState(
                row.code, row.name, row.kind, self.provinces[row.province_id],
                self.districts[row.district_id] if row.district_id else None,
                row.minimum, row.officers, row.has_chief, row.shortfall, row.status, row.organised,
            )
            for row in ordered.values_list(*STATE, "organised", named=True)
        ]  # fmt: skip

    def rows(self, province_code: str = "", status: str = "") -> list[CommuneRow]:
        return rows_of(self.report.communes.all(), KEPT_PLACES, province_code, status)

    def lines(self, matter: Matter) -> list[Line] | None:
        """Give the sealed lines of `matter`; None where the report was sealed before reports carried it."""
        return self._lines[matter] if matter in self.report.marks.get("lines", {}) else None

    @cached_property
    def _lines(self) -> Mapping[str, list[Line]]:
        """All of them, read once: whoever shows one matter soon asks for the others."""
        lines: dict[str, list[Line]] = defaultdict(list)
        kept = self.report.lines.order_by("place").values_list("matter", "province_id", "content")
        for matter, province, content in kept:
            lines[matter].append(Line(province, content))
        return lines

    @cached_property
    def posts(self) -> Mapping[str, int]:
        counted = FrozenPosting.objects.filter(commune__report=self.report).order_by()
        counts = dict(counted.values_list("post").annotate(Count("pk")))
        return {post.value: counts.get(post.value, 0) for post in Post}


def _province(kept: dict[str, Any], regions: dict[int, Region]) -> Province:
    fields = dict(kept)
    region = regions[fields.pop("region_id")]
    return Province(**fields, region=region)
