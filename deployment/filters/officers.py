"""The filters of the list of officers."""

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.scope import visible_to
from deployment.choices import Force, Post, Rank
from deployment.filters.base import ALL, DatedFilterSet, FilterForm, at_place, choice, search
from deployment.models import Assignment, Officer, called_like
from deployment.todo import unposted_officers


class OfficerFilterSet(DatedFilterSet):
    """Narrows officers, also by the posting that they hold on the day."""

    leading = ("q", "province", "post", "posted")

    q = search(_("Họ tên, số hiệu hoặc nơi công tác"))
    province = choice("province__code", _("Tỉnh, thành phố"))
    post = filters.ChoiceFilter(method="holding", label=_("Chức vụ"), choices=Post.choices, empty_label=ALL)
    posted = filters.ChoiceFilter(
        method="in_post_or_not",
        label=_("Nơi công tác"),
        choices=[
            ("yes", _("Đang giữ chức vụ tại xã")),
            ("no", _("Chưa được bố trí")),
            ("waiting", _("Chính quy, chờ bố trí")),
        ],
        empty_label=ALL,
    )
    rank = choice("rank", _("Cấp bậc hàm"), list(reversed(Rank.choices)))
    force = choice("force", _("Lực lượng"), Force.choices)

    class Meta:
        model = Officer
        fields: tuple[str, ...] = ()
        form = FilterForm

    @property
    def held(self) -> QuerySet[Assignment]:
        """The postings held on the day, as far as the reader sees them."""
        return visible_to(self.user, Assignment.objects.in_post(self.day)).order_by()

    def holding(self, officers: QuerySet[Officer], name: str, post: str) -> QuerySet[Officer]:
        return officers.filter(pk__in=self.held.filter(post=post).values("officer_id"))

    def in_post_or_not(self, officers: QuerySet[Officer], name: str, value: str) -> QuerySet[Officer]:
        if value == "waiting":
            return officers.filter(pk__in=unposted_officers(self.day, Officer.objects.all()).values("pk"))
        holds = Exists(self.held.filter(officer=OuterRef("pk")))
        return officers.filter(holds if value == "yes" else ~holds)

    def matching(self, officers: QuerySet[Officer], name: str, text: str) -> QuerySet[Officer]:
        """By name or number, or by the place of the posting that is held.

        One pass with an OR: behind the wall no index answers LIKE (which PostgreSQL does not take for
        leakproof), and keys joined by UNION are so badly estimated that a page took seconds.
        """
        there = at_place(self.held, text).values("officer_id")
        return officers.filter(called_like(text) | Q(pk__in=there))
