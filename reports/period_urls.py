"""Addresses of the reporting cycle."""

from django.urls import path

from reports.period_views import deciding, drafting, lists, reports, support

ONE = "<int:pk>/provinces/<slug:code>/"

urlpatterns = [
    path("", lists.periods, name="periods"),
    path("new/", lists.OpenView.as_view(), name="open_period"),
    path("<int:pk>/", lists.period, name="period"),
    path("<int:pk>/queue/", lists.queue, name="period_queue"),
    path("<int:pk>/approve/", lists.BulkApproveView.as_view(), name="bulk_approve"),
    path("<int:pk>/renew/", lists.RenewView.as_view(), name="renew_period"),
    path("<int:pk>/support/", support.support_totals, name="period_support"),
    path(ONE, reports.report, name="report"),
    path(f"{ONE}support/", support.support, name="report_support"),
    path(f"{ONE}support/file.csv", support.support_file, name="report_support_file"),
    path(f"{ONE}support/import/", support.SupportImportView.as_view(), name="report_support_import"),
    path(f"{ONE}communes/", reports.communes, name="report_communes"),
    path(f"{ONE}communes/confirm/", drafting.ConfirmCommunesView.as_view(), name="report_confirm_communes"),
    path(f"{ONE}postings/", drafting.ConfirmPostingsView.as_view(), name="report_postings"),
    path(f"{ONE}explain/", drafting.ExplainView.as_view(), name="report_explain"),
    path(f"{ONE}answers/", drafting.AnswersView.as_view(), name="report_answers"),
    path(f"{ONE}narrative/", drafting.narrative, name="report_narrative"),
    path(f"{ONE}narrative/<str:section>/", drafting.SectionView.as_view(), name="report_section"),
    path(f"{ONE}attachments/new/", drafting.AttachView.as_view(), name="report_attach"),
    path(f"{ONE}attachments/<int:file>/", drafting.attachment, name="report_attachment"),
    path(f"{ONE}attachments/<int:file>/remove/", drafting.DetachView.as_view(), name="report_detach"),
    path(f"{ONE}send/", drafting.SendView.as_view(), name="report_send"),
    path(f"{ONE}extend/", deciding.ExtendView.as_view(), name="report_extend"),
    path(f"{ONE}approve/", deciding.ApproveView.as_view(), name="report_approve"),
    path(f"{ONE}return/", deciding.ReturnView.as_view(), name="report_return"),
    path(f"{ONE}reopen/", deciding.ReopenView.as_view(), name="report_reopen"),
]
