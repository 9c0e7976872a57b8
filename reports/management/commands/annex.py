from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.commanding import give_out
from reports.opening import add_source_arguments, source_argument
from reports.workbook import workbook_of


class Command(BaseCommand):
    help = "Các phụ lục dạng bảng tính (.xlsx)."

    def add_arguments(self, parser: CommandParser) -> None:
        add_source_arguments(parser)
        parser.add_argument("--output", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        give_out(workbook_of(source_argument(options)), options["output"], self.stdout)
