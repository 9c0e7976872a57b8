import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from communes.whole_file import reason_of
from deployment.importing.applying import import_file
from deployment.importing.columns import HEADERS
from deployment.importing.reading import MOST_BYTES
from deployment.importing.result import ImportRefused, Outcome, Problem, Result


class Command(BaseCommand):
    help = "Nhập quá trình giữ chức vụ từ tệp .xlsx hoặc .csv: ghi tất cả các dòng hoặc không ghi dòng nào."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="tên tài khoản đứng ra nhập")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {options['user']}.")
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
            result = import_file(content, path.name, user=user, dry_run=options["dry_run"], by_command=True)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {path}: {reason_of(error)}.") from error
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(result.as_data(), ensure_ascii=False))
        else:
            self._print(result)
        if result.errors:
            raise CommandError(f"Tệp có {len(result.errors)} lỗi; chưa ghi dòng nào.")

    def _print(self, result: Result) -> None:
        self.stdout.write(f"{'Số dòng':<12}{result.rows:>8}")
        for outcome in Outcome:
            self.stdout.write(f"{outcome.words:<12}{result.outcomes.get(outcome, 0):>8}")
        self.stdout.write(f"{'Dòng có lỗi':<12}{result.rows_in_error:>8}")
        for note in result.notes:
            self.stdout.write(note)
        for title, problems in (("Lỗi", result.errors), ("Cảnh báo", result.warnings)):
            for problem in problems:
                self.stdout.write(f"{title}, {_words_of(problem)}")
        if not result.errors:
            self.stdout.write(_ending(result))


def _ending(result: Result) -> str:
    if result.receipt is None:
        return "Chỉ kiểm tra, chưa ghi dòng nào."
    return f"Đã ghi tất cả. Biên nhận BN-{result.receipt:06d}."


def _words_of(problem: Problem) -> str:
    column = {key.value: header for key, header in HEADERS.items()}.get(problem.column, problem.column)
    return f"dòng {problem.row}, {column} “{problem.value}”: {problem.sentence}"
