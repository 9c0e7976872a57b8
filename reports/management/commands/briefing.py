from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communes.arguments import day_argument
from reports.briefing.document import briefing_on
from reports.briefing.fonts import FontMissing
from reports.briefing.process import RenderingFailed
from reports.commanding import give_out


class Command(BaseCommand):
    help = "Báo cáo sơ kết dạng PDF tính đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", required=True)
        parser.add_argument("--output", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_argument(options["as_of"])
        try:
            content = briefing_on(day)
        except (FontMissing, RenderingFailed) as error:
            raise CommandError(str(error)) from error
        give_out(content, options["output"], self.stdout)
