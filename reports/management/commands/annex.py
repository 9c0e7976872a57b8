from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from reports.commanding import give_out
from reports.opening import add_language_argument, add_source_arguments, source_argument
from reports.workbook import open_workbook_of, workbook_of


class Command(BaseCommand):
    help = "Các phụ lục dạng bảng tính (.xlsx, hoặc .ods theo tên tệp)."

    def add_arguments(self, parser: CommandParser) -> None:
        add_source_arguments(parser)
        add_language_argument(parser)
        parser.add_argument("--output", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        source = source_argument(options)
        with override(options["language"]):
            is_open = options["output"].lower().endswith(".ods")
            content = (open_workbook_of if is_open else workbook_of)(source)
        give_out(content, options["output"], self.stdout)
