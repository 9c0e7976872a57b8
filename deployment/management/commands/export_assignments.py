from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from communes.arguments import day_argument
from communes.models import Province
from communes.whole_file import reason_of, whole_file
from deployment.exporting import ExportTooLong, exported_rows, write_csv, write_xlsx
from deployment.models import Assignment


class Command(BaseCommand):
    help = "Xuất quá trình giữ chức vụ, cùng các cột như tệp nhập và thêm cột id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", help="chỉ những người đang giữ chức vào ngày này")
        parser.add_argument("--province", help="mã tỉnh")
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        kind = output.suffix.lower()
        if kind not in (".csv", ".xlsx"):
            raise CommandError("Tên tệp xuất phải có đuôi .csv hoặc .xlsx.")
        rows = exported_rows(_chosen(options["province"], options["as_of"]))
        try:
            with whole_file(output) as path:
                if kind == ".xlsx":
                    write_xlsx(rows, path)
                else:
                    with path.open("w", encoding="utf-8", newline="") as file:
                        write_csv(rows, file)
        except ExportTooLong as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {output}: {reason_of(error)}.") from error
        self.stdout.write(f"Đã xuất {output}.")


def _chosen(province: str | None, as_of: str | None) -> QuerySet[Assignment]:
    assignments = Assignment.objects.all()
    if province is not None:
        if not Province.objects.filter(code=province).exists():
            raise CommandError(f"Không có tỉnh nào mang mã {province}.")
        assignments = assignments.filter(province__code=province)
    return assignments.in_post(day_argument(as_of)) if as_of is not None else assignments
