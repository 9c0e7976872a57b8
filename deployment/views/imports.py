"""The import as its user walks through it: a file, a preview, a confirmation, a receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import UserRequest
from accounts.scope import changeable_by, may_enter_postings
from accounts.signing_in.kept_forms import kept_for
from communes.attached import CSV, XLSX, attached
from communes.formats import active_language, format_number
from communes.models import Province
from deployment.choices import ImportKind
from deployment.exporting import POSTINGS, exported_rows
from deployment.forms.imports import UploadForm
from deployment.importing import uploads
from deployment.importing.annotating import annotated_csv, annotated_xlsx
from deployment.importing.columns import COLUMNS_OF, keys_by_name
from deployment.importing.headers import columns_header
from deployment.importing.preview import Preview
from deployment.importing.reading import MOST_BYTES, read_sheet
from deployment.importing.result import OUTCOMES, ImportRefused, Outcome, ProposalChanged
from deployment.importing.template import guide, template
from deployment.importing.trainings.files import (
    TRAININGS,
    exported_trainings,
    training_guide,
    training_template,
)
from deployment.importing.unfinished import unfinished_of
from deployment.models import Assignment, Training, Upload, Work
from deployment.receipts import receipts_of
from deployment.work import start

UNPROCESSABLE, CONFLICT = 422, 409
ON_A_PAGE = 100
WAYS_IN = {  # the page on which a file is chosen
    ImportKind.ASSIGNMENTS: ("deployment:import", gettext_lazy("Nhập từ tệp")),
    ImportKind.TRAININGS: ("deployment:import_trainings", gettext_lazy("Nhập đào tạo, bồi dưỡng")),
}
MOST_ERRORS_ABOVE = 10


def refuse_readers(request: UserRequest) -> None:
    """Who enters no postings imports none: raises PermissionDenied."""
    if not may_enter_postings(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: UserRequest, kind: ImportKind) -> HttpResponse:
    """Choose a file; what cannot be read at all is refused here, in one sentence."""
    refuse_readers(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    kept_for(request)  # the page then says that the file has to be chosen again
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(MOST_BYTES + 1)
            begun = uploads.begin(user=request.user, name=file.name, content=content, kind=kind)
        except ImportRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            name = "deployment:work" if isinstance(begun, Work) else "deployment:preview"
            return redirect(name, begun.pk)
    context = {
        "form": form,
        "kind": kind.value,
        "unfinished": unfinished_of(request.user, kind),
        "receipts": receipts_of(request.user)[:5],
        "provinces": () if request.user.is_provincial else Province.objects.order_by("code"),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "deployment/import_upload.html", context, status=status)


@require_safe
def template_file(request: UserRequest) -> HttpResponse:
    """What the province has now, as the workbook to fill in."""
    refuse_readers(request)
    province = request.user.province or get_object_or_404(Province, code=request.GET.get("province", ""))
    own = changeable_by(request.user, Assignment.objects.filter(province=province))
    return attached(template(exported_rows(own)), XLSX, f"bo-tri-{province.code}.xlsx")


@require_safe
def training_template_file(request: UserRequest) -> HttpResponse:
    """What the province has recorded of training, as the workbook to fill in."""
    refuse_readers(request)
    province = request.user.province or get_object_or_404(Province, code=request.GET.get("province", ""))
    own = changeable_by(request.user, Training.objects.filter(province=province))
    return attached(training_template(exported_trainings(own)), XLSX, f"boi-duong-{province.code}.xlsx")


def own_upload(request: UserRequest, pk: UUID) -> tuple[Upload, Preview]:
    """Give an upload of the user's own and its preview. Raises Http404."""
    refuse_readers(request)
    found = get_object_or_404(Upload.objects.select_related("receipt"), pk=pk, user=request.user)
    if found.preview is None:
        raise Http404
    return found, Preview.unpacked(bytes(found.preview))


@require_safe
@never_cache
def preview(request: UserRequest, pk: UUID) -> HttpResponse:
    """What the file would do: counts, all errors, every row by its class, the effect on the rule."""
    found, shown = own_upload(request, pk)
    if found.receipt:
        return redirect("deployment:receipt", found.receipt.pk)
    if "changed" in request.GET:
        messages.warning(request, _("Dữ liệu đã thay đổi từ lúc xem trước; đây là kết quả mới. Chưa ghi gì."))
    if shown.language != active_language():
        return _checked_again(request, found)
    return render(request, "deployment/import_preview.html", preview_context(request, found, shown))


