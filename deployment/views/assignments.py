"""Postings: the list."""

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.scope import visible_to
from deployment.choices import ListName
from deployment.filters import AssignmentFilterSet
from deployment.models import Assignment
from deployment.tables import AssignmentTable
from deployment.views.lists import DatedListView


class AssignmentListView(DatedListView):
    """Postings of every time in scope, the newest first."""

    list_name = ListName.ASSIGNMENTS
    filterset_class = AssignmentFilterSet
    table_class = AssignmentTable
    template_name = "deployment/assignment_list.html"

    def get_queryset(self) -> QuerySet[Assignment]:
        return visible_to(self.request.user, Assignment.objects.all()).order_by("-starts_on", "-pk")

    def shown(self, postings: QuerySet[Assignment]) -> QuerySet[Assignment]:
        return postings.select_related("officer", "commune", "province")

    def of(self, count: int) -> int:
        """Counted once for each version of the postings: the whole of them grows with every year."""
        if not self.filterset.is_narrowed_beyond_place:
            return count
        asked = self.request.GET.get("province", "") if self.request.user.sees_nation else ""
        place = (self.request.user.province_id, asked if asked.isdecimal() else "")
        key = f"postings-{self.versions.data}-{place[0]}-{place[1][:5]}"
        known: int | None = cache.get(key)
        if known is None:
            known = super().of(count)
            cache.set(key, known)
        return known

    def scope(self, words: dict[str, str]) -> str:
        if words["place"]:
            return (
                ngettext(
                    "%(count)s lần bố trí của %(place)s, gồm cả phường",
                    "%(count)s lần bố trí của %(place)s, gồm cả phường",
                    self.totals.of,
                )
                % words
            )
        return (
            ngettext(
                "%(count)s lần bố trí, gồm cả phường", "%(count)s lần bố trí, gồm cả phường", self.totals.of
            )
            % words
        )
