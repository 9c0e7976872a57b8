"""The list of sealed reports and drafts, the register of documents, and what changed since."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from reports.allowed import may_review
from reports.differences import differences, ledger
from reports.frozen import Frozen
from reports.models import Document, NationalReport, Period
from reports.sealed.access import refuse_provincial, report_for
from reports.sealed.proof import check_of
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
        "reports": [(report, Frozen(report).headline) for report in reports[:MOST]],
        "drafts": [(period, standing_of(period)) for period in periods[:MOST]],
        "documents": Document.objects.select_related("report", "issue", "made_by")[:MOST],
        "may_seal": may_review(request.user),
    }
    return render(request, "reports/sealed/list.html", context)


@require_safe
def documents(request: UserRequest, pk: int) -> HttpResponse:
    """One report's papers: its numbers and dates, its documents, its versions, its hash.

    `?verify` compares its stored rows with what was sealed, as the command verify_report does, and writes
    nothing; `?made` begins with the documents that were made last, for who has just asked for them.
    """
    report = report_for(request, pk)
    entered = report.documents.select_related("issue", "made_by")
    context = {
        **around_of(Frozen(report)),
        "checked": check_of(report) if "verify" in request.GET else None,
        "made": newest_of_each_kind(entered) if "made" in request.GET else [],
        "versions": NationalReport.objects.light().filter(as_of=report.as_of).select_related("frozen_by"),
        "issues": report.issues.select_related("by"),
        "documents": entered,
        "may_seal": may_review(request.user),
    }
    return render(request, "reports/sealed/documents.html", context)


def newest_of_each_kind(entered: Iterable[Document]) -> list[Document]:
    """Give the newest of `entered`, which come newest first, of each kind."""
    found: dict[str, Document] = {}
    for document in entered:
        found.setdefault(document.kind, document)
    return list(found.values())


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
