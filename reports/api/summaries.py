"""The nationwide summary and a province's, from the same Summary as the pages."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from accounts.api.problems import refuse_unknown
from accounts.requests import UserRequest
from accounts.scope import visible_province
from deployment.api.narrowing import DayQuery
from reports.api.shapes import ProvinceSummaryOut, SummaryOut
from reports.province import ProvinceSummary
from reports.summary import summary_on
from reports.summary_files import numbers_of, summary_data

router = Router(tags=["summary"])


@router.get("/summary", response=SummaryOut, summary=_("Tổng hợp toàn quốc"))
def summary(request: UserRequest, query: Query[DayQuery]) -> dict[str, Any]:
    """For those who see the nation."""
    refuse_unknown(request, DayQuery.model_fields)
    if not request.user.sees_nation:
        raise Http404
    return summary_data(summary_on(query.day))


@router.get("/provinces/{code}/summary", response=ProvinceSummaryOut, summary=_("Tổng hợp một địa phương"))
def province(request: UserRequest, code: str, query: Query[DayQuery]) -> dict[str, Any]:
    """The figures of a province and of its districts."""
    refuse_unknown(request, DayQuery.model_fields)
    place = visible_province(request.user, code, query.day)
    found = ProvinceSummary.on(query.day, place)
    return {
        "as_of": query.day,
        "province_code": place.code,
        "province_name": place.name,
        "figures": numbers_of(found.figures),
        "districts": [
            {"district_code": district.code, "district_name": district.name, **numbers_of(figures)}
            for district, figures in found.districts
        ],
    }
