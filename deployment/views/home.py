"""The first page of a provincial user: what needs doing now."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import UserRequest
from communes.formats import name_within
from deployment.context_bar import ContextBar, communes_covered
from deployment.days import as_of_day
from deployment.receipts import receipts_of
from deployment.rule import RuleInForce
from deployment.staffing import staffing_on
from deployment.todo import ToDo


def provincial_home(
    request: UserRequest, template: str = "deployment/home.html", more: Mapping[str, object] | None = None
) -> HttpResponse:
    """What the user's province has to do, on the day asked for; `template` may show `more` above it."""
    day, province = as_of_day(request), request.user.own_province
    in_scope = staffing_on(day, province.communes.all()).count()
    bar = ContextBar.on(day, communes_covered(in_scope, province.short_name), RuleInForce.on(day))
    office = name_within(province.name, province.short_name)
    todo = ToDo.on(day, province, request.user)
    last_import = receipts_of(request.user).first()
    context = {"province": province, "office": office, "bar": bar, "todo": todo, "last_import": last_import}
    return render(request, template, {**context, **(more or {})})
