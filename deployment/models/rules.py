"""Regulated numbers, each a dated row: the staffing rule and the ceilings of rank."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, CommuneKind, DateRange
from deployment.choices import Post, Rank, Sex, Trait


class DatedQuerySet(models.QuerySet):
    def in_force(self, day: date) -> Self:
        """In force on `day`; no first or last day means without bound."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gt=day))


@recorded()
class StaffingRule(models.Model):
    """The fewest regular officers, and whether a chief is required, for a kind of commune.

    The Minister's directive of 31/5/2021, so data and no constant. A rule for a single commune stands
    above all others; else the strictest of those that fit the commune's kind and traits. A kind is in
    scope while a rule for the kind as a whole is in force.
    """

    kind = models.CharField(_("loại"), max_length=10, choices=CommuneKind)
    trait = models.CharField(_("thuộc diện"), max_length=10, choices=Trait, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="rules", verbose_name=_("riêng cho xã")
    )
    minimum = models.PositiveSmallIntegerField(_("số cán bộ tối thiểu"))
    chief_required = models.BooleanField(_("phải có Trưởng Công an"), default=True)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    source = models.CharField(_("căn cứ"), max_length=200)
    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("quy định về biên chế tối thiểu")
        ordering = ["kind", "trait", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="rule_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=CommuneKind.values), name="rule_kind_is_known"),
            models.CheckConstraint(condition=Q(trait__in=Trait.values), name="rule_trait_is_known"),
            ExclusionConstraint(
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("trait", RangeOperators.EQUAL),
                    (Coalesce("commune", 0), RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                name="one_rule_for_a_class_at_a_time",
                violation_error_message=_("Đã có quy định cho loại này trong thời gian này."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_trait_display()}: {self.minimum}"

    def is_in_force(self, day: date) -> bool:
        """Tell of a rule at hand what `in_force` asks the database for."""
        return (self.starts_on or date.min) <= day and (self.ends_on is None or day < self.ends_on)


@recorded()
class RankCeiling(models.Model):
    """The highest rank foreseen for a post (Luật Công an nhân dân 2018, Điều 25); above it: a warning."""

    post = models.CharField(_("chức vụ"), max_length=6, choices=Post)
    rank = models.PositiveSmallIntegerField(_("cấp bậc hàm cao nhất"), choices=Rank)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    source = models.CharField(_("căn cứ"), max_length=200)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                name="one_ceiling_for_a_post_at_a_time",
            )
        ]


@recorded()
class ServiceAgeLimit(models.Model):
    """The age at which service ends for a rank and sex, unless prolonged (Luật Công an nhân dân, Điều 30).

    So an officer who reaches it is told of as a warning, never counted as gone.
    """

    rank = models.PositiveSmallIntegerField(_("cấp bậc hàm"), choices=Rank)
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex)
    months = models.PositiveSmallIntegerField(_("hạn tuổi, tính bằng tháng"))
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    source = models.CharField(_("căn cứ"), max_length=200)
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "sex", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(months__range=(216, 900)), name="age_limit_is_an_age"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="age_limit_ends_after_it_starts"
            ),
            ExclusionConstraint(
                expressions=[
                    ("rank", RangeOperators.EQUAL),
                    ("sex", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                name="one_age_limit_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()}, {self.get_sex_display()}: {self.months // 12}"


@recorded()
class PlacingDeadline(models.Model):
    """The day by which communes of a class must have regular police; without a trait, all the rest."""

    trait = models.CharField(_("thuộc diện"), max_length=10, choices=Trait, blank=True, unique=True)
    due_on = models.DateField(_("thời hạn"))
    source = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"{self.get_trait_display()}: {self.due_on}"
