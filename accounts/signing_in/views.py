"""One of one's own sessions ends."""

from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest


@require_POST
def end_session(request: UserRequest, pk: int) -> HttpResponse:
    """End a session of the reader's; another's does not exist."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    return redirect("usersessions_list")
