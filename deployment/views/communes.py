"""Communes: the list and one commune."""

from functools import cached_property

from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import SeenKind
from accounts.recent import remember
from accounts.requests import UserRequest
from accounts.scope import visible_to
from communes.models import Commune
from deployment.choices import ListName
from deployment.commune_record import CommuneRecord
from deployment.context_bar import communes_covered
from deployment.days import as_of_day, believed_day
from deployment.filters import CommuneFilterSet
from deployment.held import Held, around
from deployment.history.changes import RecordHistory
from deployment.listed import beside_offers, communes_listed
from deployment.staffing import StaffedCommunes
from deployment.tables import CommuneTable
from deployment.views.lists import DatedListView, Totals


class CommuneListView(DatedListView):
    """Communes in the scope of the rule, narrowed; the list behind every number of the summary."""

    list_name = ListName.COMMUNES
    filterset_class = CommuneFilterSet
    table_class = CommuneTable
    template_name = "deployment/commune_list.html"

    def get_queryset(self) -> StaffedCommunes:
        communes = communes_listed(self.request.user, self.day, self.ground.rules)
        return communes.order_by("province__code", "district__code", "sort_key", "code")

    def shown(self, communes: StaffedCommunes) -> StaffedCommunes:
        return beside_offers(communes)

    @cached_property
    def totals(self) -> Totals:
        sums = self.object_list.order_by().aggregate(
            n=Count("pk"), people=Sum("officers", default=0), lacking=Sum("shortfall", default=0)
        )
        return Totals(sums["n"], self.of(sums["n"]), sums["people"], sums["lacking"])

    def scope(self, words: dict[str, str]) -> str:
        return communes_covered(self.totals.of, words["place"])


@require_safe
def commune(request: UserRequest, code: str) -> HttpResponse:
    """One commune on a day: whether it complies, who serves there, how it came about."""
    day = as_of_day(request)
    visible = visible_to(request.user, Commune.objects.select_related("district", "province"))
    place = visible.called(code, day)
    if place is None:
        raise Http404
    remember(request.user, SeenKind.COMMUNE, place.code)
    held = Held(believed_day(request))
    shown = held.commune(place) or place if held.believed_on else place
    record = CommuneRecord.on(day, shown, request.user, held)
    history = RecordHistory.of(place, request.user, held.believed_on)
    context = {"record": record, "bar": record.bar, "history": history, **around(held)}
    return render(request, "deployment/commune_detail.html", context)
