"""Filters of the API: those of the lists, by the same names, judged by the same code."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_filters import NumberFilter
from ninja import Schema
from pydantic import Field, create_model

from accounts.api.kinds import INVALID_FILTER
from accounts.api.paging import PageQuery
from accounts.api.problems import Refusal, of_query, refuse_unknown
from accounts.api.values import COMMUNE, DISTRICT, PROVINCE, REGION, Digits, IsoDay
from accounts.models import User
from accounts.requests import UserRequest
from communes.models import Commune, CommuneKind, District, Province
from deployment.days import default_day
from deployment.filters.base import MESSAGES, DayFilter
from deployment.ground import Ground, ground_on

CODES = {"province": PROVINCE, "district": DISTRICT, "commune": COMMUNE, "region": REGION}


class DayQuery(Schema):
    """The day that figures speak of."""

    as_of: IsoDay | None = Field(
        None,
        description=gettext_noop(
            "Ngày tính số liệu (YYYY-MM-DD); bỏ trống: hôm nay theo giờ Việt Nam, ở bản minh họa là ngày của "
            "dữ liệu minh họa; danh sách và tổng hợp nêu ngày đã dùng ở “as_of”"
        ),
    )

    @property
    def day(self) -> date:
        """The day asked for, or the day that pages show without one."""
        return self.as_of or default_day()


class ListQuery(PageQuery, DayQuery):
    """What every list takes beside its filters."""


def query_of(filterset: Any) -> Any:
    """Make the query of a list whose filters are those of `filterset`."""
    fields = {name: _field(name, narrow) for name, narrow in filterset.base_filters.items()}
    return create_model(f"{filterset.__name__.removesuffix('FilterSet')}Query", __base__=ListQuery, **fields)


def _field(name: str, narrow: Any) -> Any:
    """Say what a filter takes: a day, a number, one of the values that all readers have, or text."""
    label = CODES.get(name) or str(narrow.label)
    if name == "kind":  # every kind there is, of which a day's rule may have none
        return (CommuneKind | None, Field(None, json_schema_extra=partial(told_as, narrow)))
    if isinstance(narrow, DayFilter):
        return (IsoDay | None, Field(None, description=label))
    if isinstance(narrow, NumberFilter):
        bounds = Field(ge=narrow.extra["min_value"], le=narrow.extra["max_value"])
        return (Annotated[int, bounds, Digits] | None, Field(None, description=label))
    return (str, Field("", max_length=100, description=label, json_schema_extra=partial(_offer, narrow)))


def _offer(narrow: Any, schema: dict[str, Any]) -> None:
    """Add to a filter's schema the values that all readers have, each in words of the moment's language."""
    choices = narrow.extra.get("choices") or ()
    if choices:
        schema["enum"] = ["", *(str(value) for value, _text in choices)]
        told_as(narrow, schema)


def told_as(narrow: Any, schema: dict[str, Any]) -> None:
    """Describe a parameter by the words of a list's filter, in the language of the moment."""
    words = "; ".join(f"{value}: {text}" for value, text in narrow.extra.get("choices") or ())
    schema["description"] = f"{narrow.label} ({words})" if words else str(narrow.label)


def narrowed(request: UserRequest, rows: QuerySet[Any], filterset: Any, query: Any) -> Any:
    """Narrow `rows` by the address.

    Raises Refusal for an unknown filter or one that cannot be read, Http404 for another province.
    """
    refuse_unknown(request, type(query).model_fields)
    ground = ground_on(query.day)
    refuse_places(request.user, request.GET, ground)
    filters = filterset(request.GET, queryset=rows, day=query.day, user=request.user, ground=ground)
    if "kind" in filters.filters:
        filters.offer("kind", CommuneKind.choices)
    if not filters.form.is_valid():
        errors = {name: " ".join(texts) for name, texts in filters.form.errors.items()}
        raise invalid_filter(errors)
    return filters.qs


def invalid_filter(errors: dict[str, str]) -> Refusal:
    """Give the refusal of filters that cannot be read; `errors` says of each what is wrong."""
    faults = (of_query(text, name) for name, text in errors.items())
    return Refusal(INVALID_FILTER, _("Có bộ lọc không đọc được; xem “errors”."), *faults)


def refuse_places(user: User, asked: Mapping[str, str], ground: Ground) -> None:
    """Judge every place that the address names: one rule for all lists.

    Raises Refusal for what is no code, Http404 where a provincial account asks for another's place: its own
    rows would pass for those of that place.
    """
    codes = {name: asked[name] for name in CODES if asked.get(name)}
    homes = {name: _homes(name, code, ground) for name, code in codes.items()}
    unknown = [name for name, provinces in homes.items() if not provinces]
    if unknown:
        raise invalid_filter(
            {name: str(MESSAGES["invalid_choice"]) % {"value": codes[name][:40]} for name in unknown}
        )
    if user.is_provincial and homes:
        own = user.province.code if user.province else ""
        if not all(own in provinces for provinces in homes.values()):
            raise Http404


def _homes(name: str, code: str, ground: Ground) -> set[str]:
    """Give the codes of the provinces that a place lies in, none where there is no such place."""
    if name == "region":
        return {each.code for each in ground.provinces if each.region.code == code}
    if name == "commune":
        return set(Commune.objects.filter(code=code).values_list("province__code", flat=True))
    if name == "district":
        there = {each.province_code for each in ground.districts if each.code == code}
        return there or set(District.objects.filter(code=code).values_list("province__code", flat=True))
    there = {each.code for each in ground.provinces if each.code == code}
    return there or set(Province.objects.filter(code=code).values_list("code", flat=True))
