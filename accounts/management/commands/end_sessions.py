from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.signing_in.sessions import end_sessions


class Command(BaseCommand):
    help = "Kết thúc ngay mọi phiên đăng nhập của một tài khoản, hoặc của tất cả (--all)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?")
        parser.add_argument("--all", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if bool(name) == options["all"]:
            raise CommandError("Hãy nêu tên một tài khoản, hoặc --all.")
        user = User.objects.filter(username=name).first() if name else None
        if name and user is None:
            raise CommandError(f"Không có tài khoản {name}.")
        self.stdout.write(f"Đã kết thúc {end_sessions(user)} phiên.")
