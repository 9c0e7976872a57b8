"""Import files made of a few words: a valid row, and what differs from it."""

import csv
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter

from accounts.models import User
from deployment.importing.applying import import_file
from deployment.importing.columns import HEADERS, Key
from deployment.importing.result import Outcome, Result
from deployment.models import Assignment

NA_TAU = {"commune_code": "03316", "commune_name": ""}  # another commune of Điện Biên
HA_NOI = {"commune_code": "00376", "commune_name": ""}  # Thị trấn Sóc Sơn
WINTER = {"start_date": "01/12/2020"}
OUTCOMES = [outcome.value for outcome in Outcome]


def row(**cells):
    """A member of Xã Nậm Kè since 1/3/2020."""
    return {
        "service_number": "123456-789",
        "full_name": "Lò Văn Thành",
        "date_of_birth": "12/04/1988",
        "sex": "Nam",
        "rank": "Đại úy",
        "force": "Chính quy",
        "commune_code": "03162",
        "commune_name": "Xã Nậm Kè",
        "position": "Công an viên",
        "start_date": "01/03/2020",
        "end_date": "",
        "decision_number": "15/QĐ-CAT",
        "decision_date": "20/02/2020",
    } | cells


def other(**cells):
    """The same post, held by somebody else."""
    return row(service_number="222222-333", full_name="Vừ A Dơ", date_of_birth="01/02/1990") | cells


def csv_of(rows, headers=None, delimiter=",", encoding="utf-8"):
    headers = headers or {key: key for key in rows[0]}
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headers.values())
    writer.writerows([cells.get(key, "") for key in headers] for cells in rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows, headers=HEADERS):
    """Numbers, dates and truth values become such cells; None stays empty."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False}) as workbook:
        sheet, day = workbook.add_worksheet(), workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, headers.values())
        for number, cells in enumerate(rows, 1):
            for place, key in enumerate(headers):
                value = cells.get(key)
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif value is not None:
                    sheet.write(number, place, value)
    return stream.getvalue()


def imported(user: User, *rows, dry_run=False, **cells) -> Result:
    """Import rows as .csv; `cells` are one row."""
    return import_file(csv_of(list(rows) or [row(**cells)]), "tệp.csv", user=user, dry_run=dry_run)


def classes(result: Result) -> dict[str, int]:
    """The outcomes that occur, with their counts."""
    return {outcome.value: count for outcome, count in result.outcomes.items() if count}


def errors(result: Result) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in result.errors]


def postings() -> list[tuple[str, date, date | None]]:
    """Everybody's postings: commune, first day, first day out."""
    fields = ("officer__service_number", "commune__code", "starts_on", "ends_on")
    return list(Assignment.objects.order_by(*fields[:1], "starts_on").values_list(*fields[1:]))


__all__ = [
    "HA_NOI", "HEADERS", "NA_TAU", "OUTCOMES", "WINTER", "Key", "classes", "csv_of", "errors",
    "imported", "other", "postings", "row", "xlsx_of",
]  # fmt: skip
