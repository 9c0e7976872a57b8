from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.arguments import day_argument
from reports.commanding import give_out
from reports.forecasting.backtest import backtest
from reports.forecasting.backtest_text import backtest_text


class Command(BaseCommand):
    help = "Dự báo thử tại từng cuối tháng đã qua và so với thực tế."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", default="2019-01-31")
        parser.add_argument("--as-of", required=True)
        parser.add_argument("--output")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = day_argument(options["since"]), day_argument(options["as_of"])
        if not first < last:
            raise CommandError(_("--since phải trước --as-of."))
        self.stdout.ending = ""
        give_out(backtest_text(backtest(first, last)).encode(), options["output"], self.stdout)
