"""Support conditions of a commune in a period: premises, equipment, funds, training, staff, party."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, Province
from deployment.choices import Course
from reports.choices import PartyCell, Premises
from reports.models.periods import ProvincialReport

MOST_MONEY = 10**13  # đồng, for one commune and item: more is a slip of the hand
FUNDS = tuple(
    f"{source}_{item}_{state}"
    for source in ("ministry", "province")
    for item in ("premises", "equipment", "other")
    for state in ("planned", "spent")
)
EQUIPMENT = ("motorcycles", "computers", "radios", "tool_sets")
TRAINING = tuple(f"trained_{course.value}" for course in Course)
STAFF = ("semi_remaining", "semi_released")
COUNTS = (*EQUIPMENT, *TRAINING, *STAFF)


def _count(label: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, null=True, blank=True)


def _money(label: Any) -> models.BigIntegerField:
    return models.BigIntegerField(label, null=True, blank=True)


@recorded()
class SupportCondition(models.Model):
    """What one commune has, as its province enters it for a period. An empty value is not known; 0 is none.

    Money is whole đồng. Funds are by source (the Ministry's budget, the province's), item and state.
    """

    report = models.ForeignKey(ProvincialReport, models.PROTECT, related_name="support", editable=False)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", editable=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="support", db_constraint=False, verbose_name=_("xã")
    )
    premises = models.CharField(_("Trụ sở"), max_length=16, choices=Premises, blank=True)
    motorcycles = _count(_("Xe máy"))
    computers = _count(_("Máy vi tính"))
    radios = _count(_("Bộ đàm"))
    tool_sets = _count(_("Bộ công cụ hỗ trợ"))
    ministry_premises_planned = _money(_("Bộ cấp, trụ sở, kế hoạch"))
    ministry_premises_spent = _money(_("Bộ cấp, trụ sở, đã chi"))
    ministry_equipment_planned = _money(_("Bộ cấp, trang thiết bị, kế hoạch"))
    ministry_equipment_spent = _money(_("Bộ cấp, trang thiết bị, đã chi"))
    ministry_other_planned = _money(_("Bộ cấp, khác, kế hoạch"))
    ministry_other_spent = _money(_("Bộ cấp, khác, đã chi"))
    province_premises_planned = _money(_("Địa phương cấp, trụ sở, kế hoạch"))
    province_premises_spent = _money(_("Địa phương cấp, trụ sở, đã chi"))
    province_equipment_planned = _money(_("Địa phương cấp, trang thiết bị, kế hoạch"))
    province_equipment_spent = _money(_("Địa phương cấp, trang thiết bị, đã chi"))
    province_other_planned = _money(_("Địa phương cấp, khác, kế hoạch"))
    province_other_spent = _money(_("Địa phương cấp, khác, đã chi"))
    trained_professional = _count(_("Bồi dưỡng nghiệp vụ (người)"))
    trained_law = _count(_("Bồi dưỡng pháp luật (người)"))
    trained_language = _count(_("Tiếng dân tộc (người)"))
    trained_other = _count(_("Bồi dưỡng khác (người)"))
    semi_remaining = _count(_("Bán chuyên trách còn sử dụng"))
    semi_released = _count(_("Bán chuyên trách đã cho thôi"))
    party_cell = models.CharField(_("Tổ chức Đảng"), max_length=5, choices=PartyCell, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("điều kiện bảo đảm")
        ordering = ["commune__code"]
        constraints = [
            models.UniqueConstraint(fields=["report", "commune"], name="commune_has_its_conditions_once"),
            models.CheckConstraint(
                condition=Q(
                    *(Q(**{name: None}) | Q(**{f"{name}__range": (0, MOST_MONEY)}) for name in FUNDS)
                ),
                name="support_money_is_not_negative",
                violation_error_message=_("Số tiền không được âm."),
            ),
            models.CheckConstraint(
                condition=Q(premises__in=["", *Premises.values]) & Q(party_cell__in=["", *PartyCell.values]),
                name="support_words_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune} – {self.report}"
