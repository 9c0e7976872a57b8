"""Addresses of national reports; none exists for a provincial user."""

from django.urls import path

from reports.sealed import files, forms, matters, narrative, pack, register, slides, views

urlpatterns = [
    path("", register.listed, name="list"),
    path("freeze/", forms.refused_for_province(forms.FreezeView), name="freeze"),
    path("narrative/", narrative.narrative, name="narrative"),
    path("documents/<int:pk>/", files.copy, name="document_copy"),
    path("<int:pk>/", views.national, name="sealed"),
    path("<int:pk>/provinces/<str:code>/", views.province, name="sealed_province"),
    path("<int:pk>/communes/", views.communes, name="sealed_communes"),
    path("<int:pk>/communes/<str:code>/", views.commune, name="sealed_commune"),
    path("<int:pk>/matters/", matters.matters, name="sealed_matters"),
    path("<int:pk>/summary.csv", files.summary, name="sealed_csv"),
    path("<int:pk>/communes.csv", files.communes, name="sealed_communes_csv"),
    path("<int:pk>/briefing.pdf", files.briefing, name="sealed_briefing"),
    path("<int:pk>/annex.xlsx", files.annex, name="sealed_annex"),
    path("<int:pk>/annex.ods", files.open_annex, name="sealed_annex_ods"),
    path("<int:pk>/documents/", register.documents, name="sealed_documents"),
    path("<int:pk>/differences/", register.since, name="sealed_differences"),
    path("<int:pk>/changes/", register.changes, name="sealed_changes"),
    path("<int:pk>/issue/", forms.refused_for_province(forms.IssueView), name="issue"),
    path("<int:pk>/pack/", pack.pack, name="pack"),
    path("<int:pk>/slides/", slides.slides, name="slides"),
]
