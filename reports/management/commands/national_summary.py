from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.arguments import day_argument
from deployment.held import Held
from reports.commanding import give_out
from reports.opening import add_source_arguments, source_argument
from reports.summary import Summary, summary_believed
from reports.summary_files import summary_csv, summary_json, summary_table


class Command(BaseCommand):
    help = "Tổng hợp toàn quốc tính đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        add_source_arguments(parser)
        parser.add_argument("--believed-on", help="như cơ sở dữ liệu đã ghi đến hết ngày này")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
        parser.add_argument("--output")

    def handle(self, *args: Any, **options: Any) -> None:
        summary = self._summary(options)
        if options["format"] == "csv":
            content = summary_csv(summary)
        elif options["format"] == "json":
            content = summary_json(summary)
        else:
            content = summary_table(summary).encode()
        self.stdout.ending = ""
        give_out(content, options["output"], self.stdout)

    def _summary(self, options: dict[str, Any]) -> Summary:
        if not options["believed_on"]:
            return source_argument(options).summary
        if options["report"]:
            raise CommandError(_("Báo cáo đã niêm phong không đổi; --believed-on chỉ đi cùng --as-of."))
        held = Held(day_argument(options["believed_on"]))
        return summary_believed(day_argument(options["as_of"]), held)
