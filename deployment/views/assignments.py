"""Postings: the list."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.scope import visible_to
from deployment.filters import AssignmentFilterSet
from deployment.models import Assignment
from deployment.tables import AssignmentTable
from deployment.views.lists import DatedListView


class AssignmentListView(DatedListView):
    """Postings of every time in scope, the newest first."""

    filterset_class = AssignmentFilterSet
    table_class = AssignmentTable
    template_name = "deployment/assignment_list.html"

    def get_queryset(self) -> QuerySet[Assignment]:
        postings = Assignment.objects.select_related("officer", "commune", "province")
        return visible_to(self.request.user, postings).order_by("-starts_on", "-pk")

    def scope(self, words: dict[str, str]) -> str:
        if words["place"]:
            return _("%(count)s lần bố trí của %(place)s, gồm cả phường") % words
        return _("%(count)s lần bố trí, gồm cả phường") % words
