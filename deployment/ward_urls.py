"""Addresses of the model wards."""

from django.urls import path

from deployment.views import wards

urlpatterns = [
    path("", wards.ward_list, name="wards"),
    path("admit/", wards.AdmitView.as_view(), name="admit_ward"),
    path("<int:pk>/", wards.ward_detail, name="ward"),
    path("<int:pk>/release/", wards.ReleaseView.as_view(), name="release_ward"),
    path("<int:pk>/rounds/<int:round>/", wards.AssessView.as_view(), name="assess_ward"),
    path("criteria/new/", wards.CriteriaView.as_view(), name="new_criteria"),
    path("criteria/<int:pk>/", wards.criteria_detail, name="criteria"),
    path("criteria/<int:pk>/write/", wards.CriteriaView.as_view(), name="write_criteria"),
    path("criteria/<int:pk>/force/", wards.ForceView.as_view(), name="force_criteria"),
    path("rounds/new/", wards.RoundView.as_view(), name="new_round"),
]
