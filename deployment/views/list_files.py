"""The lists as files: the one door through which personal records leave in bulk."""

from tempfile import TemporaryFile
from typing import Any

from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from deployment.exporting import ExportTooLong
from deployment.list_files import ListFile
from deployment.open_sheet import MEDIA_TYPE
from deployment.views.assignments import AssignmentListView
from deployment.views.communes import CommuneListView
from deployment.views.lists import DatedListView
from deployment.views.officers import OfficerListView

LISTS: tuple[type[DatedListView], ...] = (CommuneListView, OfficerListView, AssignmentListView)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": MEDIA_TYPE,
}


def list_file(request: HttpRequest, list_name: str, extension: str) -> HttpResponseBase:
    """The list of that name, filtered and sorted as its address says, as a file."""
    found = next((view for view in LISTS if view.list_name == list_name), None)
    if found is None or extension not in TYPES:
        raise Http404
    return _FILES[found].as_view()(request, extension=extension)


class ListFileMixin:
    """Answers a list's address with all its rows instead of a page of them."""

    def render_to_response(self: Any, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        if self.filterset.form.errors:
            raise BadRequest(_("Bộ lọc có chỗ chưa đọc được, nên chưa có gì để tải về."))
        file, extension = self.file(context["table"]), self.kwargs["extension"]
        self.request.records_read = self.totals.count
        content = TemporaryFile()  # noqa: SIM115  (the answer closes it)
        try:
            writers = {"xlsx": file.write_xlsx, "ods": file.write_ods, "csv": file.write_csv}
            writers[extension](content)
        except ExportTooLong as error:
            raise BadRequest(str(error)) from error
        content.seek(0)
        name = f"{self.list_name}-{self.day.isoformat()}.{extension}"
        headers = {"Cache-Control": "private, no-store"}
        return FileResponse(
            content, as_attachment=True, filename=name, content_type=TYPES[extension], headers=headers
        )

    def file(self: Any, table: Any) -> ListFile:
        """Give the file of the rows in the order of the page."""
        when = localtime()
        taken = _("%(user)s, %(time)s ngày %(day)s") % {
            "user": self.request.user,
            "time": when.strftime("%H:%M"),
            "day": format_day(when.date()),
        }
        context = (
            (_("Số liệu đến hết ngày"), format_day(self.day)),
            (_("Phạm vi"), self.scope_words),
            (_("Bộ lọc"), self.filterset.in_words or _("không")),
            (_("Số dòng"), format_number(self.totals.count)),
            (_("Người tải, thời điểm"), taken),
        )
        title = str(self.list_name.label)
        return ListFile(title, context, table, table.data.data, self.totals.count)


def _with_file(view: type[DatedListView]) -> type[DatedListView]:
    return type(f"{view.__name__}File", (ListFileMixin, view), {})


_FILES = {view: _with_file(view) for view in LISTS}
