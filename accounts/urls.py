"""Sign-in, sign-out, and how the site looks."""

from django.contrib.auth import views
from django.urls import path

from accounts import token_views
from accounts.theme import choose_theme

app_name = "accounts"
urlpatterns = [
    path(
        "login/",
        views.LoginView.as_view(template_name="accounts/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("theme/", choose_theme, name="theme"),
    path("tokens/", token_views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", token_views.revoke, name="revoke-token"),
]
