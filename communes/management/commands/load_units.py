from typing import Any

from django.core.management.base import BaseCommand

from communes.loading import load_units


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính từ dữ liệu của dự án; chạy lại không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        for level, count in load_units().items():
            self.stdout.write(f"{level}: {count}")
