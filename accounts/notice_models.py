"""What an account is told, how it wants to be told, and where its mail goes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.history import recorded
from communes.models import Province


class NoticeKind(models.TextChoices):
    PERIOD_OPENED = "opened", _("Kỳ báo cáo mở")
    DUE_SOON = "due", _("Sắp đến hạn gửi báo cáo")
    SENT = "sent", _("Địa phương gửi báo cáo")
    RETURNED = "returned", _("Báo cáo bị trả lại")
    APPROVED = "approved", _("Báo cáo được duyệt")
    RENEWED = "renewed", _("Biểu mẫu của kỳ được cập nhật")
    TRANSFER_ASKED = "asked", _("Địa phương khác đề nghị điều chuyển")
    TRANSFER_ANSWERED = "answered", _("Đề nghị điều chuyển được trả lời")


class Way(models.TextChoices):
    SITE = "site", _("Chỉ trên trang")
    AT_ONCE = "at_once", _("Trên trang và gửi thư ngay")
    DAILY = "daily", _("Trên trang và thư gộp mỗi sáng")
    NONE = "none", _("Không báo")


class Notice(models.Model):
    """Something that happened to a record its reader may see; says what, not whose. `key` tells it once.

    province: the account's own when it was told; one who moved elsewhere does not read on.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=NoticeKind)
    key = models.CharField(max_length=60)
    url = models.CharField(max_length=200)
    words = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user"], condition=Q(read_at=None), name="unread_notices")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="a_thing_is_told_once"),
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(url__startswith="/"), name="notice_leads_into_the_site"),
        ]


class NoticeChoice(models.Model):
    """How an account wants to be told of one kind; what it never chose is told on the site."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=8, choices=NoticeKind)
    way = models.CharField(max_length=8, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_choice_for_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values, way__in=Way.values), name="choice_is_a_known_one"
            ),
        ]


@recorded("code", "code_sent_at", "code_expires_at", "tries")
class MailAddress(models.Model):
    """Where an account gets mail; nothing but a code is sent there until that code came back."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_address")
    address = models.EmailField(_("địa chỉ thư điện tử"))
    verified_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    code = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_expires_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.address


class Mailing(models.Model):
    """One notice to one address. It is taken before it is sent, so that nobody else sends it too."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="mailings")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    address = models.EmailField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(taken_at=None), name="mail_to_send")]
        constraints = [models.UniqueConstraint(fields=["notice", "address"], name="one_mail_for_a_notice")]
