"""What a province plans: transfers taken over from a plan, and who is to become chief where none is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, Province
from deployment.choices import DraftState
from deployment.models.assignments import Assignment
from deployment.models.officers import Officer


@recorded()
class DraftTransfer(models.Model):
    """A move that a province took from a plan, with the officer it has in mind; no posting until carried out.

    Composite foreign keys, made in the migration, keep both communes in the province.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("địa phương"))
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name=_("cán bộ"))
    from_commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", db_constraint=False, verbose_name=_("từ xã")
    )
    to_commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", db_constraint=False, verbose_name=_("đến xã")
    )
    planned_for = models.DateField(_("phương án tính đến ngày"))
    state = models.CharField(_("trạng thái"), max_length=9, choices=DraftState, default=DraftState.OPEN)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    assignment = models.ForeignKey(Assignment, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["from_commune__code", "officer__sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_commune=F("to_commune")), name="draft_leads_to_another_commune"
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.OPEN, closed_at=None, closed_by=None)
                | Q(
                    state__in=[DraftState.DONE, DraftState.DISCARDED],
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                ),
                name="draft_is_closed_with_its_state",
            ),
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(state=DraftState.OPEN),
                name="officer_has_one_open_draft",
                violation_error_message=_("Cán bộ này đã có trong danh sách điều chuyển dự kiến."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer}: {self.from_commune} → {self.to_commune}"


@recorded()
class ChiefPlan(models.Model):
    """By when a vacant post of chief is to be filled, and by whom; it stands for that one vacancy.

    vacant_since: the vacancy's first day, none where the commune never had a regular chief.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("địa phương"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", db_constraint=False, verbose_name=_("xã")
    )
    vacant_since = models.DateField(_("khuyết từ ngày"), null=True)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cán bộ dự kiến")
    )
    due_on = models.DateField(_("bổ nhiệm trước ngày"))
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "vacant_since"], nulls_distinct=False, name="one_plan_for_a_vacancy"
            ),
            models.CheckConstraint(
                condition=Q(vacant_since=None) | Q(due_on__gte=F("vacant_since")),
                name="chief_is_due_after_the_vacancy_begins",
                violation_error_message=_("Ngày dự kiến không được trước ngày bắt đầu khuyết."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune}: {self.due_on}"
