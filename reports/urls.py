"""Addresses of what is read."""

from django.urls import include, path

from reports import map_views, views

app_name = "reports"
urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("provinces/<str:code>/", views.province, name="province"),
    path("maps/", map_views.commune_map, name="map"),
    path("reports/", include("reports.file_urls")),
]
