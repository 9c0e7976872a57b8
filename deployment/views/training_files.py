"""The training of officers as a file: what its reader may see of it, in the columns of the import."""

from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, Any

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.scope import visible_to
from communes.calendar import today
from deployment.exporting import write_csv, write_sheet, write_xlsx
from deployment.importing.trainings.files import TRAININGS, exported_trainings
from deployment.models import Training
from deployment.open_book import OpenBook
from deployment.views.sending import written_file


@require_safe
def training_file(request: UserRequest, extension: str) -> FileResponse:
    """All records in scope; `?province=` narrows them for who sees the nation."""
    writer = WRITERS.get(extension)
    if writer is None:
        raise Http404
    trainings = visible_to(request.user, Training.objects.all())
    if code := request.GET.get("province", ""):
        trainings = trainings.filter(province__code=code)
    request.records_read = trainings.count()
    rows = exported_trainings(trainings)
    return written_file(lambda file: writer(rows, file), f"boi-duong-{today().isoformat()}", extension)


def _write_csv(rows: Iterator[list[Any]], file: IO[bytes]) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    write_csv(rows, text, TRAININGS.columns)
    text.detach()


def _write_xlsx(rows: Iterator[list[Any]], file: IO[bytes]) -> None:
    write_xlsx(rows, file, TRAININGS)


def _write_ods(rows: Iterator[list[Any]], file: IO[bytes]) -> None:
    with OpenBook(file) as book:
        write_sheet(book, rows, TRAININGS)


WRITERS = {"csv": _write_csv, "xlsx": _write_xlsx, "ods": _write_ods}
