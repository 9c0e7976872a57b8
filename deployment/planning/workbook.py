"""A plan as a workbook: what it does to the rule, the moves with whom to send, and where to recruit."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from communes.calendar import full_years
from communes.formats import format_day
from deployment.list_files import SAFE
from deployment.open_book import OpenBook
from deployment.planning.candidates import Candidate, MoveWithPeople
from deployment.planning.plan import Plan

BOOKS: dict[str, Callable[[io.BytesIO], Any]] = {
    "xlsx": lambda file: xlsxwriter.Workbook(file, SAFE | {"in_memory": True}),
    "ods": OpenBook,
}


def plan_workbook(plan: Plan, rows: Sequence[MoveWithPeople], extension: str = "xlsx") -> bytes:
    """Give the workbook of `plan`; `rows` are its moves with people, none for a plan across provinces.

    extension: one of BOOKS; the sheets are the same.
    """
    file = io.BytesIO()
    with BOOKS[extension](file) as workbook:
        head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E9EEEA", "text_wrap": True})
        title = workbook.add_format({"bold": True, "font_size": 14})
        _write(workbook, _("Tác động"), title, head, *_effect_sheet(plan))
        _write(workbook, _("Điều chuyển"), title, head, *_moves_sheet(plan, rows))
        _write(workbook, _("Cán bộ"), title, head, *_people_sheet(plan, rows))
        _write(workbook, _("Phải tuyển"), title, head, *_recruit_sheet(plan))
    return file.getvalue()


Sheet = tuple[str, list[str], list[list[Any]]]


def _effect_sheet(plan: Plan) -> Sheet:
    def row(label: str, name: str) -> list[Any]:
        return [label, getattr(plan.before, name), getattr(plan.after, name)]

    labels: dict[str, str] = {
        "communes": _("Xã, thị trấn trong phạm vi"),
        "at_minimum": _("Đủ số cán bộ tối thiểu"),
        "compliant": _("Đạt cả hai yêu cầu"),
        "shortfall": _("Số cán bộ còn thiếu"),
    }
    title = _("Phương án cân đối biên chế: %(place)s, số liệu đến hết ngày %(day)s") % {
        "place": plan.scope.name,
        "day": format_day(plan.as_of),
    }
    rows = [row(label, name) for name, label in labels.items()]
    return title, [_("Chỉ tiêu"), _("Trước"), _("Sau")], rows


def _moves_sheet(plan: Plan, rows: Sequence[MoveWithPeople]) -> Sheet:
    people = {(row.move.giver.pk, row.move.receiver.pk): row for row in rows}
    headers = [
        _("Từ mã"), _("Từ xã"), _("Từ huyện"), _("Từ tỉnh"), _("Đến mã"), _("Đến xã"), _("Đến huyện"),
        _("Đến tỉnh"), _("Số cán bộ"), _("Cùng huyện"), _("Km"), _("Gợi ý cán bộ"),
        _("Cán bộ khác có thể chọn"),
    ]  # fmt: skip
    lines = []
    for move in plan.moves:
        row = people.get((move.giver.pk, move.receiver.pk))
        lines.append([
            move.giver.code, move.giver.name, move.giver.district_name, move.giver.province_name,
            move.receiver.code, move.receiver.name, move.receiver.district_name, move.receiver.province_name,
            move.count, _("có") if move.same_district else _("không"), round(move.kilometres, 1),
            _suggestion(row) if row else "", _names(row.others) if row else "",
        ])  # fmt: skip
    return _("Điều chuyển đề xuất"), headers, lines


def _people_sheet(plan: Plan, rows: Sequence[MoveWithPeople]) -> Sheet:
    """Who could make each move, in the order of the page: members before deputies, rank, tenure, training."""
    headers = [
        _("Từ mã"), _("Từ xã"), _("Đến mã"), _("Đến xã"), _("Gợi ý"), _("Số hiệu"), _("Họ và tên"),
        _("Cấp bậc hàm"), _("Chức vụ"), _("Giữ chức từ ngày"), _("Thâm niên (tròn năm)"),
        _("Số nội dung đã bồi dưỡng"), _("Bồi dưỡng gần nhất"), _("Vướng mắc"),
    ]  # fmt: skip
    lines = []
    for row in rows:
        giver, receiver = row.move.giver, row.move.receiver
        places = [giver.code, giver.name, receiver.code, receiver.name]
        told = ((row.drafted, _("đã dự kiến")), (row.suggested, _("gợi ý")), (row.others, ""))
        lines += [[*places, word, *_person(person, plan.as_of)] for people, word in told for person in people]
    return _("Cán bộ có thể điều chuyển: công an viên trước; cấp bậc; thâm niên; bồi dưỡng"), headers, lines


def _person(person: Candidate, day: date) -> list[Any]:
    latest = person.trained.latest
    return [
        person.service_number, person.full_name, person.rank, person.post, format_day(person.since),
        full_years(person.since, day), person.trained.courses, format_day(latest) if latest else "",
        person.hindrance,
    ]  # fmt: skip


def _recruit_sheet(plan: Plan) -> Sheet:
    lines = [
        [c.code, c.name, c.district_name, c.province_name, c.officers, c.minimum, lacking]
        for c, lacking in plan.still_short
    ]
    headers = [
        _("Mã"), _("Xã, thị trấn"), _("Huyện"), _("Tỉnh"), _("Hiện có"), _("Tối thiểu"),
        _("Còn thiếu sau điều chuyển"),
    ]  # fmt: skip
    return _("Xã còn thiếu sau điều chuyển"), headers, lines


def _suggestion(row: MoveWithPeople) -> str:
    named = _names([*row.drafted, *row.suggested])
    told = (named, row.arrived_words, row.promised_words, row.withheld_words)
    return "; ".join(words for words in told if words)


def _names(people: Sequence[Candidate]) -> str:
    return "; ".join(
        f"{person.service_number} {person.full_name} ({person.rank or '–'})" for person in people
    )


def _write(
    workbook: Any, name: str, title: Any, head: Any, heading: str, headers: list[str], lines: Any
) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, heading, title)
    sheet.write_row(2, 0, headers, head)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    for place, header in enumerate(headers):
        sheet.set_column(place, place, min(max(len(header) + 4, 10), 28))
    for number, line in enumerate(lines, 3):
        sheet.write_row(number, 0, line)
