"""Long work as its owner follows it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.attached import attached
from deployment.choices import WorkState
from deployment.work import found_file, found_work, worker_is_away


@require_safe
@never_cache
def work(request: UserRequest, pk: UUID) -> HttpResponse:
    """How far it is; once done, on to its result."""
    found = found_work(request.user, pk)
    if found.state == WorkState.DONE and found.result:
        return redirect(found.result)
    return render(
        request, "deployment/work_detail.html", {"work": found, "worker_is_away": worker_is_away(found)}
    )


@require_safe
@never_cache
def work_file(request: UserRequest, pk: UUID) -> HttpResponse:
    """The file that it made, for its owner."""
    kept = found_file(request.user, pk)
    return attached(bytes(kept.content), kept.content_type, kept.name)
