"""One press: the whole conference pack, made by the worker."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from deployment.work import start
from reports.allowed import may_review
from reports.sealed.access import report_for
from reports.works import COMMUNES, PACK


@require_POST
def pack(request: UserRequest, pk: int) -> HttpResponse:
    """Ask for the pack, or with `only=communes` for the annex of every commune; lead to its progress."""
    report = report_for(request, pk)
    if not may_review(request.user):
        raise PermissionDenied
    if request.POST.get("only") == "communes":
        title = _("Phụ lục từng xã, thị trấn: %(report)s") % {"report": report.title[:150]}
        work = start(COMMUNES, owner=request.user, title=title, report=report.pk)
    else:
        title = _("Tài liệu hội nghị: %(report)s") % {"report": report.title[:150]}
        work = start(PACK, owner=request.user, title=title, report=report.pk)
    return redirect("deployment:work", work.pk)
