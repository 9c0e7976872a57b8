from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.commanding import give_out
from reports.opening import add_source_arguments, source_argument
from reports.summary_files import summary_csv, summary_json, summary_table


class Command(BaseCommand):
    help = "Tổng hợp toàn quốc tính đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        add_source_arguments(parser)
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
        parser.add_argument("--output")

    def handle(self, *args: Any, **options: Any) -> None:
        summary = source_argument(options).summary
        if options["format"] == "csv":
            content = summary_csv(summary)
        elif options["format"] == "json":
            content = summary_json(summary)
        else:
            content = summary_table(summary).encode()
        self.stdout.ending = ""
        give_out(content, options["output"], self.stdout)
