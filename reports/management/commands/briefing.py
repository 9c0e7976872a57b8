from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from reports.briefing.document import briefing_of
from reports.briefing.fonts import FontMissing
from reports.briefing.process import RenderingFailed
from reports.commanding import give_out
from reports.opening import add_language_argument, add_source_arguments, source_argument


class Command(BaseCommand):
    help = "Báo cáo sơ kết dạng PDF tính đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        add_source_arguments(parser)
        add_language_argument(parser)
        parser.add_argument("--output", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        source = source_argument(options)
        try:
            with override(options["language"]):
                content = briefing_of(source)
        except (FontMissing, RenderingFailed) as error:
            raise CommandError(str(error)) from error
        give_out(content, options["output"], self.stdout)
