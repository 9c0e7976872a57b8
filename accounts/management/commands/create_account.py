import secrets
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.creating import AccountRefused, create_account


class Command(BaseCommand):
    help = "Tạo tài khoản; không có --password-stdin thì mật khẩu được sinh ngẫu nhiên và in ra một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--role", required=True)
        parser.add_argument("--province")
        parser.add_argument("--password-stdin", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        given = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        password = secrets.token_urlsafe(15) if given is None else given
        try:
            user = create_account(
                name=options["name"],
                role=options["role"],
                province_code=options["province"],
                password=password,
                is_temporary=given is None,
            )
        except AccountRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã tạo tài khoản {user.username} ({user.get_role_display()}).")
        if given is None:
            self.stdout.write(
                f"Mật khẩu tạm, chỉ hiện một lần, dùng được 7 ngày và phải đổi ngay: {password}"
            )
