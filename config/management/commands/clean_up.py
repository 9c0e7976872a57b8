from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.cleaning import clean_up


class Command(BaseCommand):
    help = "Xóa việc dài đã xong cùng tệp của nó, tệp tải lên và phiên đăng nhập đã hết hạn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="giữ việc đã xong bao nhiêu ngày")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError(_("Số ngày phải từ 1 trở lên."))
        words = _(
            "Đã xóa %(works)s việc, %(uploads)s tệp tải lên, %(answers)s câu trả lời, %(sessions)s phiên."
        )
        self.stdout.write(words % clean_up(days=options["days"]))
