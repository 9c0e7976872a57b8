"""Officers: the list and one person."""

from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import SeenKind
from accounts.recent import remember
from accounts.requests import UserRequest
from accounts.scope import visible_to
from deployment.choices import ListName
from deployment.days import as_of_day, believed_day
from deployment.filters import OfficerFilterSet
from deployment.held import Held, around
from deployment.history.changes import RecordHistory
from deployment.listed import beside_posting, beside_upcoming
from deployment.models import Officer
from deployment.officer_record import OfficerRecord
from deployment.tables import OfficerTable
from deployment.views.lists import DatedListView, Totals, counted


class OfficerListView(DatedListView):
    """Officers in scope, each beside the post held on the day (at most one)."""

    list_name = ListName.OFFICERS
    filterset_class = OfficerFilterSet
    table_class = OfficerTable
    template_name = "deployment/officer_list.html"

    def get_queryset(self) -> QuerySet[Officer]:
        return visible_to(self.request.user, Officer.objects.all())

    def shown(self, officers: QuerySet[Officer]) -> QuerySet[Officer]:
        beside = beside_posting(officers, self.request.user, self.day)
        return beside_upcoming(beside, self.request.user, self.day)

    @cached_property
    def totals(self) -> Totals:
        if not self.filterset.is_narrowed_beyond_place:
            return super().totals
        counts = counted(count=self.object_list, of=self.filterset.whole)
        return Totals(counts["count"], counts["of"])

    def scope(self, words: dict[str, str]) -> str:
        if words["place"]:
            return (
                ngettext("%(count)s cán bộ của %(place)s", "%(count)s cán bộ của %(place)s", self.totals.of)
                % words
            )
        return ngettext("%(count)s cán bộ", "%(count)s cán bộ", self.totals.of) % words


@require_safe
def officer(request: UserRequest, pk: int) -> HttpResponse:
    """One person: who, where on the day, and where before and after."""
    day = as_of_day(request)
    person = get_object_or_404(visible_to(request.user, Officer.objects.select_related("province")), pk=pk)
    remember(request.user, SeenKind.OFFICER, person.pk)
    held = Held(believed_day(request))
    shown = held.officers([person.pk], request.user).get(person.pk, person) if held.believed_on else person
    record = OfficerRecord.on(day, shown, request.user, held)
    request.records_read = 1
    history = RecordHistory.of(person, request.user, held.believed_on)
    context = {"record": record, "bar": record.bar, "history": history, **around(held)}
    return render(request, "deployment/officer_detail.html", context)
