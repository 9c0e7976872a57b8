"""Lists as people keep them: the columns they chose, and filters to come back to."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communes.models import Province
from deployment.choices import ListName

LONGEST_NAME, LONGEST_QUERY = 60, 1000


class KeptListQuerySet(models.QuerySet):
    def open_to(self, user: User) -> Self:
        """Those of `user`, and those shared by the people of the same province, or of the nation."""
        return self.filter(Q(owner=user) | Q(is_shared=True, province=user.province_id))


class KeptList(models.Model):
    """A list as its owner keeps it: with a name, a filter; without one, the columns that they chose.

    `province` is the owner's when it was kept; none for those who see the nation.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_lists")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    list_name = models.CharField(max_length=11, choices=ListName)
    name = models.CharField(_("tên bộ lọc"), max_length=LONGEST_NAME, blank=True)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    columns = ArrayField(models.CharField(max_length=30), default=list, blank=True, size=30)
    is_shared = models.BooleanField(default=False)
    objects = KeptListQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(list_name__in=ListName.values), name="kept_list_is_of_a_known_list"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(query="", is_shared=False), name="columns_alone_are_kept_unnamed"
            ),
            models.UniqueConstraint(fields=["owner", "list_name", "name"], name="owner_keeps_a_name_once"),
        ]
        indexes = [
            models.Index("province", "list_name", condition=Q(is_shared=True), name="kept_list_shared")
        ]

    def __str__(self) -> str:
        return self.name
