"""What fits some words: each kind from its own queryset, narrowed to the reader's scope first."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.formats import format_day
from communes.models import Commune, Province
from communes.vietnamese import fold
from config.menu import menu_of
from config.search.hits import (
    Hit,
    HitGroup,
    commune_hit,
    group,
    officer_hit,
    province_hit,
    report_hit,
    sealed_hit,
)
from deployment.days import default_day, kept_day
from deployment.models import Officer
from deployment.picking import Found, communes_called, officers_called
from reports.models import Document, NationalReport
from reports.period_views.found import visible_reports

MOST = 5
LONGEST = 100
LOOKED_THROUGH = 200  # newest titles, which are few and folded here


def found_for(request: HttpRequest, user: User, text: str) -> list[HitGroup]:
    """Give the groups that hold something for `text`, most wanted first; nothing for less than a letter."""
    if not fold(text):
        return []
    kinds = (_pages, _provinces, _communes, _officers, _reports, _sealed, _documents, _plans)
    groups = (kind(request, user, text) for kind in kinds)
    return [found for found in groups if found.hits]


def _pages(request: HttpRequest, user: User, text: str) -> HitGroup:
    items = {item.url: (item.label, group.label) for group in menu_of(request, user) for item in group.items}
    hits = [Hit(url, label, place) for url, (label, place) in items.items() if _holds(label, text)]
    return group("pages", _("Trang"), hits[:MOST])


def _provinces(request: HttpRequest, user: User, text: str) -> HitGroup:
    fitting = list(_provinces_called(user, text)[: MOST + 1])
    hits = [province_hit(place, kept_day(request)) for place in fitting[:MOST]]
    return group("provinces", _("Tỉnh, thành phố"), hits)


def _provinces_called(user: User, text: str) -> Any:
    visible = visible_to(user, Province.objects.all(), province="pk")
    return visible.named_like(text).order_by("code")


def _communes(request: HttpRequest, user: User, text: str) -> HitGroup:
    found = communes_called(text, visible_to(user, Commune.objects.select_related("district", "province")))
    hits = [commune_hit(commune, kept_day(request)) for commune in _first(found)]
    url = f"{reverse('deployment:communes')}?{urlencode({'q': text})}"
    return group("communes", _("Xã, phường, thị trấn"), hits, found.count - len(hits), url)


def _officers(request: HttpRequest, user: User, text: str) -> HitGroup:
    found = officers_called(text, visible_to(user, Officer.objects.all()), user, default_day())
    told = {candidate.record.pk: candidate.detail for candidate in found.candidates}
    hits = [officer_hit(officer, _who(officer, told)) for officer in _first(found)]
    url = f"{reverse('deployment:officers')}?{urlencode({'q': text})}"
    return group("officers", _("Cán bộ"), hits, found.count - len(hits), url)


def _who(officer: Officer, told: dict[int, str]) -> str:
    post = told.get(officer.pk)
    return f"{officer.service_number} · {post}" if post else officer.service_number


def _first(found: Found) -> list[Any]:
    if found.exact and not found.candidates:
        return [found.exact]
    return [candidate.record for candidate in found.candidates[:MOST]]


def _reports(request: HttpRequest, user: User, text: str) -> HitGroup:
    rows = visible_reports(user).order_by("-period__cut_off", "province__code")
    if not user.is_provincial:  # all provinces of the newest periods
        rows = rows[: LOOKED_THROUGH * 10]
    words = fold(text).split()
    fitting = _titled(rows, words, lambda row: f"{row.period.title} {row.province.name} {_('báo cáo')}")
    return group("reports", _("Báo cáo của địa phương"), [report_hit(row) for row in fitting])


def _sealed(request: HttpRequest, user: User, text: str) -> HitGroup:
    if not user.sees_nation:
        return group("sealed", "", [])
    rows = NationalReport.objects.light().only("title", "version", "as_of")[:LOOKED_THROUGH]
    fitting = _titled(rows, fold(text).split(), lambda row: f"{row} {format_day(row.as_of)}")
    return group("sealed", _("Báo cáo toàn quốc"), [sealed_hit(row) for row in fitting])


def _documents(request: HttpRequest, user: User, text: str) -> HitGroup:
    if not user.sees_nation:
        return group("documents", "", [])
    rows = Document.objects.select_related("issue")[:LOOKED_THROUGH]
    fitting = _titled(
        rows, fold(text).split(), lambda row: f"{row.name} {row.issue or ''} {row.get_kind_display()}"
    )
    hits = [
        Hit(
            reverse("reports:document_copy", args=[row.pk]),
            row.name,
            f"{row.get_kind_display()} {row.issue or ''}",
        )
        for row in fitting
    ]
    return group("documents", _("Văn bản"), hits)


def _plans(request: HttpRequest, user: User, text: str) -> HitGroup:
    word = fold(_("Phương án"))
    rest = fold(text).removeprefix(word).strip() if fold(text).startswith(word) else fold(text)
    places = _provinces_called(user, rest)[:MOST] if rest else []
    hits = [
        Hit(reverse("deployment:plan", args=[place.code]), _("Phương án cân đối biên chế"), place.name)
        for place in places
    ]
    return group("plans", _("Phương án"), hits)


def _titled(rows: Iterable[Any], words: list[str], title: Callable[[Any], str]) -> list[Any]:
    """Give the first of `rows` whose title holds every one of `words`."""
    fitting: list[Any] = []
    for row in rows:
        if all(word in fold(title(row)) for word in words):
            fitting.append(row)
        if len(fitting) == MOST:
            break
    return fitting


def _holds(label: str, text: str) -> bool:
    return fold(text) in fold(label)
