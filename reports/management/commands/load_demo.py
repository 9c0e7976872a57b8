from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.demo import PASSWORD, ensure_demo_accounts, who_is_who
from communes.arguments import day_argument
from communes.formats import format_day
from deployment.demo.load import DemoRefused, load_demo
from deployment.demo.wards import load_demo_wards
from reports.demo.load import load_demo_periods
from reports.demo.support import load_demo_support


class Command(BaseCommand):
    help = (
        "Nạp cán bộ giả định trên danh mục xã thật, luôn như nhau với cùng tham số; chạy lại không nạp thêm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", default="2021-05-31")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--scale", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = day_argument(options["as_of"])
        try:
            loaded = load_demo(as_of=as_of, seed=options["seed"], scale=options["scale"])
        except DemoRefused as error:
            raise CommandError(str(error)) from error
        names = ensure_demo_accounts()
        load_demo_wards()
        load_demo_periods()
        load_demo_support()
        self.stdout.write("Đã nạp dữ liệu minh họa." if loaded else "Dữ liệu minh họa đã có sẵn.")
        self.stdout.write(f"Số liệu minh họa đến ngày {format_day(as_of)}.")
        self.stdout.write(f"Tài khoản minh họa (mật khẩu {PASSWORD}): {', '.join(names)}")
        for line in who_is_who():
            self.stdout.write(f"  {line}")