def _checked_again(request: UserRequest, found: Upload) -> HttpResponse:
    """Judge a file once more, in the language that its owner has chosen meanwhile."""
    done = uploads.check_anew(found)
    if isinstance(done, Work):
        return redirect("deployment:work", done.pk)
    return render(request, "deployment/import_preview.html", preview_context(request, found, done))


def preview_context(request: UserRequest, found: Upload, shown: Preview) -> dict[str, Any]:
    """Give what the page needs; `?show=` chooses the class whose rows are listed, `?page=` the page."""
    chosen = request.GET.get("show", "")
    if chosen not in Outcome.__members__.values():
        chosen = next((o.value for o in Outcome if shown.counts.get(o.value)), Outcome.CREATED.value)
    lines = [line for line in shown.lines if line.outcome == chosen]
    rows = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    errors = Paginator(shown.errors, ON_A_PAGE).get_page(request.GET.get("errors"))
    again, title = WAYS_IN[ImportKind(shown.kind)]
    return {
        "upload": found,
        "preview": shown,
        "import_url": reverse(again),
        "import_title": title,
        "classes": [(o.value, o.words, shown.counts.get(o.value, 0)) for o in OUTCOMES[shown.kind]],
        "chosen": chosen,
        "kept_show": f"show={chosen}&",
        "chosen_words": Outcome(chosen).words,
        "rows": rows,
        "row_pages": rows.paginator.get_elided_page_range(rows.number, on_each_side=1, on_ends=1),
        "errors": errors,
        "error_pages": errors.paginator.get_elided_page_range(errors.number, on_each_side=1, on_ends=1),
        "first_errors": shown.errors[:MOST_ERRORS_ABOVE],
        "more_errors": len(shown.errors) - MOST_ERRORS_ABOVE,
        "warnings": shown.warnings[:MOST_ERRORS_ABOVE],
        "more_warnings": len(shown.warnings) - MOST_ERRORS_ABOVE,
    }


@require_safe
def annotated_file(request: UserRequest, pk: UUID, extension: str) -> HttpResponse:
    """The same file back, with what is wrong beside each row."""
    found, shown = own_upload(request, pk)
    try:
        columns = COLUMNS_OF[shown.kind]
        sheet = read_sheet(bytes(found.content), found.name, keys_by_name(columns))
        header = columns_header(sheet, columns)
    except ImportRefused as error:
        raise Http404 from error
    stem = found.name.rpartition(".")[0]
    if extension == "csv":
        return attached(annotated_csv(sheet, header, shown.errors), CSV, f"loi-{stem}.csv")
    if extension == "xlsx":
        of_training = shown.kind == ImportKind.TRAININGS
        title, lines = (TRAININGS.title, training_guide()) if of_training else (POSTINGS.title, guide())
        return attached(annotated_xlsx(sheet, header, shown.errors, title, lines), XLSX, f"loi-{stem}.xlsx")
    raise Http404


@require_POST
def confirm(request: UserRequest, pk: UUID) -> HttpResponse:
    """Write what was looked at: here, or by the worker where it is long."""
    found, shown = own_upload(request, pk)
    if shown.errors:
        messages.error(request, _("Tệp còn lỗi; chưa ghi dòng nào."))
        return render(
            request, "deployment/import_preview.html", preview_context(request, found, shown), status=CONFLICT
        )
    if shown.rows > uploads.LONG and not found.receipt:
        return redirect("deployment:work", _write_later(request, found, shown).pk)
    try:
        receipt = uploads.confirm(found)
    except ProposalChanged:
        uploads.check(found)
        return redirect(reverse("deployment:preview", args=[found.pk]) + "?changed=1")
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
        return render(
            request, "deployment/import_preview.html", preview_context(request, found, shown), status=CONFLICT
        )
    for text in shown.resting:
        messages.warning(request, text)
    return redirect("deployment:receipt", receipt.pk)


def _write_later(request: UserRequest, found: Upload, shown: Preview) -> Work:
    """Let the worker write; asked again, the work that is under way."""
    words = {"name": found.name, "rows": format_number(shown.changing)}
    title = _("Ghi %(rows)s thay đổi từ tệp %(name)s") % words
    under_way = Work.objects.filter(
        kind=uploads.WRITE, owner=request.user, arguments={"upload": str(found.pk)}, finished_at=None
    ).first()
    return under_way or start(
        uploads.WRITE, owner=request.user, province=found.province, title=title, upload=str(found.pk)
    )
