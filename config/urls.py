"""Every address of the site."""

from django.urls import include, path

from config import health
from config.administering import administered
from config.api import api
from config.api_guide import guide
from config.language import choose_language
from config.manual import manual
from config.search import views as search
from reports.views import home

urlpatterns = [
    path("", home, name="home"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("accounts.signing_in.urls")),
    path("i18n/setlang/", choose_language, name="set_language"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("notices/", include("accounts.notices.urls")),
    path("help/", manual, name="help"),
    path("help/<slug:page>/", manual, name="help-page"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("search/forget/", search.forget_seen, name="forget-seen"),
    path("api/v1/", guide, name="api-start"),
    path("api/v1/docs/", guide, name="api-guide"),
    path("api/v1/", api.urls),
    path("admin/", administered().urls),
    path("", include("deployment.urls")),
    path("", include("reports.urls")),
]
handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
