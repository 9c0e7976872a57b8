"""The ground: regions, provinces, districts and communes, each with the days on which it exists."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.vietnamese import fold, sort_key


class ProvinceKind(models.TextChoices):
    PROVINCE = "tinh", _("tỉnh")
    MUNICIPALITY = "thanh_pho_truc_thuoc", _("thành phố trực thuộc trung ương")


class DistrictKind(models.TextChoices):
    URBAN_DISTRICT = "quan", _("quận")
    RURAL_DISTRICT = "huyen", _("huyện")
    TOWN = "thi_xa", _("thị xã")
    CITY = "thanh_pho", _("thành phố")


class CommuneKind(models.TextChoices):
    COMMUNE = "xa", _("xã")
    TOWNSHIP = "thi_tran", _("thị trấn")
    WARD = "phuong", _("phường")
    SPECIAL_ZONE = "dac_khu", _("đặc khu")


class PointPrecision(models.TextChoices):
    COMMUNE = "commune", _("điểm của xã")
    DISTRICT = "district", _("điểm giữa của huyện")


KINDS_IN_NAMES = tuple(
    sorted(
        {str(label).lower() for kinds in (ProvinceKind, DistrictKind, CommuneKind) for label in kinds.labels},
        key=len,
        reverse=True,
    )
)


def short_name(name: str) -> str:
    """Give an official name without its kind: "Xã Nậm Kè" is "Nậm Kè"."""
    for kind in KINDS_IN_NAMES:
        if name.lower().startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    return name


class DateRange(Func):
    """`daterange(start, end)`, half-open; NULL is unbounded."""

    function = "DATERANGE"
    output_field = DateRangeField()


DAYS_OF_EXISTENCE = DateRange("exists_from", "exists_until", RangeBoundary())


class UnitQuerySet(models.QuerySet):
    def existing_on(self, day: date) -> Self:
        """Units that exist on `day`; `exists_until` is the first day on which they no longer do."""
        return self.filter(
            Q(exists_from=None) | Q(exists_from__lte=day),
            Q(exists_until=None) | Q(exists_until__gt=day),
        )

    def called(self, code: str, day: date) -> Any:
        """The unit of `code` on `day`, or where none exists then, the last one before or else after it.

        Gives None for an unknown code. A code names one unit at a time, and may name several over time.
        """
        units: list[Any] = sorted(self.filter(code=code), key=lambda unit: unit.exists_until or date.max)
        ended = [unit for unit in units if (unit.exists_until or date.max) <= day]
        return next((unit for unit in units if unit.exists_on(day)), None) or next(
            iter(ended[-1:] or units), None
        )

    def named_like(self, text: str) -> Self:
        """Units whose name or code holds `text`; accents and case do not matter."""
        return self.filter(Q(search_key__contains=fold(text)) | Q(code=text.strip()))


class Unit(models.Model):
    """What provinces, districts and communes share. A code is an identity only within its days:
    GSO gave codes of 2021 to other units from 1/7/2025."""

    code = models.CharField(_("mã"), max_length=5)
    name = models.CharField(_("tên"), max_length=100)
    short_name = models.CharField(_("tên gọi"), max_length=100)
    sort_key = models.CharField(max_length=250, db_collation="C", editable=False)
    search_key = models.CharField(max_length=100, editable=False)
    exists_from = models.DateField(_("có từ ngày"), null=True, blank=True)
    exists_until = models.DateField(_("hết từ ngày"), null=True, blank=True)
    objects = UnitQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Tell whether the unit exists on `day`."""
        begun = self.exists_from is None or self.exists_from <= day
        return begun and (self.exists_until is None or day < self.exists_until)

    def set_name(self, name: str) -> None:
        """Set the official name and all that derives from it."""
        self.name, self.short_name = name, short_name(name)
        self.sort_key, self.search_key = sort_key(self.short_name), fold(name)


class IsNfc(Func):
    """True where the text is in Unicode normal form C."""

    template = "(%(expressions)s IS NFC NORMALIZED)"
    output_field = models.BooleanField()


