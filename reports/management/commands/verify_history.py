import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.chain.verifying import Broken, Head, verify
from reports.history_heads import noted_heads

HASH = re.compile(r"[0-9a-f]{64}")


class Command(BaseCommand):
    help = "Kiểm tra chuỗi mã băm của lịch sử: không dòng nào bị sửa, xóa hay chèn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", nargs=3, action="append", default=[], metavar=("BOOK", "NUMBER", "HASH"),
            help="đầu chuỗi in trên giấy, ví dụ: history 12 0a1b…; ghi được nhiều lần",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify([*noted_heads(), *map(on_paper, options["head"])])
        if found.broken:
            raise CommandError(told(found.broken))
        words = {"links": found.links, "events": found.events}
        self.stdout.write(_("Lịch sử nguyên vẹn: %(links)s mắt xích, %(events)s sự kiện.") % words)
        for book, (number, head) in found.heads.items():
            self.stdout.write(f"{book} {number} {head}")


def on_paper(words: list[str]) -> Head:
    """Read a head as a document bears it; a full stop and capitals do no harm. Raises CommandError."""
    book, number, sha256 = words[0], words[1], words[2].rstrip(".").lower()
    if not (number.isascii() and number.isdigit() and len(number) < 19 and HASH.fullmatch(sha256)):
        raise CommandError(
            _("Đầu chuỗi phải ghi đủ: sổ, số mắt xích, mã băm 64 chữ số (ví dụ history 12 0a1b…).")
        )
    return Head(book, int(number), sha256, _("bản in"))


def told(broken: Broken) -> str:
    """Say what is broken, and where: link, table, event, time."""
    where = {
        _("mắt xích"): f"{broken.book} {broken.link}" if broken.link else "",
        _("bảng"): broken.table,
        _("sự kiện"): broken.event,
        _("lúc"): broken.at.isoformat() if broken.at else "",
    }
    return f"{broken.text} ({'; '.join(f'{name} {value}' for name, value in where.items() if value)})"
