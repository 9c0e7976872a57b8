"""What a province's page shows: its figures, its districts, and its communes that fall short."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from communes.formats import format_number
from communes.models import Commune, District, Province, UnitQuerySet
from deployment.choices import Status
from deployment.context_bar import ContextBar, DataState
from deployment.rule import RuleInForce
from deployment.staffing import StaffedCommunes, staffing_on
from reports.columns import Drill, columns_for, figure_row
from reports.frozen import Frozen
from reports.models import FrozenCommune
from reports.national import scope_of
from reports.strip import Strip
from reports.summary import Figures, figures_by_district

SHOWN = 30


@dataclass(frozen=True)
class ProvinceSummary:
    """A province's figures on a day, and those of its districts in code order."""

    as_of: date
    rule: RuleInForce
    province: Province
    figures: Figures
    districts: tuple[tuple[District, Figures], ...]
    lacking: "StaffedCommunes | QuerySet[FrozenCommune]"

    @classmethod
    def sealed(cls, frozen: Frozen, province: Province) -> "ProvinceSummary":
        """Summarise `province` as a sealed report holds it."""
        districts = sorted(frozen.districts.values(), key=lambda each: each.sort_key)
        figures = frozen.figures_by_district(province)
        rows = frozen.report.communes.filter(province_code=province.code)
        return cls(
            as_of=frozen.as_of,
            rule=frozen.rule,
            province=province,
            figures=figures.get(0, Figures()),
            districts=tuple((d, figures[d.pk]) for d in districts if d.pk in figures),
            lacking=rows.exclude(status=Status.COMPLIANT).order_by("-shortfall", "sort_key", "pk"),
        )

    @classmethod
    def on(cls, day: date, province: Province) -> "ProvinceSummary":
        """Summarise `province` on `day` from live postings."""
        staffed = staffing_on(day, _communes_of(province))
        by_district = figures_by_district(day, staffed)
        districts = District.objects.filter(province=province).order_by("sort_key")
        lacking = staffed.exclude(status=Status.COMPLIANT).order_by("-shortfall", "sort_key", "pk")
        return cls(
            as_of=day,
            rule=RuleInForce.on(day),
            province=province,
            figures=by_district.get(0, Figures()),
            districts=tuple((d, by_district[d.pk]) for d in districts if d.pk in by_district),
            lacking=lacking.select_related("district"),
        )


def _communes_of(province: Province) -> UnitQuerySet:
    return Commune.objects.filter(province=province)


def province_context(
    summary: ProvinceSummary, state: DataState | None = None, sealed: int | None = None
) -> dict[str, object]:
    """Give all that a province page's body shows.

    state: how far the figures may be relied on. sealed: the id of the report that they are of.
    """
    code = summary.province.code
    drill = Drill(summary.as_of, (("province", code),), sealed)
    strip = Strip.of(summary.figures, summary.rule, drill)
    lacking = list(summary.lacking[:SHOWN])
    figures = summary.figures
    return {
        "bar": ContextBar.on(summary.as_of, scope_of(figures), summary.rule, state=state),
        "summary": summary,
        "strip": strip,
        "headlines": strip.headlines,
        "columns": columns_for(summary.rule),
        "districts": [
            figure_row(
                district.name,
                drill.within(("district", district.code)).url(),
                counts,
                drill.within(("district", district.code)),
            )
            for district, counts in summary.districts
        ],
        "total": figure_row(summary.province.short_name, "", figures, drill),
        "lacking": lacking,
        "lacking_count": format_number(figures.communes - figures.communes_compliant),
        "not_shown": figures.communes - figures.communes_compliant - len(lacking),
        "lacking_urls": [
            (drill.url(("status", status)), Status(status).label)
            for status in (Status.NO_CHIEF, Status.BELOW_MINIMUM, Status.NOT_DEPLOYED)
        ],
        "kept": (),
    }
