"""What every page's frame needs: the menu of one's role, the theme one chose, whether data are synthetic."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import may_enter_postings
from accounts.signing_in.required import lacks_second_factor
from accounts.theme import theme_of
from config.language import switch_of
from deployment.models import Dataset


@dataclass(frozen=True)
class MenuItem:
    url: str
    label: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """Give `menu`, `may_enter` (postings), `theme` ("" follows the device), `switch` (of the language) and
    `is_synthetic`.

    The last is a function: asked of the database only where it is shown.
    """
    user = getattr(request, "user", None)
    return {
        "menu": _menu(request, user) if isinstance(user, User) else [],
        "may_enter": user is not None and may_enter_postings(user),
        "theme": theme_of(request),
        "switch": switch_of(request),
        "is_synthetic": Dataset.objects.exists,
        "second_factor_missing": lambda: isinstance(user, User) and lacks_second_factor(user),
    }


def _menu(request: HttpRequest, user: User) -> list[MenuItem]:
    """Give the pages of one's role; the one whose address the page's own begins with is current."""
    links = _provincial_links(user) if user.is_provincial else _national_links(user)
    return [
        MenuItem(url, label, request.path == url or (url != "/" and request.path.startswith(url)))
        for url, label in links
    ]


def _provincial_links(user: User) -> list[tuple[str, str]]:
    return [
        (reverse("home"), _("Việc cần làm")),
        (reverse("reports:periods"), _("Báo cáo")),
        (reverse("reports:province", args=[user.own_province.code]), _("Số liệu")),
        (reverse("reports:map"), _("Bản đồ")),
        (reverse("reports:trends"), _("Diễn biến")),
        (reverse("deployment:communes"), _("Xã, thị trấn")),
        (reverse("deployment:officers"), _("Cán bộ")),
        (reverse("deployment:import"), _("Nhập từ tệp")),
        (reverse("deployment:offers"), _("Điều chuyển")),
        (reverse("deployment:history"), _("Lịch sử")),
    ]


def _national_links(user: User) -> list[tuple[str, str]]:
    return [
        (reverse("reports:summary"), _("Tổng hợp")),
        (reverse("reports:periods"), _("Kỳ báo cáo")),
        (reverse("reports:list"), _("Báo cáo")),
        (reverse("reports:map"), _("Bản đồ")),
        (reverse("reports:trends"), _("Diễn biến")),
        (reverse("deployment:wards"), _("Phường điển hình")),
        (reverse("deployment:communes"), _("Xã, thị trấn")),
        (reverse("deployment:officers"), _("Cán bộ")),
        (reverse("deployment:assignments"), _("Bố trí")),
        (reverse("deployment:offers"), _("Điều chuyển")),
        (reverse("deployment:rules"), _("Quy định")),
        (reverse("deployment:history"), _("Lịch sử")),
    ]
