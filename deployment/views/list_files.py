"""The lists as files: the one door through which personal records leave in bulk."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from communes.formats import format_day, format_number
from deployment.list_files import ListFile
from deployment.views.assignments import AssignmentListView
from deployment.views.communes import CommuneListView
from deployment.views.lists import DatedListView
from deployment.views.officers import OfficerListView
from deployment.views.sending import TYPES, written_file

LISTS: tuple[type[DatedListView], ...] = (CommuneListView, OfficerListView, AssignmentListView)


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
        writers = {"xlsx": file.write_xlsx, "ods": file.write_ods, "csv": file.write_csv}
        return written_file(writers[extension], f"{self.list_name}-{self.day.isoformat()}", extension)

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
