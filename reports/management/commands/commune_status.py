import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.models import Province
from deployment.choices import Status
from deployment.commune_row import COLUMNS, CommuneRow
from reports.commanding import give_out
from reports.commune_status import commune_csv
from reports.opening import add_source_arguments, source_argument


class Command(BaseCommand):
    help = "Tình trạng từng xã, thị trấn tính đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        add_source_arguments(parser)
        parser.add_argument("--province")
        parser.add_argument("--status")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
        parser.add_argument("--output")

    def handle(self, *args: Any, **options: Any) -> None:
        source, province, status = source_argument(options), options["province"], options["status"]
        if province is not None and not Province.objects.filter(code=province).exists():
            raise CommandError(_("Không có tỉnh, thành phố mang mã “%(code)s”.") % {"code": province})
        if status is not None and status not in Status.values:
            known = ", ".join(Status.values)
            raise CommandError(
                _("Không có tình trạng “%(status)s”; hãy chọn: %(known)s.")
                % {"status": status, "known": known}
            )
        rows = source.rows(province or "", status or "")
        self.stdout.ending = ""
        give_out(_rendered(rows, options["format"]), options["output"], self.stdout)


def _rendered(rows: Sequence[CommuneRow], form: str) -> bytes:
    if form == "csv":
        return commune_csv(rows)
    if form == "json":
        return (json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n").encode()
    lines = ["\t".join(COLUMNS), *("\t".join(map(str, asdict(row).values())) for row in rows)]
    return ("\n".join(lines) + "\n").encode()
