from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.chain.verifying import Broken, verify
from reports.history_heads import noted_heads


class Command(BaseCommand):
    help = "Kiểm tra chuỗi mã băm của lịch sử: không dòng nào bị sửa, xóa hay chèn."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify(noted_heads())
        if found.broken:
            raise CommandError(told(found.broken))
        words = {"links": found.links, "events": found.events}
        self.stdout.write(_("Lịch sử nguyên vẹn: %(links)s mắt xích, %(events)s sự kiện.") % words)
        for book, (number, head) in found.heads.items():
            self.stdout.write(f"{book} {number} {head}")


def told(broken: Broken) -> str:
    """Say what is broken, and where: link, table, event, time."""
    where = {
        _("mắt xích"): f"{broken.book} {broken.link}" if broken.link else "",
        _("bảng"): broken.table,
        _("sự kiện"): broken.event,
        _("lúc"): broken.at.isoformat() if broken.at else "",
    }
    return f"{broken.text} ({'; '.join(f'{name} {value}' for name, value in where.items() if value)})"
