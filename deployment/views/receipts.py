"""Receipts: each import that was written, and taking it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import UserRequest
from accounts.scope import may_enter_postings
from communes.formats import format_number
from deployment.importing import uploads
from deployment.importing.obstacles import Obstacle, RevertRefused
from deployment.importing.result import OUTCOMES, Outcome
from deployment.importing.reverting import revert
from deployment.importing.telling import AllTold
from deployment.models import Receipt
from deployment.receipts import receipts_of, whole_receipts_of
from deployment.resting import told_after
from deployment.work import start

ON_A_PAGE, MOST_WARNINGS, MOST_TOLD = 50, 100, 100
CONFLICT = 409


@require_safe
def receipt_list(request: UserRequest) -> HttpResponse:
    """Past imports, the newest first."""
    page = Paginator(receipts_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return render(request, "deployment/receipt_list.html", {"receipts": page, "pages": pages})


@require_safe
@never_cache
def receipt(request: UserRequest, pk: int) -> HttpResponse:
    """One import: what it wrote, and the way back."""
    return receipt_page(request, get_object_or_404(whole_receipts_of(request.user), pk=pk))


def receipt_page(
    request: UserRequest, found: Receipt, refusal: RevertRefused | None = None, status: int = 200
) -> HttpResponse:
    """Answer with a receipt; `refusal` says why it was not taken back."""
    obstacles: tuple[Obstacle, ...] = refusal.obstacles if refusal else ()
    told: Any = Paginator(AllTold(found, request.user), MOST_TOLD).get_page(request.GET.get("page"))
    request.records_read = len(told)
    context = {
        "told": told,
        "told_pages": told.paginator.get_elided_page_range(told.number, on_each_side=1, on_ends=1),
        "receipt": found,
        "classes": [(outcome.words, getattr(found, outcome.value)) for outcome in OUTCOMES[found.kind]],
        "warnings": found.warnings[:MOST_WARNINGS],
        "may_revert": may_enter_postings(request.user) and not found.reverted_at and found.written,
        "refusal": refusal,
        "obstacles": obstacles,
    }
    return render(request, "deployment/receipt_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def revert_import(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether an import is to be taken back whole, and do it: here, or by the worker where it is long."""
    found = get_object_or_404(receipts_of(request.user), pk=pk)
    if not may_enter_postings(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _ask_to_revert(request, found)
    if found.written > uploads.LONG and not found.reverted_at:
        title = _("Hoàn tác lần nhập %(receipt)s") % {"receipt": found.label}
        work = start(
            uploads.REVERT, owner=request.user, province=found.province, title=title, receipt=found.pk
        )
        return redirect("deployment:work", work.pk)
    try:
        with told_after(request):
            revert(receipt=found, user=request.user)
    except RevertRefused as refusal:
        whole = whole_receipts_of(request.user).get(pk=found.pk)
        return receipt_page(request, whole, refusal, CONFLICT)
    messages.success(request, _("Đã hoàn tác lần nhập %(receipt)s.") % {"receipt": found.label})
    return redirect("deployment:receipt", found.pk)


def _ask_to_revert(request: UserRequest, found: Receipt) -> HttpResponse:
    """Say what would be taken back, before anything is."""
    back = reverse("deployment:receipt", args=[found.pk])
    if found.reverted_at or not found.written:
        return redirect(back)
    classes = ((outcome, getattr(found, outcome.value)) for outcome in OUTCOMES[found.kind])
    counts = [
        f"{outcome.words}: {format_number(count)}"
        for outcome, count in classes
        if count and outcome != Outcome.UNCHANGED
    ]
    words = {"receipt": found.label, "written": format_number(found.written)}
    context = {
        "form": forms.Form(),
        "title": _("Hoàn tác lần nhập %(receipt)s") % words,
        "subject": f"{found.file_name}. {', '.join(counts)}",
        "consequence": ngettext(
            "Bỏ cả %(written)s thay đổi của lần nhập này, trả dữ liệu về như trước: những gì mới thêm"
            " bị xóa, chỗ đã sửa trở lại như cũ. Lịch sử vẫn giữ cả hai.",
            "Bỏ cả %(written)s thay đổi của lần nhập này, trả dữ liệu về như trước: những gì mới thêm"
            " bị xóa, chỗ đã sửa trở lại như cũ. Lịch sử vẫn giữ cả hai.",
            found.written,
        )
        % words,
        "button": ngettext("Hoàn tác %(written)s thay đổi", "Hoàn tác %(written)s thay đổi", found.written)
        % words,
        "back": back,
    }
    return render(request, "deployment/verb_form.html", context)
