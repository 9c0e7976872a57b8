"""The list of sealed reports and drafts, the register of documents, and what changed since."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reports.allowed import may_review
from reports.differences import differences, ledger
from reports.frozen import Frozen
from reports.models import Document, NationalReport, Period
from reports.sealed.access import refuse_provincial, report_for
from reports.sealed.views import around_of
from reports.source import Live
from reports.standing import standing_of

MOST = 100


@require_safe
def listed(request: UserRequest) -> HttpResponse:
    """Sealed reports, the newest cut-off first; and the periods that none is sealed of yet."""
    refuse_provincial(request)
    reports = NationalReport.objects.light().select_related("frozen_by").prefetch_related("issues")
    sealed_days = NationalReport.objects.values("as_of")
    periods = Period.objects.exclude(cut_off__in=sealed_days)
    context = {
        "reports": reports[:MOST],
        "drafts": [(period, standing_of(period)) for period in periods[:MOST]],
        "documents": Document.objects.select_related("report", "issue", "made_by")[:MOST],
        "may_seal": may_review(request.user),
    }
    return render(request, "reports/sealed/list.html", context)


@require_safe
def documents(request: UserRequest, pk: int) -> HttpResponse:
    """One report's papers: its numbers and dates, its documents, its versions, its hash."""
    report = report_for(request, pk)
    context = {
        **around_of(Frozen(report)),
        "versions": NationalReport.objects.light().filter(as_of=report.as_of).select_related("frozen_by"),
        "issues": report.issues.select_related("by"),
        "documents": report.documents.select_related("issue", "made_by"),
        "may_seal": may_review(request.user),
    }
    return render(request, "reports/sealed/documents.html", context)


@require_safe
def since(request: UserRequest, pk: int) -> HttpResponse:
    """What back-dated entries, renames and rules have changed since the report was sealed."""
    report = report_for(request, pk)
    frozen = Frozen(report)
    found = differences(frozen, Live(report.as_of))
    context = {**around_of(frozen), "found": found, "is_live": True}
    return render(request, "reports/sealed/differences.html", context)


@require_safe
def changes(request: UserRequest, pk: int) -> HttpResponse:
    """What this version changed since version 1, with the course of each changed commune's values."""
    report = report_for(request, pk)
    versions = NationalReport.objects.filter(as_of=report.as_of, version__lte=report.version)
    sources = [Frozen(each) for each in versions.order_by("version")]
    found = differences(sources[0], sources[-1])
    lines = ledger(sources, [change.code for change in found.communes])
    context = {**around_of(sources[-1]), "found": found, "ledger": lines, "sources": sources}
    return render(request, "reports/sealed/differences.html", context)
