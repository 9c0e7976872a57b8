"""The log of changes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import UserRequest
from accounts.scope import may_audit
from deployment.forms.history import HistoryForm
from deployment.history.asked import COUNTED, Asked, count
from deployment.history.changes import changes

ON_A_PAGE = 50


@dataclass
class Log:
    """The events asked for, as a paginator reads them: counted once, and cut in SQL."""

    asked: Asked | None
    user: User

    @cached_property
    def found(self) -> int:
        return count(self.asked, self.user) if self.asked else 0

    @property
    def is_longer(self) -> bool:
        """More than are counted and paged; a day range reaches the rest."""
        return self.found > COUNTED

    def __len__(self) -> int:
        return min(self.found, COUNTED)

    def __getitem__(self, part: slice) -> Any:
        if self.asked is None:
            return []
        return changes(self.asked, self.user, start=part.start, count=part.stop - part.start)


@require_safe
def history(request: UserRequest) -> HttpResponse:
    """Who changed what, when and through what; of the own province for provincial users."""
    form = HistoryForm(request.GET, user=request.user)
    log = Log(form.asked, request.user)
    rows: Any = log
    page: Page[Any] = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    request.records_read = len(page)
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=2)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "filter": form,
        "log": log,
        "page": page,
        "pages": pages,
        "kept": kept.urlencode(),
        "may_audit": may_audit(request.user),
    }
    return render(request, "deployment/history.html", context)
