"""allauth's pages that this site has, under the names allauth looks for. No sign-up, no mail, no reset."""

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from allauth.usersessions.views import list_usersessions
from django.urls import include, path

from accounts.signing_in.views import change_password

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", change_password, name="account_change_password"),
    path("sessions/", reauthentication_required(list_usersessions, allow_get=True), name="usersessions_list"),
    path("2fa/", include("allauth.mfa.urls")),
]
