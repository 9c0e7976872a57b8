"""The people of the commune police."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import IsNfc, Province
from communes.vietnamese import fold, normalise, person_sort_key
from deployment.choices import Force, Rank, Sex

SERVICE_NUMBER = r"^[0-9]{6}-[0-9]{3}$"


def called_like(text: str) -> Q:
    """Give the condition on officers whose name or service number holds `text`, accents aside."""
    return Q(search_key__contains=fold(text)) | Q(service_number__contains=text.strip())


class OfficerQuerySet(models.QuerySet):
    def matching(self, text: str) -> Self:
        """Officers whose name or service number holds `text`; accents and case do not matter."""
        return self.filter(called_like(text))


@recorded()
class Officer(models.Model):
    """A person in the commune police; the service number identifies them."""

    service_number = models.CharField(_("số hiệu"), max_length=10, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    sort_key = models.CharField(max_length=300, db_collation="C", editable=False)
    search_key = models.CharField(max_length=100, editable=False)
    date_of_birth = models.DateField(_("ngày sinh"))
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex, blank=True)
    rank = models.PositiveSmallIntegerField(_("cấp bậc hàm"), choices=Rank, null=True, blank=True)
    force = models.CharField(_("lực lượng"), max_length=17, choices=Force, default=Force.REGULAR)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="officers", db_index=False,
        verbose_name=_("địa phương quản lý"),
    )  # fmt: skip
    is_synthetic = models.BooleanField(_("dữ liệu minh họa"), default=False, editable=False)
    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("cán bộ")
        ordering = ["sort_key", "service_number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(service_number__regex=SERVICE_NUMBER),
                name="service_number_has_its_form",
                violation_error_message=_("Số hiệu gồm 6 chữ số, gạch nối và 3 chữ số, ví dụ 123456-789."),
            ),
            models.CheckConstraint(
                condition=Q(full_name__regex=r"^\S.*\S$") & Q(IsNfc("full_name")),
                name="officer_name_is_clean",
            ),
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="officer_sex_is_known"),
            models.CheckConstraint(
                condition=Q(rank=None) | Q(rank__in=Rank.values), name="officer_rank_is_known"
            ),
            models.CheckConstraint(condition=Q(force__in=Force.values), name="officer_force_is_known"),
            models.UniqueConstraint(fields=["id", "force"], name="officer_with_their_force"),
            models.UniqueConstraint(fields=["id", "province"], name="officer_with_their_province"),
        ]
        indexes = [
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="officer_search"),
            models.Index("province", "sort_key", name="officer_by_province_and_name"),
            models.Index("province", "force", name="officer_by_province_and_force"),
            models.Index("sort_key", "service_number", name="officer_by_name"),  # the nation, page by page
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.service_number})"

    def set_name(self, full_name: str) -> None:
        """Set the name and the keys that derive from it."""
        self.full_name = normalise(full_name)
        self.sort_key, self.search_key = person_sort_key(full_name), fold(full_name)
