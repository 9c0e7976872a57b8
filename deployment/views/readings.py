"""The log of reading, for those who audit."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.chain.heads import heads_of_days
from accounts.models import Purpose
from accounts.requests import UserRequest
from accounts.scope import may_audit
from deployment.forms.readings import ReadingsForm

ON_A_PAGE = 50
DAYS_SHOWN = 14


@require_safe
def readings(request: UserRequest) -> HttpResponse:
    """Who read which personal records, who was refused; the purposes, and the chain's heads by day."""
    if not may_audit(request.user):
        raise PermissionDenied
    form = ReadingsForm(request.GET)
    page: Page[Any] = Paginator(form.narrowed(), ON_A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "filter": form,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2),
        "query": f"{kept.urlencode()}&" if kept else "",
        "name": "page",
        "purposes": Purpose.objects.all(),
        "heads": heads_of_days(DAYS_SHOWN),
    }
    return render(request, "deployment/readings.html", context)
