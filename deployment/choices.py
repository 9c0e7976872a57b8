"""The words of the field: posts, forces, sexes, ranks and statuses, as stored and as read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Post(models.TextChoices):
    """Nghị định 42/2021/NĐ-CP, Điều 6."""

    CHIEF = "chief", _("Trưởng Công an")
    DEPUTY = "deputy", _("Phó Trưởng Công an")
    MEMBER = "member", _("Công an viên")


class Force(models.TextChoices):
    REGULAR = "regular", _("Chính quy")
    SEMI_PROFESSIONAL = "semi_professional", _("Bán chuyên trách")


class Sex(models.TextChoices):
    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class Course(models.TextChoices):
    """What officers are trained in: of one officer here, counted by commune in the support conditions."""

    PROFESSIONAL = "professional", _("Bồi dưỡng nghiệp vụ")
    LAW = "law", _("Bồi dưỡng pháp luật")
    LANGUAGE = "language", _("Tiếng dân tộc")
    OTHER = "other", _("Bồi dưỡng khác")


class Rank(models.IntegerChoices):
    """Luật Công an nhân dân 37/2018/QH14, Điều 21, low to high."""

    HA_SI = 1, _("Hạ sĩ")
    TRUNG_SI = 2, _("Trung sĩ")
    THUONG_SI = 3, _("Thượng sĩ")
    THIEU_UY = 4, _("Thiếu úy")
    TRUNG_UY = 5, _("Trung úy")
    THUONG_UY = 6, _("Thượng úy")
    DAI_UY = 7, _("Đại úy")
    THIEU_TA = 8, _("Thiếu tá")
    TRUNG_TA = 9, _("Trung tá")
    THUONG_TA = 10, _("Thượng tá")
    DAI_TA = 11, _("Đại tá")
    THIEU_TUONG = 12, _("Thiếu tướng")
    TRUNG_TUONG = 13, _("Trung tướng")
    THUONG_TUONG = 14, _("Thượng tướng")
    DAI_TUONG = 15, _("Đại tướng")


class Trait(models.TextChoices):
    """A class of communes that a rule may single out."""

    ANY = "", _("mọi xã")
    KEY = "is_key", _("trọng điểm, phức tạp về an ninh, trật tự")
    BORDER = "is_border", _("biên giới")
    ISLAND = "is_island", _("hải đảo")


class Status(models.TextChoices):
    """What the rule says of a commune on a day; each commune in scope has exactly one."""

    COMPLIANT = "compliant", _("Đạt")
    NO_CHIEF = "no_chief", _("Khuyết Trưởng Công an")
    BELOW_MINIMUM = "below_minimum", _("Thiếu cán bộ")
    NOT_DEPLOYED = "not_deployed", _("Chưa bố trí")


class OfferState(models.TextChoices):
    """A transfer between provinces."""

    ASKED = "asked", _("Chờ trả lời")
    AGREED = "agreed", _("Đã đồng ý")
    DECLINED = "declined", _("Không đồng ý")
    WITHDRAWN = "withdrawn", _("Đã rút")


class ListName(models.TextChoices):
    """The lists that people filter, arrange and take away."""

    COMMUNES = "communes", _("Xã, thị trấn")
    OFFICERS = "officers", _("Cán bộ")
    ASSIGNMENTS = "assignments", _("Quá trình bố trí")


class ImportKind(models.TextChoices):
    """What a file that is imported speaks of."""

    ASSIGNMENTS = "assignments", _("Quá trình bố trí")
    TRAININGS = "trainings", _("Đào tạo, bồi dưỡng")


class WorkState(models.TextChoices):
    """A piece of long work, done by the worker."""

    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang làm")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không làm được")
    LOST = "lost", _("Dừng giữa chừng")


class DraftState(models.TextChoices):
    """A transfer that a province took from a plan."""

    OPEN = "open", _("Dự kiến")
    DONE = "done", _("Đã điều chuyển")
    DISCARDED = "discarded", _("Đã bỏ")
