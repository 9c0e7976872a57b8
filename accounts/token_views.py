"""One's own API tokens: made, shown once, revoked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import format_lazy
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import ApiToken
from accounts.requests import UserRequest
from accounts.signing_in.interrupted import resumed
from accounts.signing_in.kept_forms import kept_for
from accounts.tokens import DEFAULT_DAYS, MOST_DAYS, issue_token, revoke_token

UNPROCESSABLE = 422


class TokenForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Dùng cho việc gì"),
        max_length=60,
        widget=forms.TextInput({"class": "form-control"}),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Thời hạn (ngày)"), min_value=1, max_value=MOST_DAYS, initial=DEFAULT_DAYS,
        widget=forms.NumberInput({"class": "form-control"}),
        help_text=format_lazy(gettext_lazy("Từ 1 đến {most} ngày."), most=MOST_DAYS),
    )  # fmt: skip
    may_write = forms.BooleanField(
        label=gettext_lazy("Được ghi, không chỉ đọc"), required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: UserRequest) -> HttpResponse:
    """List one's tokens and make one; its text is in this answer alone."""
    form = TokenForm(request.POST) if request.method == "POST" else resumed(TokenForm(), kept_for(request))
    if request.method == "POST" and form.is_valid():
        return _page(request, TokenForm(), made=issue_token(user=request.user, **form.cleaned_data))
    return _page(request, form, status=UNPROCESSABLE if form.is_bound else 200)


def _page(request: UserRequest, form: TokenForm, status: int = 200, **more: Any) -> HttpResponse:
    rows = ApiToken.objects.filter(user=request.user)
    context = {"form": form, "tokens": rows, "now": now(), **more}
    return render(request, "accounts/tokens.html", context, status=status)


@require_POST
def revoke(request: UserRequest, pk: int) -> HttpResponse:
    """End one of one's tokens."""
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    revoke_token(token=token)
    messages.success(request, _("Đã thu hồi mã truy cập “%(label)s”.") % {"label": token.label or token.pk})
    return redirect("accounts:tokens")
