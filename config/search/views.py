"""Search as a page, as suggestions below the field of the header, and what was seen last."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.recent import forget
from accounts.requests import UserRequest
from communes.vietnamese import normalise
from config.search.finding import LONGEST, found_for
from config.search.recent import recent_hits


@require_safe
def search(request: UserRequest) -> HttpResponse:
    """Everything that fits, in groups; without words what was seen last."""
    text = _asked(request)
    return render(request, "config/search.html", _context(request, text))


@require_safe
def suggest(request: UserRequest) -> HttpResponse:
    """The same as options of the field's list; kept nowhere."""
    response = render(request, "config/_suggestions.html", _context(request, _asked(request)))
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def forget_seen(request: UserRequest) -> HttpResponse:
    """Forget what this account looked at."""
    forget(request.user)
    messages.success(request, _("Đã xóa danh sách mới xem."))
    return redirect("search")


def _asked(request: UserRequest) -> str:
    return normalise(request.GET.get("q", "")[:LONGEST])


def _context(request: UserRequest, text: str) -> dict[str, object]:
    groups = found_for(request, request.user, text)
    return {"text": text, "groups": groups, "recent": [] if text else recent_hits(request.user)}
