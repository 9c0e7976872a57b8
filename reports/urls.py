"""Addresses of what is read."""

from django.urls import include, path

from reports import views

app_name = "reports"
urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("provinces/<str:code>/", views.province, name="province"),
    path("reports/", include("reports.file_urls")),
]
