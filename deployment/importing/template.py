"""The template: what the province has now, as a workbook that guides who fills it in."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import Choices
from django.utils.translation import gettext as _

from deployment.choices import Force, Post, Rank, Sex
from deployment.exporting import SAFE_OPTIONS, write_sheet
from deployment.importing.columns import COLUMNS, Key, file_words

LISTED: dict[Any, type[Choices]] = {Key.SEX: Sex, Key.RANK: Rank, Key.FORCE: Force, Key.POSITION: Post}
INSTRUCTIONS = "Hướng dẫn"  # a sheet that an import passes over without a word
LAST_ROW = 100_000  # what an import takes, below the header


def template(rows: Iterable[list[Any]]) -> bytes:
    """Give the workbook: the sheet to fill in first, then the instructions."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {**SAFE_OPTIONS, "in_memory": True}) as workbook:
        sheet = write_sheet(workbook, rows)
        for place, column in enumerate(COLUMNS):
            if column.key in LISTED:
                offer(sheet, place, list(file_words(LISTED[column.key]).values()))
        instruct(workbook, guide())
    return stream.getvalue()


def guide() -> list[tuple[str, str]]:
    """Give the lines of instructions: how to use the file, and what belongs in each column."""
    return [*_rules(), ("", ""), *_columns()]


def offer(sheet: Any, place: int, words: list[str]) -> None:
    """Let the cells of a column offer `words`; other spellings are warned of and not refused."""
    sheet.data_validation(
        1,
        place,
        LAST_ROW,
        place,
        {
            "validate": "list",
            "source": words,
            "error_type": "warning",
            "error_title": _("Không có trong danh mục"),
            "error_message": _("Hãy chọn một giá trị trong danh sách."),
        },
    )


def instruct(workbook: Any, lines: Iterable[tuple[str, str]]) -> None:
    """Add the sheet of instructions: what each line is about, and what to do."""
    page = workbook.add_worksheet(INSTRUCTIONS)
    bold, wrap = (
        workbook.add_format({"bold": True}),
        workbook.add_format({"text_wrap": True, "valign": "top"}),
    )
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 95)
    for number, (left, right) in enumerate(lines):
        page.write_string(number, 0, left, bold)
        page.write_string(number, 1, right, wrap)


def _rules() -> list[tuple[str, str]]:
    use = _("Sửa và thêm dòng ở trang “Phân công”, lưu thành .xlsx rồi tải lên; cột id để nguyên.")
    rows = _(
        "Mỗi dòng là một lần giữ chức vụ. Dòng không đổi được bỏ qua; xóa dòng khỏi tệp không xóa dữ liệu."
    )
    moved = _(
        "Thêm dòng mới cùng số hiệu, họ tên và ngày sinh, với xã mới, “Từ ngày” mới;"
        " lần trước tự kết thúc ngày hôm trước."
    )
    required = _("%(columns)s phải có ở mọi dòng, kể cả dòng thêm cho cán bộ đã có trên hệ thống.") % {
        "columns": ", ".join(column.header for column in COLUMNS if column.required)
    }
    blank = _(
        "Giới tính, Cấp bậc hàm: giữ giá trị đang lưu. Lực lượng: là Chính quy. Đến ngày, Số quyết định,"
        " Ngày quyết định: giá trị đang lưu bị xóa, có cảnh báo."
    )
    several = _(
        "Họ tên, cấp bậc hàm, lực lượng lấy theo dòng có “Từ ngày” muộn nhất;"
        " ô cấp bậc hàm để trống không tính."
    )
    return [
        (_("Cách dùng"), use),
        ("", rows),
        (_("Bắt buộc"), required),
        (_("Ô để trống"), blank),
        (_("Nhiều dòng một người"), several),
        (_("Người mới"), _("Thêm một dòng với số hiệu mới.")),
        (_("Kết thúc"), _("Ghi “Đến ngày” (ngày cuối giữ chức) vào dòng đang để trống.")),
        (_("Điều chuyển"), moved),
        (_("Ghi hay không"), _("Hệ thống cho xem trước, rồi ghi tất cả các dòng hoặc không ghi dòng nào.")),
    ]


def _columns() -> list[tuple[str, str]]:
    """Give what belongs in each column."""
    words: dict[Any, str] = {
        Key.SERVICE_NUMBER: _("6 chữ số, gạch nối, 3 chữ số, ví dụ 123456-789."),
        Key.DATE_OF_BIRTH: _("Ngày/tháng/năm, ví dụ 12/04/1988."),
        Key.COMMUNE_CODE: _("5 chữ số, ví dụ 03162; số 0 ở đầu được giữ."),
        Key.COMMUNE_NAME: _("Có thể để trống; nếu ghi thì phải khớp với mã xã."),
        Key.START_DATE: _("Ngày đầu giữ chức."),
        Key.END_DATE: _("Ngày CUỐI giữ chức; để trống nếu đang giữ chức."),
    }
    words |= {key: ", ".join(file_words(choices).values()) for key, choices in LISTED.items()}
    required = _("Bắt buộc.")
    return [
        (
            column.header,
            " ".join(filter(None, [required if column.required else "", words.get(column.key, "")])),
        )
        for column in COLUMNS
    ]
