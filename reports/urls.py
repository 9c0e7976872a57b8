"""Addresses of what is read."""

from django.urls import include, path

from reports import forecast_views, map_views, published_views, trend_views, views

app_name = "reports"
urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("provinces/<str:code>/", views.province, name="province"),
    path("forecast/", forecast_views.forecast, name="forecast"),
    path("forecast/<slug:code>/", forecast_views.province_forecast, name="province_forecast"),
    path("maps/", map_views.commune_map, name="map"),
    path("trends/", trend_views.trends, name="trends"),
    path("published/", published_views.register, name="published"),
    path("published/enter/", published_views.EnterPublishedView.as_view(), name="published_enter"),
    path("published/<int:pk>/", published_views.AmendPublishedView.as_view(), name="published_amend"),
    path(
        "published/<int:pk>/strike/", published_views.StrikePublishedView.as_view(), name="published_strike"
    ),
    path("periods/", include("reports.period_urls")),
    path("reports/", include("reports.file_urls")),
    path("reports/", include("reports.sealed.urls")),
]
