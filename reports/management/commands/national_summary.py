from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from communes.arguments import day_argument
from reports.commanding import give_out
from reports.summary import summary_on
from reports.summary_files import summary_csv, summary_json, summary_table


class Command(BaseCommand):
    help = "Tổng hợp toàn quốc tính đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", required=True)
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
        parser.add_argument("--output")

    def handle(self, *args: Any, **options: Any) -> None:
        summary = summary_on(day_argument(options["as_of"]))
        if options["format"] == "csv":
            content = summary_csv(summary)
        elif options["format"] == "json":
            content = summary_json(summary)
        else:
            content = summary_table(summary).encode()
        self.stdout.ending = ""
        give_out(content, options["output"], self.stdout)
