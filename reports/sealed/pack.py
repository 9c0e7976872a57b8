"""One press: the whole conference pack, made by the worker."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reports.sealed.access import report_for
from reports.works import ask_for_communes, ask_for_pack


@require_POST
def pack(request: UserRequest, pk: int) -> HttpResponse:
    """Ask for the pack, or with `only=communes` for the annex of every commune; lead to its progress."""
    report = report_for(request, pk)
    ask = ask_for_communes if request.POST.get("only") == "communes" else ask_for_pack
    return redirect("deployment:work", ask(report, request.user).pk)
