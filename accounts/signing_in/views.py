"""One of one's own sessions ends; one's password."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_change
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest


@require_POST
def end_session(request: UserRequest, pk: int) -> HttpResponse:
    """End a session of the reader's; another's does not exist. Who it is, is asked again first."""
    return _end(request, get_object_or_404(UserSession, pk=pk, user=request.user))


@reauthentication_required
def _end(request: UserRequest, session: UserSession) -> HttpResponse:
    session.end()
    return redirect("usersessions_list")


def change_password(request: UserRequest) -> HttpResponseBase:
    """Change the password; an account that has none is told who gives it one (no page here sets a first)."""
    if not request.user.has_usable_password():
        return render(request, "account/no_password.html")
    return password_change(request)
