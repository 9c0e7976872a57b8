from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.tokens import DEFAULT_DAYS, TokenRefused, issue_token


class Command(BaseCommand):
    help = "Lập mã truy cập API cho một tài khoản; mã chỉ in ra một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="tên tài khoản")
        parser.add_argument("--days", type=int, default=DEFAULT_DAYS)
        parser.add_argument("--label", default="", help="mã dùng cho việc gì")
        parser.add_argument("--read-only", action="store_true", help="chỉ được đọc")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {options['name']}.")
        try:
            text = issue_token(
                user=user, label=options["label"], days=options["days"], may_write=not options["read_only"]
            )
        except TokenRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(text)
