"""The facts: officers, the posts they hold, and the staffing rule."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, CommuneKind, DateRange, IsNfc, Province
from communes.vietnamese import fold, normalise, person_sort_key
from deployment.choices import Force, Post, Rank, Sex, Trait

SERVICE_NUMBER = r"^[0-9]{6}-[0-9]{3}$"
OPEN_END = date.max  # how an open posting's end reads where a comparison needs a day


class OfficerQuerySet(models.QuerySet):
    def matching(self, text: str) -> Self:
        """Officers whose name or service number holds `text`; accents and case do not matter."""
        return self.filter(Q(search_key__contains=fold(text)) | Q(service_number__contains=text.strip()))


@recorded()
class Officer(models.Model):
    """A person in the commune police; the service number identifies them."""

    service_number = models.CharField(_("số hiệu"), max_length=10, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    sort_key = models.CharField(max_length=300, db_collation="C", editable=False)
    search_key = models.CharField(max_length=100, editable=False)
    date_of_birth = models.DateField(_("ngày sinh"))
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex)
    rank = models.PositiveSmallIntegerField(_("cấp bậc hàm"), choices=Rank, null=True, blank=True)
    force = models.CharField(_("lực lượng"), max_length=17, choices=Force, default=Force.REGULAR)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="officers", verbose_name=_("địa phương quản lý")
    )
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
                condition=Q(full_name__regex=r"^\S.*\S$") & IsNfc("full_name"), name="officer_name_is_clean"
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="officer_sex_is_known"),
            models.CheckConstraint(
                condition=Q(rank=None) | Q(rank__in=Rank.values), name="officer_rank_is_known"
            ),
            models.CheckConstraint(condition=Q(force__in=Force.values), name="officer_force_is_known"),
            models.UniqueConstraint(fields=["id", "force"], name="officer_with_their_force"),
        ]
        indexes = [
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="officer_search"),
            models.Index("province", "sort_key", name="officer_by_province_and_name"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.service_number})"

    def set_name(self, full_name: str) -> None:
        """Set the name and the keys that derive from it."""
        self.full_name = normalise(full_name)
        self.sort_key, self.search_key = person_sort_key(full_name), fold(full_name)


class AssignmentQuerySet(models.QuerySet):
    def in_post(self, day: date) -> Self:
        """Held on `day`."""
        return self.filter(starts_on__lte=day, until__gt=day)

    def regular(self) -> Self:
        return self.filter(force=Force.REGULAR)


@recorded()
class Assignment(models.Model):
    """One officer holding one post in one commune, from `starts_on` to the day before `ends_on`.

    `province` and `force` repeat what the commune and the officer say, so that scope and rule need
    one table; composite foreign keys, made in the migration, keep them true.
    """

    officer = models.ForeignKey(
        Officer, models.PROTECT, related_name="assignments", db_constraint=False, verbose_name=_("cán bộ")
    )
    force = models.CharField(max_length=17, choices=Force, editable=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="assignments", db_constraint=False, verbose_name=_("xã")
    )
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="+", db_constraint=False, db_index=False, editable=False
    )
    post = models.CharField(_("chức vụ"), max_length=6, choices=Post)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("thôi giữ chức từ ngày"), null=True, blank=True)
    until = models.GeneratedField(
        expression=Coalesce("ends_on", OPEN_END), output_field=models.DateField(), db_persist=True
    )
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("quá trình giữ chức vụ")
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="assignment_ends_after_it_starts",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ),
            models.CheckConstraint(condition=Q(post__in=Post.values), name="assignment_post_is_known"),
            ExclusionConstraint(
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.IMMEDIATE,
                name="officer_holds_one_post_at_a_time",
                violation_error_message=_("Cán bộ đang giữ chức vụ khác trong thời gian này."),
            ),
            ExclusionConstraint(
                expressions=[
                    ("commune", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(post=Post.CHIEF),
                deferrable=Deferrable.IMMEDIATE,
                name="commune_has_one_chief_at_a_time",
                violation_error_message=_("Xã đã có Trưởng Công an trong thời gian này."),
            ),
        ]
        indexes = [
            # Answers the rule for the nation alone (index-only scan), whatever the length of history.
            models.Index(
                fields=["until", "starts_on"],
                include=["commune", "post"],
                condition=Q(force=Force.REGULAR),
                name="assignment_counted_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.get_post_display()}, {self.commune} ({self.starts_on})"

    def clean(self) -> None:
        # Ahead of the constraints: PostgreSQL fails on a reversed range before it can be reported.
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")})


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


class DataVersion(models.Model):
    """How often what a figure is made of has changed, by province (none: what holds for all).

    Database triggers raise it in the transaction that writes, so that a stored page with the present
    version cannot be stale; a row for each province, so that imports do not wait for one another.
    """

    province = models.ForeignKey(Province, models.CASCADE, null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province"], nulls_distinct=False, name="one_version_for_a_province"
            )
        ]


class Dataset(models.Model):
    """What was loaded as synthetic data; there is at most one row, and none in real use."""

    as_of = models.DateField()
    seed = models.IntegerField()
    scale = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="at_most_one_synthetic_dataset"),
        ]
