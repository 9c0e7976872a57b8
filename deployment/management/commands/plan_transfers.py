from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communes.arguments import day_argument
from communes.models import Region
from deployment.planning.files import plan_json, plan_table
from deployment.planning.plan import plan_on
from deployment.planning.scope import PlanScope, province_called


class Command(BaseCommand):
    help = "Phương án điều chuyển ít nhất và gần nhất để các xã đạt số cán bộ tối thiểu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", required=True)
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--province")
        place.add_argument("--region")
        place.add_argument("--nation", action="store_true")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_argument(options["as_of"])
        plan = plan_on(day, _scope(day, options))
        self.stdout.ending = ""
        self.stdout.write(plan_json(plan) if options["format"] == "json" else plan_table(plan))


def _scope(day: date, options: dict[str, Any]) -> PlanScope:
    if options["nation"]:
        return PlanScope.of_nation()
    if options["region"] is not None:
        region = Region.objects.filter(code=options["region"]).first()
        if region is None:
            raise CommandError(_("Không có vùng mang mã “%(code)s”.") % {"code": options["region"]})
        return PlanScope.of_region(region)
    province = province_called(options["province"], day)
    if province is None:
        raise CommandError(_("Không có tỉnh, thành phố mang mã “%(code)s”.") % {"code": options["province"]})
    return PlanScope.of_province(province)
