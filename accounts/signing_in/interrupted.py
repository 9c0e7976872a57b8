"""A form that arrives after its session ended: kept, where that may be, and led to the sign-in."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm, FileInput, Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.api.access import ROOT
from accounts.models import User
from accounts.requests import UserRequest
from accounts.signing_in.kept_forms import FIELD, forget, keep, kept_for, owner_of, page_of
from accounts.signing_in.showing import page_to_show

Shown = TypeVar("Shown", bound=BaseForm)
STILL_TO_BE_SENT = 400  # from this status on


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sign-in is asked of everybody; what was sent without one is not carried out, and not lost."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        user = getattr(request, "user", None)
        was_carried_out = response.status_code < STILL_TO_BE_SENT and not hasattr(request, "is_kept")
        if isinstance(user, User) and was_carried_out and _is_form(request):
            forget(user, {page_of(request), request.get_full_path()})
        return response

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> Any:
        if request.method != "POST":
            page = page_to_show(request.get_full_path())
            return redirect_to_login(page, resolve_url(self.get_login_url(view_func)))
        owner = owner_of(request.POST)
        _say(request, owner)
        page = page_of(request) if owner or "Referer" in request.headers else resolve_url("home")
        return redirect_to_login(page, resolve_url(self.get_login_url(view_func)))


def form_of_before(request: HttpRequest) -> HttpResponse | None:
    """Keep a form whose CSRF token is of an earlier session, and give its page anew; None where not ours.

    Its mark must name the very account that is signed in now (or, nobody being signed in, an account): no
    other site can have one, so nothing can be planted this way.
    """
    owner, user = owner_of(request.POST), getattr(request, "user", None)
    if owner is None or (isinstance(user, User) and user != owner):
        return None
    _say(request, owner)
    page, is_in = page_of(request), isinstance(user, User)
    return redirect(page) if is_in else redirect_to_login(page, resolve_url("accounts:login"))


def _is_form(request: HttpRequest) -> bool:
    """Tell whether a marked form was sent; what the API was sent is not read here."""
    return request.method == "POST" and not request.path.startswith(ROOT) and FIELD in request.POST


def _say(request: HttpRequest, owner: User | None) -> None:
    """Keep what was sent where it has an owner, and say what became of it."""
    is_kept = owner is not None and keep(request, owner)
    request.is_kept = is_kept  # type: ignore[attr-defined]
    if is_kept and request.user.is_authenticated:
        return  # the page itself says so
    if is_kept:
        words = _("Phiên làm việc đã hết, chưa ghi gì. Nội dung được giữ một giờ cho tài khoản đã nhập nó.")
        messages.info(request, words)
    elif owner is not None:
        text = _("Phiên làm việc đã hết; chưa ghi gì, và nội dung quá dài nên không giữ được.")
        messages.warning(request, text)
    else:
        messages.warning(request, _("Phiên làm việc đã hết; việc vừa gửi chưa được ghi."))


def keep_unsent(request: HttpRequest) -> None:
    """Keep, for its page, the form of the reader's own that came along with something else they chose."""
    owner = owner_of(request.POST)
    if owner is not None and owner == request.user:
        request.is_kept = keep(request, owner)  # type: ignore[attr-defined]


class ResumedFormMixin:
    """A form view that shows again what was typed before the session ended."""

    request: UserRequest

    def get_form(self, form_class: Any = None) -> Any:
        form: Form = super().get_form(form_class)  # type: ignore[misc]
        return resumed(form, kept_for(self.request))


def resumed(form: Shown, typed: QueryDict | None) -> Shown:
    """Let an unsent form show what was typed in it before; None: nothing was kept."""
    for name, field in form.fields.items() if typed is not None else ():
        sent, widget = form.add_prefix(name), field.widget
        if not isinstance(widget, FileInput) and not widget.value_omitted_from_data(typed, {}, sent):
            form.initial[name] = widget.value_from_datadict(typed, {}, sent)
    return form


@require_POST
def forget_form(request: UserRequest) -> HttpResponse:
    """Throw away what is kept of a page, and show the page as it is without."""
    page = request.POST.get("page", "")[:2000]
    forget(request.user, {page})
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, None)
    return redirect(page if is_ours else "home")
