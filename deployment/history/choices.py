"""The words of the history."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What happened to the row; the values are the labels of the events."""

    INSERT = "insert", _("Thêm")
    UPDATE = "update", _("Sửa")
    DELETE = "delete", _("Xóa")


class Source(models.TextChoices):
    """What made the change."""

    PAGE = "page", _("Trang")
    COMMAND = "command", _("Lệnh")
    WORK = "work", _("Việc chạy nền")
    IMPORT = "import", _("Nhập từ tệp")
    CONSOLE = "console", _("Trực tiếp trên cơ sở dữ liệu")
