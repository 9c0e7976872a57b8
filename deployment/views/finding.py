"""Those who may be meant, as one types: fragments below the fields of entry."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.scope import changeable_by, may_enter_postings, visible_to
from communes.models import Commune
from communes.vietnamese import normalise
from deployment.days import default_day
from deployment.models import Officer
from deployment.picking import Found, communes_called, officers_called

LONGEST = 150


@require_safe
def find_officers(request: UserRequest) -> HttpResponse:
    """Officers whom the reader may place, by number or name."""
    if not may_enter_postings(request.user):
        raise PermissionDenied
    officers = changeable_by(request.user, Officer.objects.all())
    return _answer(request, officers_called(_asked(request), officers, request.user, default_day()))


@require_safe
def find_communes(request: UserRequest) -> HttpResponse:
    """Communes that the reader sees, by code or name."""
    return _answer(request, communes_called(_asked(request), visible_to(request.user, Commune.objects.all())))


def _asked(request: UserRequest) -> str:
    return normalise(request.GET.get("q", "")[:LONGEST])


def _answer(request: UserRequest, found: Found) -> HttpResponse:
    request.records_read = len(found.candidates)
    name = request.GET.get("name", "")[:30]
    context = {"found": found, "name": name, "lead": ""}
    response = render(request, "deployment/_found.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
