from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communes.arguments import day_argument
from communes.formats import format_day
from communes.organising import OrganisingRefused, set_organised


class Command(BaseCommand):
    help = "Ghi quyết định của Bộ trưởng về tổ chức Công an chính quy tại một xã."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("commune_code")
        parser.add_argument("--decision", required=True)
        parser.add_argument("--date", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_argument(options["date"])
        try:
            commune = set_organised(
                commune_code=options["commune_code"], decision=options["decision"], day=day
            )
        except OrganisingRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Đã ghi quyết định {commune.organised_decision} ngày {format_day(day)} cho {commune}."
        )
