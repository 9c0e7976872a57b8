"""The people who sign in: a role, and for provincial roles the province."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.kept_models import KeptForm  # noqa: F401  (a model of this room)
from accounts.notice_models import (  # noqa: F401  (models of this room)
    MailAddress,
    Mailing,
    Notice,
    NoticeChoice,
    NoticeKind,
    Way,
)
from communes.history import recorded
from communes.models import Province


class Role(models.TextChoices):
    MINISTRY = "ministry", _("Bộ Công an")
    PROVINCE_EDITOR = "province_editor", _("Cán bộ nhập liệu của địa phương")
    PROVINCE_APPROVER = "province_approver", _("Chỉ huy duyệt của địa phương")
    AUDITOR = "auditor", _("Kiểm tra, giám sát")


class Language(models.TextChoices):
    VIETNAMESE = "vi"
    ENGLISH = "en"


PROVINCIAL_ROLES = (Role.PROVINCE_EDITOR, Role.PROVINCE_APPROVER)
NATIONAL_ROLES = (Role.MINISTRY, Role.AUDITOR)


@recorded("password", "last_login", "language", "password_expires_at")
class User(AbstractUser):
    """An account. A superuser has no role: it manages accounts and may import for any province.

    language: what its reader last chose; "" where nothing was (`accounts.language`).
    """

    role = models.CharField(_("vai trò"), max_length=20, choices=Role, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, verbose_name=_("tỉnh, thành phố")
    )
    language = models.CharField(max_length=2, choices=Language, blank=True, default="")
    # Of a password that somebody else knows: made by the machine, or given by the administrator.
    password_expires_at = models.DateTimeField(
        _("mật khẩu tạm dùng đến"), null=True, blank=True, editable=False
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=["", *Language.values]), name="account_reads_a_known_language"
            ),
            models.CheckConstraint(
                condition=Q(role__in=PROVINCIAL_ROLES, province__isnull=False)
                | Q(province=None) & ~Q(role__in=PROVINCIAL_ROLES),
                name="provincial_roles_alone_have_a_province",
                violation_error_message=_("Vai trò của địa phương phải có tỉnh, vai trò khác thì không."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values) | Q(role="", is_superuser=True),
                name="account_has_a_known_role",
                violation_error_message=_("Tài khoản phải có một vai trò."),
            ),
        ]

    @property
    def is_provincial(self) -> bool:
        return self.role in PROVINCIAL_ROLES

    @property
    def own_province(self) -> Province:
        """The province of a provincial account, which the database makes sure of."""
        if self.province is None:
            raise ValueError(f"{self} has no province")
        return self.province

    @property
    def sees_nation(self) -> bool:
        return self.role in NATIONAL_ROLES or self.is_superuser


@recorded("digest", "last_used_at")
class ApiToken(models.Model):
    """Lets a program act as an account, until a day; only the digest of its text is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    label = models.CharField(_("dùng cho"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(_("được ghi"), default=False)
    created_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("mã truy cập API")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="token_expires_after_it_is_made"
            ),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="token_has_a_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.pk} ({self.user})"


class KeyedAnswer(models.Model):
    """The answer to a write that named an idempotency key: the same key again gets the same answer."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_for_a_key")]


class ChainPart(models.Model):
    """The events that one statement wrote into one table, at most 1,000, each with its SHA-256.

    columns: what was hashed of a row; hash: over all the rest. Triggers write it (`accounts.chain`).
    """

    book = models.CharField(max_length=20)
    table = models.CharField(max_length=63)
    columns = models.TextField()
    events = ArrayField(models.BigIntegerField())
    digests = models.BinaryField()
    contexts = ArrayField(models.UUIDField())
    context_digests = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["table", "id"], name="parts_of_a_table")]


class ChainLink(models.Model):
    """The parts of one transaction, chained to the link before. Triggers write it (`accounts.chain`)."""

    book = models.CharField(max_length=20)
    number = models.BigIntegerField(_("số"))
    at = models.DateTimeField(_("lúc"))
    parts = ArrayField(models.BigIntegerField())
    events = models.IntegerField(_("số thay đổi"))
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        ordering = ["book", "number"]
        indexes = [models.Index(fields=["book", "at"], name="links_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="links_of_a_book_are_numbered")
        ]


class SeenKind(models.TextChoices):
    OFFICER = "officer", _("cán bộ")
    COMMUNE = "commune", _("xã, thị trấn")
    PROVINCE = "province", _("tỉnh, thành phố")
    REPORT = "report", _("báo cáo của địa phương")
    SEALED = "sealed", _("báo cáo toàn quốc")


class RecentlySeen(models.Model):
    """A record whose page an account opened: which one, not what stood there; the newest few are kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="seen")
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=SeenKind)
    record = models.CharField(max_length=40)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "record"], name="a_record_is_seen_once"),
            models.CheckConstraint(condition=Q(kind__in=SeenKind.values), name="seen_is_of_a_known_kind"),
        ]


class Purpose(models.Model):
    """What personal data are processed for, on which ground, from which day: the register of purposes.

    Nghị định 13/2023/NĐ-CP asks for the purpose of each processing; the log of reading names it.
    """

    code = models.SlugField(_("mã"), max_length=20)
    name = models.CharField(_("mục đích"), max_length=200)
    ground = models.CharField(_("căn cứ"), max_length=300)
    data = models.CharField(_("dữ liệu"), max_length=300)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        ordering = ["code", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="purpose_starts_once_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=models.F("starts_on")),
                name="purpose_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    READ = "read", _("Đã đọc")
    FORBIDDEN = "forbidden", _("Bị từ chối: vai trò không được làm")
    ELSEWHERE = "elsewhere", _("Bị từ chối: bản ghi của đơn vị khác")
    UNKNOWN = "unknown", _("Không có bản ghi như vậy")
    SIGNED_IN = "signed_in", _("Đã đăng nhập")
    SIGN_IN = "sign_in", _("Đăng nhập không thành công")
    TOKEN = "token", _("Mã truy cập API không dùng được")


class Reading(models.Model):
    """Who read which personal records, or was refused: rows are only ever added (`config.reading`).

    name: of the account, as it was; route: the address by its name; query: its filters; records: how many
    rows were given, None where the answer was the reader's own stored copy or a file as a whole.
    """

    chained_in = "reading"

    at = models.DateTimeField(_("lúc"), db_default=Now(), db_index=True)
    account = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("tài khoản"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("địa chỉ máy"), null=True)
    outcome = models.CharField(_("kết quả"), max_length=9, choices=Outcome)
    route = models.CharField(_("trang"), max_length=100)
    method = models.CharField(max_length=7)
    path = models.CharField(_("địa chỉ"), max_length=300)
    query = models.CharField(_("bộ lọc"), max_length=500, blank=True)
    status = models.PositiveSmallIntegerField()
    records = models.PositiveIntegerField(_("số bản ghi"), null=True)
    purpose = models.ForeignKey(Purpose, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["account", "-id"], name="readings_of_an_account")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="reading_outcome_is_known")
        ]
