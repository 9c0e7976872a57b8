"""The presentation of a sealed report, in the browser."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.formats import in_english
from reports.frozen import Frozen
from reports.sealed.access import report_for
from reports.sealed.views import around_of
from reports.slides import slides_of


@require_safe
def slides(request: UserRequest, pk: int) -> HttpResponse:
    """All slides on one page: without a script, and on paper, one below the other."""
    frozen = Frozen(report_for(request, pk))
    context = {
        "slides": slides_of(frozen),
        "is_translation": in_english(),
        **around_of(frozen),
    }
    return render(request, "reports/sealed/slides.html", context)
