"""Addresses of the files that are taken away."""

urlpatterns = []
