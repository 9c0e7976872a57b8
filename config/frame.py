"""What every page's frame needs: the menu of one's role, the theme one chose, whether data are synthetic."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.theme import theme_of
from deployment.models import Dataset


@dataclass(frozen=True)
class MenuItem:
    url: str
    label: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """Give `menu`, `theme` ("" follows the device) and `is_synthetic` (asked only when shown)."""
    user = getattr(request, "user", None)
    return {
        "menu": _menu(request, user) if isinstance(user, User) else [],
        "theme": theme_of(request),
        "is_synthetic": Dataset.objects.exists,
    }


def _menu(request: HttpRequest, user: User) -> list[MenuItem]:
    if user.is_provincial and user.province:
        first = (reverse("reports:province", args=[user.province.code]), _("Địa phương"))
    else:
        first = (reverse("reports:summary"), _("Tổng hợp"))
    links = [
        first,
        (reverse("deployment:communes"), _("Xã, thị trấn")),
        (reverse("deployment:officers"), _("Cán bộ")),
    ]
    path = request.path
    return [MenuItem(url, label, path == url or path.startswith(url)) for url, label in links]
