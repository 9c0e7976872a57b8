"""The pages of one sealed report; each is the live page's own code over the report's rows."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import SeenKind
from accounts.recent import remember
from accounts.requests import UserRequest
from deployment.choices import Post
from deployment.places import Places
from reports.arrangement import Arrangement
from reports.columns import COLUMNS, Drill
from reports.frozen import Frozen
from reports.models import NationalReport
from reports.national import national_context
from reports.province import ProvinceSummary, province_context
from reports.sealed.access import report_for
from reports.sealed.listing import Listing
from reports.stored import stored_page

BY_POST = list(Post)


@require_safe
def national(request: UserRequest, pk: int) -> HttpResponse:
    """The nation as it was sealed."""
    report = report_for(request, pk)
    remember(request.user, SeenKind.SEALED, report.pk)
    arrangement, frozen = Arrangement.of(request.GET, COLUMNS), Frozen(report)
    around = around_of(frozen)

    def make() -> dict[str, object]:
        drill = Drill(report.as_of, sealed=report.pk)
        return national_context(frozen.summary, arrangement, drill=drill) | around

    key = (report.pk, stands(around), arrangement)
    return stored_page(request, "reports/sealed/page.html", "reports/_summary.html", key, make)


@require_safe
def province(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """A province as it was sealed."""
    frozen = Frozen(report_for(request, pk))
    place = next((each for each in frozen.provinces.values() if each.code == code), None)
    if place is None:
        raise Http404
    around = around_of(frozen)

    def make() -> dict[str, object]:
        return province_context(ProvinceSummary.sealed(frozen, place), sealed=pk) | around

    key = (pk, stands(around), code)
    return stored_page(request, "reports/sealed/page.html", "reports/_province.html", key, make)


@require_safe
def communes(request: UserRequest, pk: int) -> HttpResponse:
    """The communes behind a number of the sealed report."""
    frozen = Frozen(report_for(request, pk))
    context = {"listing": Listing.of(frozen, request.GET), **around_of(frozen)}
    return render(request, "reports/sealed/communes.html", context)


@require_safe
def commune(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """One commune as it was sealed, with each officer who was counted."""
    frozen = Frozen(report_for(request, pk))
    row = frozen.report.communes.filter(code=code).first()
    if row is None:
        raise Http404
    postings = sorted(row.postings.all(), key=lambda each: BY_POST.index(Post(each.post)))
    places = Places.of(
        officers=row.officers,
        minimum=row.minimum,
        has_chief=row.has_chief,
        chief_required=row.chief_required,
    )
    context = {"row": row, "postings": postings, "places": places, **around_of(frozen)}
    context["place"] = frozen.short_names[row.province_code]
    return render(request, "reports/sealed/commune.html", context)


def around_of(frozen: Frozen) -> dict[str, Any]:
    """Give what every page of a sealed report says of it: its number, its standing, a newer version."""
    report = frozen.report
    newer = NationalReport.objects.light().filter(as_of=report.as_of, version__gt=report.version).last()
    return {
        "sealed": report,
        "issue": frozen.issue,
        "standing": frozen.standing,
        "moved": frozen.moved,
        "requirement": frozen.rule.requirement,
        "newer": newer,
    }


def stands(around: dict[str, Any]) -> tuple[object, object]:
    """Give what of it can still change: a stored page is stored under it."""
    issue, newer = around["issue"], around["newer"]
    return (issue.pk if issue else None, newer.pk if newer else None)
