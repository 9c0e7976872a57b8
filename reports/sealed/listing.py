"""The communes of a sealed report, narrowed by the same words in the address as the live list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import QueryDict

from deployment.choices import Status, Trait
from reports.frozen import Frozen
from reports.models import FrozenCommune

PAGE_SIZE = 100
PLACES = {"province": "province_code", "district": "district_code", "region": "region_code", "kind": "kind"}
CASES = {
    ("deployed", "yes"): Q(officers__gt=0),
    ("deployed", "no"): Q(officers=0),
    ("organised", "yes"): Q(organised=True),
    ("organised", "no"): Q(organised=False),
    ("minimum", "met"): Q(officers__gte=F("minimum")),
    ("minimum", "short"): Q(officers__lt=F("minimum")),
    ("chief", "filled"): Q(has_chief=True),
    ("chief", "vacant"): Q(has_chief=False),
    **{("trait", trait.value): Q(**{trait.value: True}) for trait in Trait if trait.value},
    **{("status", status.value): Q(status=status) for status in Status},
}
CASE_NAMES = {name for name, _value in CASES}


@dataclass(frozen=True)
class Listing:
    """One page of the narrowed list. totals: communes, officers and shortfall of the whole of it."""

    frozen: Frozen
    page: Page
    totals: dict[str, int]
    query: dict[str, str]

    @classmethod
    def of(cls, frozen: Frozen, asked: QueryDict) -> "Listing":
        """Narrow by what is asked; what is unknown narrows to nothing."""
        known = {*PLACES, *CASE_NAMES, "q"}
        query = {name: str(asked[name]) for name in asked if name in known and asked[name]}
        rows = narrowed(frozen.report.communes.all(), query)
        totals = rows.aggregate(
            communes=Count("pk"), officers=Sum("officers", default=0), shortfall=Sum("shortfall", default=0)
        )
        ordered = rows.order_by("province_code", "district_code", "sort_key", "code")
        page = Paginator(ordered, PAGE_SIZE).get_page(asked.get("page"))
        return cls(frozen, page, totals, query)

    @property
    def lines(self) -> list[tuple[FrozenCommune, str]]:
        """The rows of the page, each with its province's name as lists say it."""
        return [(row, self.frozen.short_names[row.province_code]) for row in self.page]

    @property
    def address(self) -> str:
        """What narrows the list, as it stands in the address."""
        return urlencode(self.query)

    @property
    def provinces(self) -> list[tuple[str, str]]:
        """The choices of the province."""
        places = sorted(self.frozen.provinces.values(), key=lambda place: place.sort_key)
        return [(place.code, place.short_name) for place in places]

    @property
    def statuses(self) -> list[tuple[str, Any]]:
        return list(Status.choices)


def narrowed(rows: QuerySet[FrozenCommune], asked: dict[str, str]) -> QuerySet[FrozenCommune]:
    """Narrow by the words of the address; a value that is none of theirs narrows to nothing."""
    for name, field in PLACES.items():
        if asked.get(name):
            rows = rows.filter(**{field: asked[name]})
    for name in CASE_NAMES:
        if asked.get(name):
            rows = rows.filter(CASES.get((name, asked[name]), Q(pk=None)))
    if asked.get("q"):
        rows = rows & FrozenCommune.objects.named_like(asked["q"][:100])
    return rows
