"""Training as files: the export, and the template, which is the same with guidance."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deployment.choices import Course
from deployment.exporting import AT_A_TIME, SAFE_OPTIONS, Layout, write_sheet
from deployment.importing.columns import TRAINING_COLUMNS, TrainingKey, file_words
from deployment.importing.template import instruct, offer
from deployment.models import Training

TRAININGS = Layout("Bồi dưỡng", TRAINING_COLUMNS)
FIELDS = (
    "officer__service_number", "officer__full_name", "course", "completed_on", "certificate_number", "remark",
    "id",
)  # fmt: skip


def exported_trainings(trainings: QuerySet[Training]) -> Iterator[list[Any]]:
    """Yield a row for each record: the columns of the import, then the id; days are dates.

    Ordered by service number, day and course; read through a server-side cursor.
    """
    ordered = trainings.order_by("officer__service_number", "completed_on", "course", "id")
    words = file_words(Course)
    for values in ordered.values_list(*FIELDS).iterator(chunk_size=AT_A_TIME):
        row = list(values)
        row[2] = words[row[2]]
        yield row


def training_template(rows: Iterable[list[Any]]) -> bytes:
    """Give the workbook: the sheet to fill in first, then the instructions."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {**SAFE_OPTIONS, "in_memory": True}) as workbook:
        sheet = write_sheet(workbook, rows, TRAININGS)
        place = list(TrainingKey).index(TrainingKey.COURSE)
        offer(sheet, place, list(file_words(Course).values()))
        instruct(workbook, training_guide())
    return stream.getvalue()


def training_guide() -> list[tuple[str, str]]:
    """Give the lines of instructions: how to use the file, and what belongs in each column."""
    words: dict[Any, str] = {
        TrainingKey.SERVICE_NUMBER: _("6 chữ số, gạch nối, 3 chữ số, của cán bộ đã có hồ sơ."),
        TrainingKey.FULL_NAME: _("Có thể để trống; nếu ghi thì phải khớp với số hiệu."),
        TrainingKey.COURSE: ", ".join(file_words(Course).values()),
        TrainingKey.COMPLETED_ON: _("Ngày cuối cùng của khóa học, ví dụ 31/05/2021; không sau hôm nay."),
        TrainingKey.CERTIFICATE_NUMBER: _("Có thể để trống."),
        TrainingKey.REMARK: _("Có thể để trống."),
    }
    required = _("Bắt buộc.")
    told = [
        (c.header, f"{required} {words[c.key]}" if c.required else words[c.key]) for c in TRAINING_COLUMNS
    ]
    use = _("Sửa và thêm dòng ở trang “Bồi dưỡng”, lưu thành .xlsx rồi tải lên; cột id để nguyên.")
    rows = _(
        "Mỗi dòng là một khóa mà một cán bộ đã hoàn thành. Cùng số hiệu, nội dung và ngày là cùng một lần: "
        "dòng đó sửa phần còn lại. Xóa dòng khỏi tệp không xóa dữ liệu."
    )
    return [(_("Cách dùng"), use), ("", rows), ("", ""), *told]
