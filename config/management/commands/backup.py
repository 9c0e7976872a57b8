from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.formats import format_number
from communes.whole_file import reason_of
from config.keeping.backing_up import back_up
from config.keeping.sealing import KeepingRefused


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu vào một tệp kèm bản kê; có --key-file thì tệp được mã hóa."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path, help="tệp khóa, nên là 32 byte ngẫu nhiên")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kept = back_up(options["file"], options["key_file"])
        except KeepingRefused as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            words = _("Không ghi được tệp %(path)s: %(error)s.")
            told = {"path": options["file"], "error": reason_of(error)}
            raise CommandError(words % told) from error
        if options["key_file"] is None:
            self.stderr.write(_("Tệp không mã hóa: ai có tệp thì đọc được. Dùng --key-file để mã hóa."))
        words = _("Đã sao lưu %(tables)s bảng, %(rows)s dòng, %(size)s byte. SHA-256: %(hash)s")
        told = {
            "tables": len(kept.manifest.tables),
            "rows": format_number(kept.manifest.rows),
            "size": format_number(kept.size),
            "hash": kept.sha256,
        }
        self.stdout.write(words % told)
