"""Addresses of the import from files, its receipts, and of long work."""

from django.urls import path

from deployment.choices import ImportKind
from deployment.views import imports, receipts, training_files, works

urlpatterns = [
    path("assignments/import/", imports.upload, {"kind": ImportKind.ASSIGNMENTS}, name="import"),
    path("trainings/import/", imports.upload, {"kind": ImportKind.TRAININGS}, name="import_trainings"),
    path("trainings/import/template.xlsx", imports.training_template_file, name="training_template"),
    path("trainings/export.<slug:extension>", training_files.training_file, name="training_file"),
    path("assignments/import/template.xlsx", imports.template_file, name="import_template"),
    path("assignments/import/<uuid:pk>/", imports.preview, name="preview"),
    path("assignments/import/<uuid:pk>/errors.<slug:extension>", imports.annotated_file, name="annotated"),
    path("assignments/import/<uuid:pk>/confirm/", imports.confirm, name="confirm"),
    path("assignments/receipts/", receipts.receipt_list, name="receipts"),
    path("assignments/receipts/<int:pk>/", receipts.receipt, name="receipt"),
    path("assignments/receipts/<int:pk>/revert/", receipts.revert_import, name="revert"),
    path("work/<uuid:pk>/", works.work, name="work"),
    path("work/<uuid:pk>/file/", works.work_file, name="work_file"),
]
