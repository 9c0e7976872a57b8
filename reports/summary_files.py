"""A Summary as CSV, JSON and a terminal table; the columns are the contract's."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _

from communes.formats import format_day, format_number, in_english
from deployment.list_files import write_table
from deployment.open_book import OpenBook
from reports.columns import columns_for, percent
from reports.summary import NATION, Figures, Summary

NATION_NAME = "Cả nước"
FIGURES = (
    "communes", "communes_deployed", "communes_organised", "communes_at_minimum", "communes_with_chief",
    "communes_compliant", "officers", "shortfall", "compliance_rate",
)  # fmt: skip
COLUMNS = ("province_code", "province_name", "region_code", *FIGURES)


def summary_name(day: date, extension: str, sealed: int | None = None) -> str:
    """Give the name of the file of a day's summary; sealed: the number of the report that it is of.

    The workbook's heads are in the reader's language; the CSV is the same in every one.
    """
    mark = f"-niem-phong-{sealed}" if sealed else "-en" if extension == "ods" and in_english() else ""
    return f"tong-hop-{day}{mark}.{extension}"


def summary_csv(summary: Summary) -> bytes:
    """Give the provinces in code order, then the nation: UTF-8 without BOM, LF."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in summary.provinces:
        place = row.province
        named = {
            "province_code": place.code,
            "province_name": place.name,
            "region_code": place.region.code,
        }
        writer.writerow(named | _texts(row.figures))
    nation = {"province_code": NATION, "province_name": NATION_NAME, "region_code": ""}
    writer.writerow(nation | _texts(summary.national))
    return text.getvalue().encode()


def summary_ods(summary: Summary) -> bytes:
    """Give the same rows as an OpenDocument spreadsheet, for people: the headers of the page."""
    columns = [(column.name, str(column.label)) for column in columns_for(summary.rule)]
    headers = [_("Mã tỉnh"), _("Địa phương"), _("Vùng"), *(label for _name, label in columns), _("Tỷ lệ đạt")]

    def row(code: str, name: str, region: str, figures: Figures) -> list[Any]:
        counts = [getattr(figures, name) for name, _label in columns]
        return [code, name, region, *counts, figures.compliance_rate]

    rows = [
        row(place.province.code, place.province.name, place.province.region.name, place.figures)
        for place in summary.provinces
    ]
    rows.append(row(NATION, _("Cả nước"), "", summary.national))
    above = [_("Số liệu đến hết ngày %(day)s") % {"day": format_day(summary.as_of)}]
    widths = [8, 24, 30, *(max(len(label), 10) for _name, label in columns), 10]
    content = BytesIO()
    with OpenBook(content) as book:
        write_table(book, _("Tổng hợp toàn quốc"), above, headers, widths, rows)
    return content.getvalue()


def summary_json(summary: Summary) -> bytes:
    """Give the nation, the regions and the provinces, with the rule in force."""
    return (json.dumps(summary_data(summary), ensure_ascii=False, indent=1) + "\n").encode()


def summary_data(summary: Summary) -> dict[str, Any]:
    """Give what the JSON file and the API say, as plain values."""
    return {
        "as_of": summary.as_of.isoformat(),
        "rule": {
            "minimum": summary.rule.minimum,
            "chief_required": summary.rule.chief_required,
            "rules": list(summary.rule.rules),
        },
        "national": numbers_of(summary.national),
        "regions": [
            {"region_code": row.region.code, "region_name": row.region.name, **numbers_of(row.figures)}
            for row in summary.regions
        ],
        "provinces": [
            {
                "province_code": row.province.code,
                "province_name": row.province.name,
                "region_code": row.province.region.code,
                **numbers_of(row.figures),
            }
            for row in summary.provinces
        ],
    }


def summary_table(summary: Summary) -> str:
    """Give the provinces and the nation as aligned text."""
    heads = ("", "Tỷ lệ đạt", "Xã, TT", "Bố trí", "Tổ chức", "Đủ", "Trưởng", "Đạt", "Cán bộ", "Thiếu")
    rows = [(row.province.short_name, row.figures) for row in summary.provinces]
    lines = [_line(heads)]
    lines += [_line((name, *_cells(figures))) for name, figures in [*rows, (NATION_NAME, summary.national)]]
    return "\n".join(lines) + "\n"


def _line(cells: tuple[str, ...]) -> str:
    return f"{cells[0]:<20}" + "".join(f"{cell:>11}" for cell in cells[1:])


def _cells(figures: Figures) -> list[str]:
    rate = percent(figures.communes_compliant, figures.communes)
    return [rate, *(format_number(getattr(figures, name)) for name in FIGURES[:-1])]


def _texts(figures: Figures) -> dict[str, Any]:
    rate = figures.compliance_rate
    return {name: getattr(figures, name) for name in FIGURES[:-1]} | {
        "compliance_rate": "" if rate is None else str(rate)
    }


def numbers_of(figures: Figures) -> dict[str, Any]:
    """Give the counts of one place under the contract's names."""
    rate = figures.compliance_rate
    return {name: getattr(figures, name) for name in FIGURES[:-1]} | {
        "compliance_rate": None if rate is None else float(rate)
    }
