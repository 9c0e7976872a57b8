import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communes.arguments import day_argument
from reports.errors import ReportRefused
from reports.freezing import freeze


class Command(BaseCommand):
    help = "Niêm phong báo cáo toàn quốc tính đến hết một ngày; ngày đã niêm phong thì thành bản đính chính."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", required=True)
        parser.add_argument("--title", required=True)
        parser.add_argument("--allow-incomplete", action="store_true")
        parser.add_argument("--reason", default="", help="lý do đính chính; không ghi thì lấy theo --title")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = freeze(
                as_of=day_argument(options["as_of"]),
                title=options["title"],
                by=None,
                allow_incomplete=options["allow_incomplete"],
                reason=options["reason"] or options["title"],
            )
        except ReportRefused as error:
            raise CommandError(error.message) from error
        told = {"id": report.pk, "version": report.version, "sha256": report.sha256}
        self.stdout.write(json.dumps(told))
