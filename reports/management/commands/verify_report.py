from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from reports.freezing import verify
from reports.opening import report_argument


class Command(BaseCommand):
    help = "Kiểm tra báo cáo niêm phong: các dòng lưu trữ còn cho đúng mã băm hay không."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report")

    def handle(self, *args: Any, **options: Any) -> None:
        report = report_argument(options["report"])
        difference = verify(report)
        if difference:
            raise CommandError(difference.text)
        words = {"number": report.pk, "hash": report.sha256}
        self.stdout.write(_("Báo cáo %(number)s còn nguyên: %(hash)s") % words)
