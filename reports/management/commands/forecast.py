import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.arguments import day_argument
from communes.formats import format_day
from communes.models import Province
from reports.forecasting.forecast import Forecast, Outlook, forecasts_on


class Command(BaseCommand):
    help = "Ngày mọi xã của từng tỉnh đạt yêu cầu, theo nhịp 3, 6 và 12 tháng qua, kèm khoảng dự báo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", required=True)
        parser.add_argument("--province")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        day, code = day_argument(options["as_of"]), options["province"]
        provinces = Province.objects.filter(code=code) if code is not None else Province.objects.all()
        if not provinces.exists():
            raise CommandError(_("Không có tỉnh, thành phố mang mã “%(code)s”.") % {"code": code})
        told = {row.province.code: row for row in forecasts_on(day, provinces)}
        nothing = Outlook(day, 0, 0, ())
        rows = [told.get(unit.code, Forecast(unit, nothing)) for unit in provinces.order_by("code")]
        self.stdout.ending = ""
        self.stdout.write(_json(day, rows) if options["format"] == "json" else _table(rows))


def _json(day: date, rows: list[Forecast]) -> str:
    provinces = [
        {
            "province_code": row.province.code,
            "complies_on": _iso(row.outlook.complies_on),
            "earliest": _iso(row.outlook.earliest),
            "latest": _iso(row.outlook.latest),
            "reason": row.outlook.reason,
            "communes": row.outlook.whole,
            "communes_compliant": row.outlook.reached,
            "gained": {str(pace.months): pace.gained for pace in row.outlook.paces},
        }
        for row in rows
    ]
    data = {"as_of": day.isoformat(), "provinces": provinces}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _table(rows: list[Forecast]) -> str:
    lines = []
    for row in rows:
        outlook = row.outlook
        days = [
            format_day(day) if day else "–" for day in (outlook.complies_on, outlook.earliest, outlook.latest)
        ]
        done = f"{outlook.reached}/{outlook.whole}"
        cells = f"{row.province.short_name:<20}{done:>9}" + "".join(f"{day:>12}" for day in days)
        lines.append(f"{cells}  {outlook.reason or ''}".rstrip())
    return "\n".join(lines) + "\n"
