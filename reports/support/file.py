"""The conditions of a report as the file that the import takes back."""

import csv
from io import StringIO

from reports.models import ProvincialReport, SupportCondition
from reports.support.columns import COLUMNS, Column, shown
from reports.support.grid import communes_of


def conditions_csv(report: ProvincialReport) -> bytes:
    """Give every commune of the report with what is stored: UTF-8 with BOM, for spreadsheets."""
    stored = {record.commune_id: record for record in SupportCondition.objects.filter(report=report)}
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["Mã xã", "Tên xã", *(column.header for column in COLUMNS)])
    for commune in communes_of(report):
        record = stored.get(commune.pk)
        writer.writerow([commune.code, commune.name, *(_cell(record, column) for column in COLUMNS)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(record: SupportCondition | None, column: Column) -> str:
    return shown(record, column).replace(".", "")
