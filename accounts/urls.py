"""Sign-in, sign-out, and how the site looks."""

from allauth.account import views
from django.urls import path

from accounts import token_views
from accounts.signing_in.interrupted import forget_form
from accounts.signing_in.views import end_session
from accounts.theme import choose_theme

app_name = "accounts"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("sessions/<int:pk>/end/", end_session, name="end-session"),
    path("kept/forget/", forget_form, name="forget-form"),
    path("theme/", choose_theme, name="theme"),
    path("tokens/", token_views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", token_views.revoke, name="revoke-token"),
]
