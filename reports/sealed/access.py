"""Who reads and who makes national documents: a provincial user finds none of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.requests import UserRequest
from reports.models import NationalReport


def refuse_provincial(request: UserRequest) -> None:
    """National files do not exist for provincial users: raises Http404."""
    if not request.user.sees_nation:
        raise Http404


def report_for(request: UserRequest, pk: int) -> NationalReport:
    """Give the sealed report of that id for a reader of the nation; else raises Http404."""
    refuse_provincial(request)
    reports = NationalReport.objects.light().select_related("frozen_by", "previous", "compared_with")
    return get_object_or_404(reports, pk=pk)
