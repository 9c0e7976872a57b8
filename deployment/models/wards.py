"""Model wards: the wards of the pilot, the Ministry's dated sets of criteria, and assessments by round."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, DateRange, Province

WHOLE_WEIGHT = Decimal(100)
PILOT_DAYS = DateRange("joined_on", "left_on", RangeBoundary())


@recorded()
class CriteriaSet(models.Model):
    """The criteria of a model ward, in force from `starts_on`; without that day it is a draft.

    The weights of a set in force add up to 100, which a constraint trigger makes sure of at commit.
    """

    name = models.CharField(_("tên bộ tiêu chí"), max_length=150, unique=True)
    source = models.CharField(_("căn cứ"), max_length=200)
    starts_on = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("hết áp dụng từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("bộ tiêu chí phường điển hình")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gt=F("starts_on")),
                name="criteria_end_after_they_start",
                violation_error_message=_("Ngày hết áp dụng phải sau ngày áp dụng."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, day: date) -> bool:
        """Tell whether wards may be assessed by this set on `day`."""
        begun = self.starts_on is not None and self.starts_on <= day
        return begun and (self.ends_on is None or day < self.ends_on)


@recorded()
class Criterion(models.Model):
    """One criterion of a set: its group, its weight of the whole 100, and the highest score."""

    criteria = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    group = models.CharField(_("nhóm"), max_length=120)
    text = models.CharField(_("tiêu chí"), max_length=300)
    weight = models.DecimalField(_("trọng số"), max_digits=5, decimal_places=2)
    max_score = models.DecimalField(_("điểm cao nhất"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("tiêu chí")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["criteria", "number"], name="criterion_has_its_own_number"),
            models.UniqueConstraint(fields=["id", "max_score"], name="criterion_with_its_highest_score"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=WHOLE_WEIGHT, max_score__gt=0),
                name="criterion_weighs_something",
                violation_error_message=_("Trọng số phải lớn hơn 0, không quá 100; điểm cao nhất lớn hơn 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


@recorded()
class ModelWard(models.Model):
    """A ward in the pilot, from `joined_on` to the day before `left_on`."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="pilots", db_constraint=False, verbose_name=_("phường")
    )
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", editable=False)
    joined_on = models.DateField(_("tham gia từ ngày"))
    left_on = models.DateField(_("thôi tham gia từ ngày"), null=True, blank=True)
    source = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        verbose_name = _("phường điển hình, kiểu mẫu")
        ordering = ["province__code", "commune__sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__gt=F("joined_on")),
                name="pilot_ends_after_it_starts",
                violation_error_message=_("Ngày thôi tham gia phải sau ngày tham gia."),
            ),
            ExclusionConstraint(
                expressions=[("commune", RangeOperators.EQUAL), (PILOT_DAYS, RangeOperators.OVERLAPS)],
                name="ward_is_in_the_pilot_once_at_a_time",
                violation_error_message=_("Phường này đang tham gia trong thời gian đó."),
            ),
            models.UniqueConstraint(fields=["id", "province"], name="pilot_ward_with_its_province"),
        ]

    def __str__(self) -> str:
        return self.commune.name


@recorded()
class AssessmentRound(models.Model):
    """A round in which wards are assessed by one set of criteria, as of a day on which it is in force."""

    criteria = models.ForeignKey(
        CriteriaSet, models.PROTECT, related_name="rounds", verbose_name=_("bộ tiêu chí")
    )
    title = models.CharField(_("tên đợt"), max_length=120, unique=True)
    as_of = models.DateField(_("đánh giá đến ngày"))

    class Meta:
        verbose_name = _("đợt đánh giá")
        ordering = ["as_of", "id"]
        constraints = [models.UniqueConstraint(fields=["id", "criteria"], name="round_with_its_criteria")]

    def __str__(self) -> str:
        return self.title


@recorded()
class Assessment(models.Model):
    """One ward in one round: who assessed it; its scores are in `Score`."""

    round = models.ForeignKey(AssessmentRound, models.PROTECT, related_name="assessments")
    ward = models.ForeignKey(ModelWard, models.PROTECT, related_name="assessments", db_constraint=False)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", editable=False)
    assessor = models.CharField(_("người, đoàn đánh giá"), max_length=150)
    note = models.CharField(_("nhận xét"), max_length=600, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = _("kết quả đánh giá")
        ordering = ["round", "ward"]
        constraints = [
            models.UniqueConstraint(fields=["round", "ward"], name="ward_is_assessed_once_a_round"),
            models.UniqueConstraint(fields=["id", "province"], name="assessment_with_its_province"),
            models.CheckConstraint(condition=~Q(assessor=""), name="assessment_names_its_assessor"),
        ]

    def __str__(self) -> str:
        return f"{self.ward} – {self.round}"


@recorded()
class Score(models.Model):
    """The score of one criterion, with its evidence; `max_score` repeats the criterion's (a key says so)."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores", db_constraint=False)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", editable=False)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores", db_constraint=False)
    max_score = models.DecimalField(max_digits=5, decimal_places=2, editable=False)
    value = models.DecimalField(_("điểm"), max_digits=5, decimal_places=2)
    evidence = models.CharField(_("minh chứng"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("điểm")
        ordering = ["criterion__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="criterion_is_scored_once"),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=F("max_score")),
                name="score_lies_in_its_range",
                violation_error_message=_("Điểm phải từ 0 đến điểm cao nhất của tiêu chí."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
