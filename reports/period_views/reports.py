"""One provincial report: the province's task list, or what a reviewer needs to decide; its full table."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import SeenKind
from accounts.recent import remember
from accounts.requests import UserRequest
from reports.allowed import may_draft, may_review, may_send
from reports.choices import Happening
from reports.content import content_of
from reports.due import due_of
from reports.models import ProvincialReport, ReportEvent, ReportSubmission
from reports.moment import present_moment
from reports.period_views.found import found_report
from reports.reviewing import first_sent, return_of, review_context, waiting_after
from reports.submitted import communes_now, communes_sent
from reports.tasks import done_of, tasks_of


@require_safe
def report(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """A report as its reader acts on it: drafts for its province, what was sent for all others."""
    found = found_report(request.user, pk, code)
    remember(request.user, SeenKind.REPORT, found.pk)
    context = {
        "report": found,
        "due": due_of(found.due_at, first_sent(found), present_moment()),
        "log": found.log.select_related("by", "submission").order_by("-at", "-pk"),
        "may_review": may_review(request.user),
        "may_send": may_send(request.user, found),
    }
    if may_draft(request.user, found) and found.is_with_province:
        return render(request, "reports/periods/draft.html", context | _draft(found))
    if found.latest is None:
        return render(request, "reports/periods/nothing_sent.html", context)
    more = review_context(found, found.latest) | {"next": waiting_after(found)}
    return render(request, "reports/periods/review.html", context | more)


def _draft(found: ProvincialReport) -> dict[str, object]:
    content = content_of(found)
    attached = found.attachments.filter(detached_at=None).defer("content")
    tasks = tasks_of(content)
    return {
        "content": content,
        "tasks": tasks,
        "done": done_of(tasks),
        "renewed": _renewed(found),
        "attachments": attached.select_related("attached_by"),
    }


def _renewed(found: ProvincialReport) -> ReportEvent | None:
    """Give the last renewal of the form, until the province has looked through its communes again."""
    if found.communes_checked_at:
        return None
    return found.log.filter(kind=Happening.RENEWED).order_by("at", "pk").last()


@require_safe
def communes(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """Every commune of the report: as it stands now for its province, or as it was sent (`?sending=2`)."""
    found = found_report(request.user, pk, code)
    sending = _sending(request, found)
    is_draft = sending is None and may_draft(request.user, found) and found.is_with_province
    if sending is None and not is_draft:
        sending = found.latest
        if sending is None:
            raise Http404
    rows = communes_sent(sending) if sending else communes_now(found.province, found.period.cut_off)
    returned = return_of(found, sending) if sending else None
    context = {"report": found, "sending": sending, "rows": rows, "is_draft": is_draft, "returned": returned}
    return render(request, "reports/periods/communes.html", context)


def _sending(request: UserRequest, found: ProvincialReport) -> ReportSubmission | None:
    number = request.GET.get("sending", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > 4:
        raise Http404
    return get_object_or_404(found.submissions, number=int(number))
