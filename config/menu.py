"""The menu of one's role: groups of pages, few enough to be read at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import may_enter_postings
from communes.addresses import address
from deployment.days import kept_day

UNDATED = ("home", "reports:periods", "reports:list", "reports:published", "deployment:offers",
           "deployment:import", "deployment:receipts", "deployment:history", "deployment:wards")  # fmt: skip


@dataclass(frozen=True)
class MenuItem:
    """A page, and whether the reader is on it or below it."""

    url: str
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class MenuGroup:
    """Pages under one word; a group of one is a plain link."""

    label: str
    items: tuple[MenuItem, ...]

    @property
    def is_current(self) -> bool:
        return any(item.is_current for item in self.items)

    @property
    def only(self) -> MenuItem | None:
        return self.items[0] if len(self.items) == 1 else None


Link = tuple[str, str]  # the name of a route and the word for it


def menu_of(request: HttpRequest, user: User) -> tuple[MenuGroup, ...]:
    """Give the groups for `user`; the page with the longest address that begins the reader's is current."""
    groups = _provincial(user) if user.is_provincial else _national(user)
    addresses = [url for _label, links in groups for _name, url, _word in links]
    current = max((url for url in addresses if _leads_to(url, request.path)), key=len, default="")
    query = kept_day(request)
    return tuple(
        MenuGroup(label, tuple(_item(link, current, query) for link in links)) for label, links in groups
    )


def _item(link: tuple[str, str, str], current: str, query: str) -> MenuItem:
    name, url, word = link
    return MenuItem(url if name in UNDATED else f"{url}{query}", word, url == current)


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _group(label: str, links: Iterable[Link], **arguments: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Resolve the addresses; `arguments`, by the last word of a route's name, go into its path."""
    found = []
    for name, word in links:
        given = arguments.get(name.rsplit(":", 1)[-1])
        found.append((name, address(name, *filter(None, [given])), word))
    return label, found


def _provincial(user: User) -> list[tuple[str, list[tuple[str, str, str]]]]:
    code = user.own_province.code
    own = {"province": code, "province_forecast": code, "plan": code, "province_chief_posts": code}
    return [
        _group(_("Việc cần làm"), [("home", _("Việc cần làm"))]),
        _group(_("Báo cáo"), [("reports:periods", _("Báo cáo"))]),
        _group(_("Số liệu"), [("reports:province", _("Số liệu của địa phương")), *_figures(own=True)], **own),
        _group(_("Lực lượng"), _force()),
        _group(
            _("Cập nhật"),
            [
                ("deployment:import", _("Nhập từ tệp")),
                ("deployment:receipts", _("Các lần nhập từ tệp")),
                ("deployment:plan", _("Phương án cân đối biên chế")),
                ("deployment:province_chief_posts", _("Trưởng Công an còn khuyết")),
                ("deployment:offers", _("Điều chuyển giữa các địa phương")),
            ],
            **own,
        ),
        _group(_("Tra cứu"), _reference()),
    ]


def _national(user: User) -> list[tuple[str, list[tuple[str, str, str]]]]:
    entered = [("deployment:import", _("Nhập từ tệp"))] if may_enter_postings(user) else []
    return [
        _group(_("Số liệu"), [("reports:summary", _("Tổng hợp toàn quốc")), *_figures(own=False)]),
        _group(
            _("Báo cáo"),
            [("reports:periods", _("Kỳ báo cáo")), ("reports:list", _("Báo cáo toàn quốc"))],
        ),
        _group(_("Lực lượng"), _force()),
        _group(
            _("Cân đối"),
            [
                ("deployment:nation_plan", _("Phương án cân đối biên chế")),
                ("deployment:chief_posts", _("Trưởng Công an còn khuyết")),
                ("deployment:offers", _("Điều chuyển giữa các địa phương")),
            ],
        ),
        _group(_("Tra cứu"), [*entered, ("deployment:receipts", _("Các lần nhập từ tệp")), *_reference()]),
    ]


def _figures(*, own: bool) -> list[Link]:
    return [
        ("reports:map", _("Bản đồ")),
        ("reports:trends", _("Diễn biến")),
        ("reports:province_forecast" if own else "reports:forecast", _("Dự báo")),
        ("reports:published", _("Số liệu đã công bố")),
    ]


def _force() -> list[Link]:
    return [
        ("deployment:communes", _("Xã, thị trấn")),
        ("deployment:officers", _("Cán bộ")),
        ("deployment:assignments", _("Bố trí")),
        ("deployment:wards", _("Phường điển hình, kiểu mẫu")),
    ]


def _reference() -> list[Link]:
    return [("deployment:rules", _("Quy định")), ("deployment:history", _("Lịch sử thay đổi"))]
