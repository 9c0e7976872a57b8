"""The register of documents: what was made of which figures, by whom, when, under which number."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.national import NationalReport


class Secrecy(models.TextChoices):
    """Luật Bảo vệ bí mật nhà nước 2018, Điều 8."""

    NONE = "", _("Không đóng dấu mật")
    SECRET = "mat", _("MẬT")
    TOP_SECRET = "toi_mat", _("TỐI MẬT")
    HIGHEST = "tuyet_mat", _("TUYỆT MẬT")


class DocumentKind(models.TextChoices):
    BRIEFING = "briefing", _("Báo cáo sơ kết (PDF)")
    WORKBOOK = "workbook", _("Phụ lục (bảng tính)")
    OPEN_WORKBOOK = "open", _("Phụ lục (bảng tính .ods)")
    COMMUNES = "communes", _("Phụ lục từng xã, thị trấn (PDF)")
    HISTORY = "history", _("Mã chuỗi lịch sử của ngày")


class Issue(models.Model):
    """The number and date under which a sealed report was issued; without one, its documents are drafts.

    A mistake is put right by another row; the newest holds.
    """

    report = models.ForeignKey(NationalReport, models.PROTECT, related_name="issues")
    number = models.CharField(_("số"), max_length=20)
    issued_on = models.DateField(_("ngày ban hành"))
    secrecy = models.CharField(_("độ mật"), max_length=9, choices=Secrecy, blank=True)
    secrecy_decision = models.CharField(_("số quyết định xác định độ mật"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="issue_has_a_number"),
            models.CheckConstraint(
                condition=Q(secrecy="", secrecy_decision="")
                | Q(secrecy__in=[level for level in Secrecy.values if level]) & ~Q(secrecy_decision=""),
                name="secrecy_comes_with_its_decision",
                violation_error_message=_("Dấu độ mật phải kèm số quyết định xác định độ mật."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Copy(models.Model):
    """A document's bytes, kept once however often it was made."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()


class Document(models.Model):
    """One making of a document; `made_by` is None for a command of the machine."""

    kind = models.CharField(_("văn bản"), max_length=9, choices=DocumentKind)
    as_of = models.DateField(_("số liệu đến hết ngày"))
    report = models.ForeignKey(NationalReport, models.PROTECT, null=True, related_name="documents")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=120)
    copy = models.ForeignKey(Copy, models.PROTECT, related_name="+")
    size = models.PositiveIntegerField(_("số byte"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("văn bản")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_is_known")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.issue_id is None