def unit_constraints(table: str) -> Iterable[models.BaseConstraint]:
    """Give the constraints that each level of units has."""
    return (
        models.CheckConstraint(
            condition=Q(exists_until__gt=F("exists_from")), name=f"{table}_ends_after_it_begins"
        ),
        ExclusionConstraint(
            expressions=[("code", RangeOperators.EQUAL), (DAYS_OF_EXISTENCE, RangeOperators.OVERLAPS)],
            name=f"{table}_code_names_one_unit_at_a_time",
        ),
        models.CheckConstraint(
            condition=Q(name__regex=r"^\S.*\S$") & Q(IsNfc("name")), name=f"{table}_name_is_clean"
        ),
    )


class Region(models.Model):
    """One of the six socio-economic regions, in the order of the statistical yearbook."""

    code = models.CharField(_("mã"), max_length=1, unique=True)
    name = models.CharField(_("tên"), max_length=100)

    class Meta:
        ordering = ["code"]
        verbose_name = _("vùng")

    def __str__(self) -> str:
        return self.name


class Province(Unit):
    """A province or a municipality under central government."""

    kind = models.CharField(_("loại"), max_length=20, choices=ProvinceKind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="provinces", verbose_name=_("vùng"))
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_label = models.CharField(max_length=12, blank=True)

    class Meta(Unit.Meta):
        verbose_name = _("tỉnh, thành phố")
        constraints = [*unit_constraints("province")]


class District(Unit):
    """A district, town or city below a province; abolished on 1/7/2025."""

    kind = models.CharField(_("loại"), max_length=20, choices=DistrictKind)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="districts", verbose_name=_("tỉnh, thành phố")
    )

    class Meta(Unit.Meta):
        verbose_name = _("huyện, quận")
        constraints = [
            *unit_constraints("district"),
            models.UniqueConstraint(fields=["id", "province"], name="district_with_its_province"),
        ]


@recorded()
class Commune(Unit):
    """A commune, township or ward: the place whose police the software follows."""

    kind = models.CharField(_("loại"), max_length=10, choices=CommuneKind)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, related_name="communes", verbose_name=_("huyện, quận")
    )
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="communes", verbose_name=_("tỉnh, thành phố")
    )
    is_key = models.BooleanField(_("trọng điểm, phức tạp về an ninh, trật tự"), default=False)
    is_border = models.BooleanField(_("biên giới"), default=False)
    is_island = models.BooleanField(_("hải đảo"), default=False)
    organised_on = models.DateField(_("ngày quyết định tổ chức"), null=True, blank=True)
    organised_decision = models.CharField(_("số quyết định tổ chức"), max_length=60, blank=True)
    establishment = models.PositiveSmallIntegerField(_("biên chế"), null=True, blank=True)
    latitude = models.FloatField(_("vĩ độ"), null=True, blank=True, editable=False)
    longitude = models.FloatField(_("kinh độ"), null=True, blank=True, editable=False)
    point_precision = models.CharField(
        _("độ chính xác của điểm"), max_length=8, choices=PointPrecision, blank=True, editable=False
    )

    @property
    def name_in_district(self) -> str:
        """Its name with that of its district, which tells it from another of its name in the province."""
        return f"{self.name}, {self.district.name}" if self.district else self.name

    class Meta(Unit.Meta):
        verbose_name = _("xã, phường, thị trấn")
        constraints = [
            *unit_constraints("commune"),
            models.UniqueConstraint(fields=["id", "province"], name="commune_with_its_province"),
            models.CheckConstraint(
                condition=Q(organised_on=None, organised_decision="")
                | Q(organised_on__isnull=False) & ~Q(organised_decision=""),
                name="commune_is_organised_by_a_dated_decision",
                violation_error_message=_("Quyết định tổ chức phải có cả số và ngày."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None, point_precision="")
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(6, 24),
                    longitude__range=(102, 118),
                    point_precision__in=PointPrecision.values,
                ),
                name="commune_point_lies_in_viet_nam",
            ),
        ]
        indexes = [
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="commune_search"),
        ]
