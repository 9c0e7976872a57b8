"""The posts that officers hold."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, DateRange, Province
from deployment.choices import Force, Post
from deployment.models.officers import Officer

OPEN_END = date.max  # how an open posting's end reads where a comparison needs a day


class AssignmentQuerySet(models.QuerySet):
    def in_post(self, day: date) -> Self:
        """Held on `day`."""
        return self.filter(starts_on__lte=day, until__gt=day)

    def regular(self) -> Self:
        return self.filter(force=Force.REGULAR)


@recorded(found_by=("officer", "commune"))
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
            # The province is in it for the second wall, which asks it of every row.
            models.Index(
                fields=["until", "starts_on"],
                include=["commune", "post", "province"],
                condition=Q(force=Force.REGULAR),
                name="assignment_counted_on_a_day",
            ),
            # Gives the chiefs of each commune one after another: how long a post was vacant.
            models.Index(
                fields=["commune", "starts_on"],
                include=["until", "province"],
                condition=Q(force=Force.REGULAR, post=Post.CHIEF),
                name="assignment_chiefs_in_turn",
            ),
            # Finds who holds what on a day for the lists, semi-professional staff included.
            models.Index(
                fields=["until", "starts_on"], include=["officer", "post"], name="assignment_held_on_a_day"
            ),
            # Shows the list page by page, the newest first.
            models.Index(fields=["-starts_on", "-id"], name="assignment_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.get_post_display()}, {self.commune} ({self.starts_on})"

    def clean(self) -> None:
        # Ahead of the constraints: PostgreSQL fails on a reversed range before it can be reported.
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")})
