"""Long work as its owner follows it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from communes.attached import attached
from deployment.choices import WorkState
from deployment.models import WorkFile
from deployment.work import recognise_lost, worker_is_away, works_of


@require_safe
@never_cache
def work(request: UserRequest, pk: UUID) -> HttpResponse:
    """How far it is; once done, on to its result."""
    own = works_of(request.user).filter(pk=pk)
    recognise_lost(own)
    found = get_object_or_404(own)
    if found.state == WorkState.DONE and found.result:
        return redirect(found.result)
    return render(
        request, "deployment/work_detail.html", {"work": found, "worker_is_away": worker_is_away(found)}
    )


@require_safe
@never_cache
def work_file(request: UserRequest, pk: UUID) -> HttpResponse:
    """The file that it made, for its owner."""
    done = works_of(request.user).filter(pk=pk, state=WorkState.DONE)
    kept = WorkFile.objects.filter(work__in=done).first()
    if kept is None:
        raise Http404
    return attached(bytes(kept.content), kept.content_type, kept.name)
