"""Figures that somebody published, kept beside what the software computes; never mixed with it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from reports.choices import Bound, Measure, Precision

NATION = "VN"


@recorded()
class PublishedFigure(models.Model):
    """One figure of one place, as its source gives it.

    A published figure is public, so it belongs to no province's own records; `place_code` ("VN" or a
    province's code, read for the day) says whose it is. `as_of`: the last day that the source can mean.
    """

    place_code = models.CharField(_("địa phương"), max_length=2)
    measure = models.CharField(_("chỉ tiêu"), max_length=22, choices=Measure)
    bound = models.CharField(_("cách nói"), max_length=9, choices=Bound, default=Bound.EXACT)
    value = models.DecimalField(_("trị số"), max_digits=9, decimal_places=1)
    as_of = models.DateField(_("tính đến ngày"), null=True, blank=True)
    precision = models.CharField(_("nguồn ghi ngày"), max_length=7, choices=Precision, default=Precision.DAY)
    denominator = models.PositiveIntegerField(_("mẫu số"), null=True, blank=True)
    denominator_words = models.CharField(_("mẫu số là"), max_length=120, blank=True)
    source = models.CharField(_("nguồn"), max_length=300)
    published_on = models.DateField(_("ngày công bố"), null=True, blank=True)
    explanation = models.CharField(_("giải thích của Bộ"), max_length=600, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("số liệu đã công bố")
        ordering = [F("as_of").desc(nulls_last=True), "-place_code", "source", "measure"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place_code__regex=r"^([0-9]{2}|VN)$"), name="published_place_has_its_form"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values)
                & Q(bound__in=Bound.values)
                & Q(precision__in=Precision.values),
                name="published_words_are_known",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="published_value_is_not_negative",
                violation_error_message=_("Trị số không được âm."),
            ),
            models.CheckConstraint(
                condition=Q(as_of=None, precision=Precision.UNKNOWN)
                | Q(as_of__isnull=False) & ~Q(precision=Precision.UNKNOWN),
                name="published_day_goes_with_its_precision",
                violation_error_message=_("Ghi ngày, hoặc chọn “không ghi ngày” và để trống ngày."),
            ),
            models.CheckConstraint(
                condition=~Q(measure__in=(Measure.COMMUNES_DEPLOYED, Measure.PROVINCES_DEPLOYED))
                | Q(denominator=None)
                | Q(value__lte=F("denominator")),
                name="published_part_is_not_above_the_whole",
                violation_error_message=_("Trị số lớn hơn mẫu số."),
            ),
            models.UniqueConstraint(
                fields=["place_code", "measure", "as_of", "source"],
                nulls_distinct=False,
                name="one_published_figure_of_a_source",
                violation_error_message=_("Số liệu này của nguồn này đã có trong sổ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.get_measure_display()}: {self.value} ({self.source})"
