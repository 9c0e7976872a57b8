"""The page on which the Ministry writes the national report's words."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import UserRequest
from accounts.signing_in.kept_forms import kept_for
from deployment.days import as_of_day
from reports.allowed import may_review
from reports.choices import Section
from reports.errors import ReportRefused
from reports.narrative import contributions, drawn_in, mark_of_narrative, write_narrative
from reports.sealed.access import refuse_provincial
from reports.source import narrative_for


@require_http_methods(["GET", "HEAD", "POST"])
def narrative(request: UserRequest) -> HttpResponse:
    """Each section beside what the provinces' approved reports say in it."""
    refuse_provincial(request)
    day = as_of_day(request)
    if request.method != "POST":
        return _shown(request, day)
    if not may_review(request.user):
        raise PermissionDenied
    texts = _typed(request.POST)
    seen = request.POST.get("seen", "")
    if request.POST.get("draw") in texts:
        section = request.POST["draw"]
        texts[section] = drawn_in(texts[section].strip(), contributions(day)[section])
        return _page(request, day, texts, seen)
    try:
        write_narrative(day=day, texts=texts, by=request.user, seen=seen)
    except ReportRefused as refusal:
        return _page(request, day, texts, mark_of_narrative(day), refusal)
    messages.success(request, _("Đã ghi phần thuyết minh; báo cáo niêm phong sau sẽ mang nội dung này."))
    return redirect(f"{reverse('reports:narrative')}?as_of={day}")


def _shown(request: UserRequest, day: date) -> HttpResponse:
    """Show what is stored, or what was typed before the session ended."""
    kept = kept_for(request) if may_review(request.user) else None
    if kept is not None:
        return _page(request, day, _typed(kept), kept.get("seen", ""))
    return _page(request, day, narrative_for(day), mark_of_narrative(day))


def _typed(sent: QueryDict) -> dict[str, str]:
    return {section: sent.get(f"text-{section}", "") for section in Section.values}


def _page(
    request: UserRequest, day: date, texts: dict[str, str], seen: str, refusal: ReportRefused | None = None
) -> HttpResponse:
    given = contributions(day)
    sections = [(section, texts.get(section, ""), given[section]) for section in Section]
    context = {
        "day": day,
        "sections": sections,
        "seen": seen,
        "refusal": refusal,
        "may_write": may_review(request.user),
    }
    status = refusal.status if refusal else 200
    return render(request, "reports/sealed/narrative.html", context, status=status)
