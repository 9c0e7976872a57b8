"""Addresses of communes, officers and postings."""

from django.urls import include, path

from deployment.views import (
    assignments,
    communes,
    finding,
    history,
    kept,
    list_files,
    offers,
    officers,
    readings,
    rules,
    verbs,
)

app_name = "deployment"
urlpatterns = [
    path("", include("deployment.import_urls")),
    path("lists/<slug:list_name>.<slug:extension>", list_files.list_file, name="list_file"),
    path("lists/<slug:list_name>/columns/", kept.choose_columns, name="choose_columns"),
    path("lists/<slug:list_name>/filters/", kept.keep_filter, name="keep_filter"),
    path("filters/<int:pk>/share/", kept.share_filter, name="share_filter"),
    path("filters/<int:pk>/drop/", kept.drop_filter, name="drop_filter"),
    path("find/officers/", finding.find_officers, name="find_officers"),
    path("find/communes/", finding.find_communes, name="find_communes"),
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
    path("history/", history.history, name="history"),
    path("readings/", readings.readings, name="readings"),
    path("rules/", rules.rule_list, name="rules"),
    path("rules/new/", rules.DecreeView.as_view(), name="decree"),
    path("rules/<int:pk>/end/", rules.EndRuleView.as_view(), name="end_rule"),
    path("rules/<int:pk>/cancel/", rules.CancelRuleView.as_view(), name="cancel_rule"),
    path("transfers/", offers.offer_list, name="offers"),
    path("transfers/new/", offers.AskView.as_view(), name="ask"),
    path("transfers/<int:pk>/agree/", offers.AgreeView.as_view(), name="agree"),
    path("transfers/<int:pk>/decline/", offers.DeclineView.as_view(), name="decline"),
    path("transfers/<int:pk>/withdraw/", offers.WithdrawView.as_view(), name="withdraw"),
    path("", include("deployment.planning_urls")),
    path("wards/", include("deployment.ward_urls")),
]
