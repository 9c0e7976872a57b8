"""Addresses of communes, officers and postings."""

from django.urls import path

from deployment.views import assignments, communes, officers

app_name = "deployment"
urlpatterns = [
    path("communes/", communes.CommuneListView.as_view(), name="communes"),
    path("communes/<slug:code>/", communes.commune, name="commune"),
    path("officers/", officers.OfficerListView.as_view(), name="officers"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("assignments/", assignments.AssignmentListView.as_view(), name="assignments"),
]
