"""The gazetteer over the API: regions, provinces, districts and communes of a day; everybody may read it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Schema
from pydantic import Field

from accounts.api.paging import page_of
from accounts.api.problems import refuse_unknown
from accounts.api.values import PROVINCE
from communes.models import Commune, CommuneKind, District, DistrictKind, Province, ProvinceKind, Region
from deployment.api.narrowing import ListQuery, invalid_filter
from deployment.filters.base import MESSAGES

router = Router(tags=["units"])


class UnitQuery(ListQuery):
    province: str = Field("", max_length=2, description=PROVINCE)
    q: str = Field("", max_length=100, description=_("Tên hoặc mã, không cần dấu"))


class RegionOut(Schema):
    code: str
    name: str


class UnitOut(Schema):
    """A code names one unit at a time; `exists_until` is the first day without it."""

    code: str
    name: str
    kind: ProvinceKind | DistrictKind | CommuneKind
    parent_code: str
    exists_from: date | None
    exists_until: date | None

    @staticmethod
    def of(unit: Any) -> dict[str, Any]:
        """Give the values of a unit that was read with the unit above it."""
        above = getattr(unit, "district", None) or getattr(unit, "province", None) or unit.region
        return {
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "parent_code": above.code,
            "exists_from": unit.exists_from,
            "exists_until": unit.exists_until,
        }


class UnitPage(Schema):
    as_of: date
    items: list[UnitOut]
    next: str | None


@router.get("/regions", response=list[RegionOut], summary=_("Danh mục vùng"))
def regions(request: HttpRequest) -> QuerySet[Region]:
    refuse_unknown(request, ())
    return Region.objects.all()


@router.get("/provinces", response=UnitPage, summary=_("Danh mục tỉnh, thành phố"))
def provinces(request: HttpRequest, query: Query[UnitQuery]) -> dict[str, Any]:
    rows = Province.objects.select_related("region")
    return _paged(request, rows.filter(code=query.province) if query.province else rows, query)


@router.get("/districts", response=UnitPage, summary=_("Danh mục huyện, quận"))
def districts(request: HttpRequest, query: Query[UnitQuery]) -> dict[str, Any]:
    return _paged(request, _of_province(District.objects.select_related("province"), query), query)


@router.get("/communes", response=UnitPage, summary=_("Danh mục xã, phường, thị trấn"))
def communes(request: HttpRequest, query: Query[UnitQuery]) -> dict[str, Any]:
    rows = Commune.objects.select_related("district", "province")
    return _paged(request, _of_province(rows, query), query)


def _of_province(rows: Any, query: UnitQuery) -> Any:
    return rows.filter(province__code=query.province) if query.province else rows


def _paged(request: HttpRequest, rows: Any, query: UnitQuery) -> dict[str, Any]:
    refuse_unknown(request, UnitQuery.model_fields)
    if query.province and not Province.objects.filter(code=query.province).exists():
        raise invalid_filter({"province": str(MESSAGES["invalid_choice"]) % {"value": query.province}})
    found = rows.existing_on(query.day)
    if query.q:
        found = found.named_like(query.q)
    items, following = page_of(request, found, keys=("code", "pk"), query=query)
    return {"as_of": query.day, "items": [UnitOut.of(item) for item in items], "next": following}
