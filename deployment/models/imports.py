"""Imports: a file that was uploaded and judged, and the receipt of one that was written."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Province
from deployment.choices import ImportKind


@recorded("changes", "warnings")
class Receipt(models.Model):
    """An import that was written whole. Its id is the receipt's number.

    province: that of all its rows; None where a superuser's file spoke of several. changes: what it
    made and what stood before, packed by `deployment.importing.changes`, for taking it back. undecided: how
    many of the file's postings were written without a decision's number, None where nobody counted them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người nhập")
    )
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(
        _("nội dung tệp"), max_length=11, choices=ImportKind, default=ImportKind.ASSIGNMENTS
    )
    file_name = models.CharField(_("tệp"), max_length=120)
    sha256 = models.CharField(max_length=64)
    by_command = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(_("số dòng"))
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    transferred = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    undecided = models.PositiveIntegerField(_("số lần bố trí chưa có số quyết định"), null=True)
    warnings = models.JSONField(default=list)
    changes = models.BinaryField()
    made_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    reverted_at = models.DateTimeField(null=True)
    reverted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverted_at=None, reverted_by=None)
                | Q(reverted_at__isnull=False, reverted_by__isnull=False),
                name="receipt_is_reverted_by_somebody",
            ),
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="receipt_kind_is_known"),
            models.CheckConstraint(
                condition=Q(
                    rows=models.F("created")
                    + models.F("updated")
                    + models.F("transferred")
                    + models.F("ended")
                    + models.F("unchanged")
                ),
                name="receipt_accounts_for_every_row",
            ),
        ]
        indexes = [models.Index(fields=["province", "-id"], name="receipt_by_province")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as people quote it."""
        return f"BN-{self.pk:06d}"

    @property
    def written(self) -> int:
        """How many rows changed something."""
        return self.rows - self.unchanged


class Upload(models.Model):
    """A file as its user sent it, and what it would do; it becomes a receipt once that is confirmed.

    name: what the user calls the file, for people alone. preview: packed by
    `deployment.importing.preview`, None while the file is being checked.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=11, choices=ImportKind, default=ImportKind.ASSIGNMENTS)
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    preview = models.BinaryField(null=True)
    receipt = models.OneToOneField(Receipt, models.SET_NULL, null=True, related_name="upload")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="upload_kind_is_known"),
        ]
        indexes = [models.Index(fields=["user", "uploaded_at"], name="upload_by_user")]

    def __str__(self) -> str:
        return self.name
