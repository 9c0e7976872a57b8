"""What a plan is made for: a province, a region or the nation."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from communes.models import Commune, Province, Region, UnitQuerySet

NATION = "VN"


@dataclass(frozen=True)
class PlanScope:
    """The communes among which officers may move; across provinces where there are several."""

    code: str
    name: str
    communes: UnitQuerySet
    province: Province | None = None

    @classmethod
    def of_province(cls, province: Province) -> "PlanScope":
        return cls(province.code, province.name, Commune.objects.filter(province=province), province)

    @classmethod
    def of_region(cls, region: Region) -> "PlanScope":
        return cls(region.code, region.name, Commune.objects.filter(province__region=region))

    @classmethod
    def of_nation(cls) -> "PlanScope":
        return cls(NATION, _("Cả nước"), Commune.objects.all())

    @property
    def is_nation(self) -> bool:
        return self.code == NATION

    @property
    def crosses_provinces(self) -> bool:
        return self.province is None


def province_called(code: str, day: date) -> Province | None:
    """Give the province of `code` on `day`, or None."""
    province: Province | None = Province.objects.called(code, day)
    return province
