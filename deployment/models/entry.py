"""What entry needs beside the facts: forms sent once, and transfers on which two provinces agree."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Commune, Province
from deployment.choices import OfferState, Post
from deployment.models.officers import Officer


class Submission(models.Model):
    """A form that was carried out; the same form sent again leads to `target` and changes nothing."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    target = models.CharField(max_length=300)
    done_at = models.DateTimeField(auto_now_add=True, db_index=True)


class TransferOfferQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state=OfferState.ASKED)


@recorded()
class TransferOffer(models.Model):
    """A province asks for an officer of another; until that one agrees, the officer stays where he is."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="offers", verbose_name=_("cán bộ"))
    releasing = models.ForeignKey(
        Province, models.PROTECT, related_name="+", verbose_name=_("địa phương đang quản lý")
    )
    receiving = models.ForeignKey(
        Province, models.PROTECT, related_name="+", verbose_name=_("địa phương tiếp nhận")
    )
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name=_("xã tiếp nhận"))
    post = models.CharField(_("chức vụ"), max_length=6, choices=Post)
    starts_on = models.DateField(_("từ ngày"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=9, choices=OfferState, default=OfferState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    objects = TransferOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(releasing=F("receiving")), name="offer_crosses_provinces"),
            models.CheckConstraint(
                condition=Q(state=OfferState.ASKED, answered_at=None, answered_by=None)
                | ~Q(state=OfferState.ASKED) & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="offer_is_answered_with_its_state",
            ),
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(state=OfferState.ASKED),
                name="officer_has_one_open_offer",
                violation_error_message=_("Cán bộ này đang có một đề nghị điều chuyển chờ trả lời."),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.officer}: {self.releasing} → {self.receiving}, {self.get_post_display()} {self.commune}"
        )
