"""Addresses of the files that are taken away."""

from django.urls import path

from reports import file_views

urlpatterns = [
    path("summary.csv", file_views.summary_file, name="summary_csv"),
    path("summary.ods", file_views.summary_sheet, name="summary_ods"),
    path("annex.xlsx", file_views.annex_file, name="annex_xlsx"),
    path("annex.ods", file_views.open_annex_file, name="annex_ods"),
    path("briefing.pdf", file_views.briefing_file, name="briefing_pdf"),
]
