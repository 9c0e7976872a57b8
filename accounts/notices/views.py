"""One's own notices: read, marked as read, chosen; and the address that mails go to."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import MailAddress, Notice, NoticeKind
from accounts.notices.addresses import AddressRefused, drop_address, mail_code, name_address, prove_address
from accounts.notices.forms import AddressForm, CodeForm, WaysForm, kinds_for
from accounts.notices.telling import mark_read, own_notices
from accounts.notices.words import sentence
from accounts.requests import UserRequest
from accounts.signing_in.interrupted import resumed
from accounts.signing_in.kept_forms import kept_for

A_PAGE, UNPROCESSABLE = 50, 422
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """A notice with its sentence."""

    notice: Notice
    text: str


@dataclass(frozen=True)
class Bundle:
    """Notices of one kind that came in one hour, one after another."""

    label: str
    shown: tuple[Shown, ...]

    @property
    def first(self) -> Shown:
        return self.shown[0]

    @property
    def unread(self) -> int:
        return sum(each.notice.read_at is None for each in self.shown)


@require_safe
def notices(request: UserRequest) -> HttpResponse:
    """What one was told, the newest first; a flood of one kind as one."""
    page = Paginator(own_notices(request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "bundles": bundles(page.object_list), "has_kinds": bool(kinds_for(request.user))}
    return render(request, "accounts/notices.html", context)


def bundles(rows: Iterable[Notice]) -> list[Bundle]:
    """Put together those of one kind within an hour."""
    groups = groupby(rows, lambda notice: (notice.kind, notice.at.replace(minute=0, second=0, microsecond=0)))
    return [
        Bundle(str(NoticeKind(kind).label), tuple(Shown(row, sentence(row)) for row in group))
        for (kind, _hour), group in groups
    ]


@require_POST
def read_all(request: UserRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(own_notices(request.user))
    return redirect("notices:list")


@require_POST
def follow(request: UserRequest, pk: int) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notice = get_object_or_404(own_notices(request.user), pk=pk)
    mark_read(own_notices(request.user).filter(pk=pk))
    return redirect(notice.url)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: UserRequest) -> HttpResponse:
    """Choose for each kind how to be told."""
    form = WaysForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Đã ghi cách báo."))
        return redirect("notices:choose")
    typed, address = kept_for(request), AddressForm(instance=_stored(request))
    return _settings(request, resumed(form, typed), resumed(address, typed), CodeForm())


@require_POST
def set_address(request: UserRequest) -> HttpResponse:
    """Note an address and mail its code."""
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            code = name_address(user=request.user, address=form.cleaned_data["address"])
        except AddressRefused as refusal:
            form.add_error("address", str(refusal))
        else:
            _mail(request, form.cleaned_data["address"], code)
            return redirect("notices:choose")
    return _settings(request, WaysForm(user=request.user), form, CodeForm())


def _mail(request: UserRequest, address: str, code: str) -> None:
    try:
        mail_code(address, code)
    except Exception:  # whatever a mail server or the network does
        logger.exception("code for the address of %s", request.user.pk)
        messages.error(request, _("Máy chủ thư không nhận thư lúc này; hãy thử lại sau một phút."))
    else:
        messages.success(request, _("Đã gửi mã; mã có hiệu lực trong 15 phút."))


@require_POST
def prove(request: UserRequest) -> HttpResponse:
    """Take back the code."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            prove_address(user=request.user, code=form.cleaned_data["code"])
        except AddressRefused as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("Đã xác nhận địa chỉ thư."))
            return redirect("notices:choose")
    address = AddressForm(instance=_stored(request))
    return _settings(request, WaysForm(user=request.user), address, form)


@require_POST
def drop(request: UserRequest) -> HttpResponse:
    """Forget the address."""
    drop_address(user=request.user)
    messages.success(request, _("Đã bỏ địa chỉ thư; không gửi gì đến đó nữa."))
    return redirect("notices:choose")


def _stored(request: UserRequest) -> MailAddress | None:
    return MailAddress.objects.filter(user=request.user).first()


def _settings(request: UserRequest, ways: Any, address: Any, code: Any) -> HttpResponse:
    stored = _stored(request)
    status = UNPROCESSABLE if any(form.errors for form in (ways, address, code)) else 200
    context = {"ways": ways, "address": address, "code": code, "stored": stored}
    return render(request, "accounts/notice_settings.html", context, status=status)
