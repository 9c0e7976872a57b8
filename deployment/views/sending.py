"""What answers share: a form sent twice makes one change, a file is given whole or not at all."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.requests import UserRequest
from communes.attached import CSV, ODS, XLSX
from deployment.exporting import ExportTooLong
from deployment.once import AlreadyDone, once

TYPES = {"csv": CSV, "xlsx": XLSX, "ods": ODS}


def led_by(request: UserRequest, token: UUID, act: Callable[[], str]) -> HttpResponse:
    """Carry out `act` for the form `token`, and lead where it says; a second sending changes nothing.

    Raises what `act` raises.
    """
    try:
        return redirect(once(token=token, user=request.user, act=act))
    except AlreadyDone as done:
        messages.info(request, _("Biểu mẫu này đã được ghi trước đó; không ghi lần thứ hai."))
        return redirect(done.target)


def written_file(write: Callable[[IO[bytes]], Any], name: str, extension: str) -> FileResponse:
    """Answer with what `write` writes, whole and kept by nobody; name: without its `extension`.

    Raises BadRequest where it does not fit into such a file.
    """
    content = TemporaryFile()  # noqa: SIM115  (the answer closes it)
    try:
        write(content)
    except ExportTooLong as error:
        raise BadRequest(str(error)) from error
    content.seek(0)
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{name}.{extension}",
        content_type=TYPES[extension],
        headers={"Cache-Control": "private, no-store"},
    )
