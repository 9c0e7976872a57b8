from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.formats import format_number
from config.keeping.manifest import Manifest
from config.keeping.restoring import Restored, check, restore
from config.keeping.sealing import KeepingRefused


class Command(BaseCommand):
    help = (
        "Khôi phục một tệp sao lưu. Tệp được kiểm tra hết trước; dữ liệu đang có được giữ lại dưới tên khác."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path, help="tệp khóa đã dùng khi sao lưu")
        parser.add_argument("--database", default="", help="tên cơ sở dữ liệu đích; mặc định là của hệ thống")
        parser.add_argument("--check-only", action="store_true", help="chỉ kiểm tra tệp, không khôi phục")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check_only"]:
                self._tell(check(options["file"], options["key_file"]))
            else:
                self._tell_restored(restore(options["file"], options["key_file"], options["database"]))
        except KeepingRefused as error:
            raise CommandError(str(error)) from error

    def _tell(self, manifest: Manifest) -> None:
        words = _("Tệp còn nguyên: lập lúc %(time)s, bản %(release)s, %(tables)s bảng, %(rows)s dòng.")
        told = {
            "time": manifest.made_at,
            "release": manifest.release,
            "tables": len(manifest.tables),
            "rows": format_number(manifest.rows),
        }
        self.stdout.write(words % told)

    def _tell_restored(self, done: Restored) -> None:
        self._tell(done.manifest)
        words = _("Đã khôi phục vào %(name)s; số dòng và mã băm của mọi bảng khớp bản kê.")
        self.stdout.write(words % {"name": done.database})
        if done.kept_as:
            self.stdout.write(_("Dữ liệu trước đó còn ở %(name)s.") % {"name": done.kept_as})
        if done.pending:
            self.stdout.write(_("Bản sao lưu cũ hơn phần mềm: hãy chạy manage.py migrate."))
        if not done.same_secret:
            self.stderr.write(
                _("SECRET_KEY khác lúc sao lưu: yếu tố thứ hai của các tài khoản phải được đăng ký lại.")
            )
