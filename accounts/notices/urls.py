"""Addresses of one's own notices."""

from django.urls import path

from accounts.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read/", views.read_all, name="read"),
    path("<int:pk>/follow/", views.follow, name="follow"),
    path("settings/", views.choose, name="choose"),
    path("settings/address/", views.set_address, name="address"),
    path("settings/address/code/", views.prove, name="prove"),
    path("settings/address/drop/", views.drop, name="drop-address"),
]
