"""Addresses of communes, officers and postings."""

from django.urls import include, path

from deployment.views import assignments, communes, kept, list_files, offers, officers, verbs

app_name = "deployment"
urlpatterns = [
    path("", include("deployment.import_urls")),
    path("lists/<slug:list_name>.<slug:extension>", list_files.list_file, name="list_file"),
    path("lists/<slug:list_name>/columns/", kept.choose_columns, name="choose_columns"),
    path("lists/<slug:list_name>/filters/", kept.keep_filter, name="keep_filter"),
    path("filters/<int:pk>/share/", kept.share_filter, name="share_filter"),
    path("filters/<int:pk>/drop/", kept.drop_filter, name="drop_filter"),
    path("communes/", communes.CommuneListView.as_view(), name="communes"),
    path("communes/<slug:code>/", communes.commune, name="commune"),
    path("officers/", officers.OfficerListView.as_view(), name="officers"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("officers/new/", verbs.RegisterView.as_view(), name="register"),
    path("officers/<int:pk>/amend/", verbs.AmendView.as_view(), name="amend"),
    path("officers/<int:pk>/transfer/", verbs.TransferView.as_view(), name="transfer"),
    path("assignments/", assignments.AssignmentListView.as_view(), name="assignments"),
    path("assignments/new/", verbs.AppointView.as_view(), name="appoint"),
    path("assignments/<int:pk>/end/", verbs.EndView.as_view(), name="end"),
    path("assignments/<int:pk>/correct/", verbs.CorrectView.as_view(), name="correct"),
    path("assignments/<int:pk>/cancel/", verbs.CancelView.as_view(), name="cancel"),
    path("transfers/", offers.offer_list, name="offers"),
    path("transfers/new/", offers.AskView.as_view(), name="ask"),
    path("transfers/<int:pk>/agree/", offers.AgreeView.as_view(), name="agree"),
    path("transfers/<int:pk>/decline/", offers.DeclineView.as_view(), name="decline"),
    path("transfers/<int:pk>/withdraw/", offers.WithdrawView.as_view(), name="withdraw"),
    path("", include("deployment.planning_urls")),
]
