"""Postings: the list."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deployment.filters import AssignmentFilterSet
from deployment.listed import postings_listed
from deployment.models import Assignment
from deployment.tables import AssignmentTable
from deployment.views.lists import DatedListView


class AssignmentListView(DatedListView):
    """Postings of every time in scope, the newest first."""

    filterset_class = AssignmentFilterSet
    table_class = AssignmentTable
    template_name = "deployment/assignment_list.html"

    def get_queryset(self) -> QuerySet[Assignment]:
        return postings_listed(self.request.user).order_by("-starts_on", "-pk")

    def scope(self, words: dict[str, str]) -> str:
        if words["place"]:
            return _("%(count)s lần bố trí của %(place)s, gồm cả phường") % words
        return _("%(count)s lần bố trí, gồm cả phường") % words
