"""The filters of the list of postings."""

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.scope import visible_to
from communes.models import Commune
from deployment.choices import Force, Post
from deployment.filters.base import ALL, DatedFilterSet, DayFilter, FilterForm, choice, place_holds, search
from deployment.models import Assignment, Officer


class AssignmentFilterSet(DatedFilterSet):
    """Narrows postings of every time."""

    leading = ("q", "province", "post", "in_post")

    q = search(_("Họ tên, số hiệu hoặc nơi công tác"))
    province = choice("province__code", _("Tỉnh, thành phố"))
    post = choice("post", _("Chức vụ"), Post.choices)
    in_post = filters.ChoiceFilter(
        method="held",
        label=_("Vào ngày đã chọn"),
        choices=[("yes", _("Đang giữ")), ("no", _("Chưa giữ hoặc đã thôi"))],
        empty_label=ALL,
    )
    commune = filters.CharFilter("commune__code", label=_("Mã xã"), max_length=5)
    force = choice("force", _("Lực lượng"), Force.choices)
    started_from = DayFilter("starts_on", "gte", label=_("Bắt đầu từ ngày"))
    started_to = DayFilter("starts_on", "lte", label=_("Bắt đầu đến ngày"))

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()
        form = FilterForm

    def held(self, postings: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        """Postings held on the day, or not."""
        if value == "yes":
            return postings.filter(starts_on__lte=self.day, until__gt=self.day)
        return postings.exclude(starts_on__lte=self.day, until__gt=self.day)

    def matching(self, postings: QuerySet[Assignment], name: str, text: str) -> QuerySet[Assignment]:
        named = visible_to(self.user, Officer.objects.matching(text)).order_by().values("pk")
        there = Commune.objects.filter(place_holds(text)).order_by().values("pk")
        return postings.filter(Q(officer__in=named) | Q(commune__in=there))  # as in the list of officers
