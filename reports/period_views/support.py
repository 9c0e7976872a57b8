"""Support conditions of a province's report: the grid, the file, the totals."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import UserRequest
from accounts.signing_in.kept_forms import kept_for
from communes.attached import CSV, attached
from deployment.forms.verbs import VerbForm
from deployment.importing.reading import MOST_BYTES
from deployment.importing.result import FileRefused, Problem
from reports.allowed import may_draft
from reports.errors import ReportRefused
from reports.models import ProvincialReport
from reports.period_views.found import found_period, found_report
from reports.period_views.steps import UNPROCESSABLE, DraftStepView
from reports.support.columns import COLUMNS
from reports.support.file import conditions_csv
from reports.support.grid import communes_of, page_of, rows_of, typed
from reports.support.reading import read_conditions
from reports.support.totals import totals_of
from reports.support.words import table_of
from reports.support.writing import write_conditions

MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """The grid of a report, a page of communes at a time; written by its own province alone."""
    report = found_report(request.user, pk, code)
    if request.method == "POST":
        return _written(request, report)
    return _grid(request, report)


def _written(request: UserRequest, report: ProvincialReport) -> HttpResponse:
    if not may_draft(request.user, report):
        raise PermissionDenied
    page = page_of(report, request.GET.get("page", "1"))
    read = typed(request.POST, page.object_list)
    if read.errors:
        return _grid(request, report, read.errors, status=UNPROCESSABLE)
    try:
        count = write_conditions(report=report, by=request.user, rows=read.rows, seen=read.seen)
    except ReportRefused as refusal:
        return _grid(request, report, {"": refusal.message}, status=refusal.status)
    messages.success(request, _("Đã ghi: %(count)s xã, thị trấn có thay đổi.") % {"count": count})
    return redirect(f"{request.path}?page={page.number}")


def _grid(
    request: UserRequest, report: ProvincialReport, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    may_write = may_draft(request.user, report) and report.is_with_province
    sent = (request.POST if errors else kept_for(request)) if may_write else None
    page = page_of(report, request.GET.get("page", "1"))
    context = {
        "report": report,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "columns": COLUMNS,
        "rows": rows_of(report, page.object_list, sent, errors),
        "refusal": (errors or {}).get("", ""),
        "errors": {name: words for name, words in (errors or {}).items() if name},
        "may_write": may_write,
        "total": table_of(totals_of(report.period, request.user), report.province),
    }
    return render(request, "reports/support/grid.html", context, status=status)


@require_safe
def support_file(request: UserRequest, pk: int, code: str) -> HttpResponse:
    """The conditions of a report as CSV."""
    report = found_report(request.user, pk, code)
    name = f"dieu-kien-bao-dam-{report.province.code}-{report.period.cut_off}.csv"
    return attached(conditions_csv(report), CSV, name)


@require_safe
def support_totals(request: UserRequest, pk: int) -> HttpResponse:
    """The totals of a period by province."""
    period = found_period(request.user, pk)
    table = table_of(totals_of(period, request.user))
    return render(request, "reports/support/totals.html", {"period": period, "table": table})


class SupportFileForm(VerbForm):
    file = forms.FileField(
        label=gettext_lazy("Tệp .xlsx hoặc .csv"),
        help_text=gettext_lazy("Đúng các cột của mẫu; ô để trống là chưa biết, 0 là không có."),
        max_length=200,
    )


class SupportImportView(DraftStepView):
    template_name = "reports/support/import.html"
    form_class = SupportFileForm
    title, button = gettext_lazy("Nhập điều kiện bảo đảm từ tệp"), gettext_lazy("Nhập")

    def back(self) -> str:
        return reverse("reports:report_support", args=[self.subject.period_id, self.subject.province.code])

    def form_valid(self, form: VerbForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        communes = {commune.code: commune for commune in communes_of(self.subject)}
        try:
            # One byte more than is read tells a file that is too large.
            read = read_conditions(upload.read(MOST_BYTES + 1), upload.name, communes)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        if read.errors:
            return self._with_problems(form, read.errors, read.notes)
        self.rows, self.notes = read.rows, read.notes
        return super().form_valid(form)

    def _with_problems(
        self, form: VerbForm, problems: tuple[Problem, ...], notes: tuple[str, ...]
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            problems=problems[:MOST_SHOWN],
            more=max(len(problems) - MOST_SHOWN, 0),
            notes=notes,
        )
        return self.render_to_response(context, status=UNPROCESSABLE)

    def perform(self, form: VerbForm) -> str:
        count = write_conditions(report=self.subject, by=self.request.user, rows=self.rows)
        messages.success(self.request, _("Đã nhập: %(count)s xã, thị trấn có thay đổi.") % {"count": count})
        for note in self.notes:
            messages.info(self.request, note)
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        file_url = reverse(
            "reports:report_support_file", args=[self.subject.period_id, self.subject.province.code]
        )
        return super().get_context_data(**kwargs) | {"file_url": file_url}
