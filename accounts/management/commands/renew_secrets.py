from typing import Any

from django.core.management.base import BaseCommand

from accounts.signing_in.boxes import renew_secrets


class Command(BaseCommand):
    help = (
        "Mã hóa lại bí mật của các bước xác minh thứ hai bằng SECRET_KEY hiện nay (khóa cũ: OLD_SECRET_KEYS)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã mã hóa lại {renew_secrets()} bước xác minh.")
