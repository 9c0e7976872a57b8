"""What fits some words: each kind from its own queryset, narrowed to the reader's scope first."""

import re
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.formats import format_day
from communes.models import Commune, Province
from communes.vietnamese import fold
from config.menu import menu_of
from config.search.asked import Parts, begins_words, parts_meant, parts_of
from config.search.hits import (
    Hit,
    HitGroup,
    commune_hit,
    group,
    officer_hit,
    province_hit,
    receipt_hit,
    report_hit,
    sealed_hit,
)
from deployment.days import default_day, kept_day
from deployment.models import Officer
from deployment.picking import Found, communes_called, officers_called
from deployment.receipts import receipts_of
from reports.models import Document, NationalReport
from reports.period_views.found import visible_reports

MOST = 5
LONGEST = 100
RECEIPT = re.compile(r"BN[- ]?0*([1-9][0-9]{0,8})", re.IGNORECASE)
PLACE_KEYS = ("search_key", "district__search_key", "province__search_key")
LOOKED_THROUGH = 200  # newest titles, which are few and folded here


def found_for(request: HttpRequest, user: User, text: str) -> list[HitGroup]:
    """Give the groups that hold something for `text`, most wanted first; nothing for less than a letter.

    Where the phrase is nowhere, its words are looked for in any order, short forms of them written out.
    """
    parts = parts_of(text)
    if not parts:
        return []
    return _groups(request, user, parts) or _groups(request, user, parts_meant(parts[0]))


def _groups(request: HttpRequest, user: User, parts: Parts) -> list[HitGroup]:
    kinds = (_pages, _provinces, _communes, _officers, _reports, _sealed, _documents, _plans, _receipts)
    groups = (kind(request, user, parts) for kind in kinds if parts)
    return [found for found in groups if found.hits]


def _pages(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    items = {item.url: (item.label, group.label) for group in menu_of(request, user) for item in group.items}
    hits = [Hit(url, label, place) for url, (label, place) in items.items() if _holds(label, parts)]
    return group("pages", _("Trang"), hits[:MOST])


def _provinces(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    fitting = _provinces_called(user, parts)
    hits = [province_hit(place, kept_day(request)) for place in fitting[:MOST]]
    return group("provinces", _("Tỉnh, thành phố"), hits)


def _provinces_called(user: User, parts: Parts) -> list[Province]:
    """Give those whose code or name is meant: read once and compared here, for they are few."""
    if not parts:
        return []
    visible = visible_to(user, Province.objects.all(), province="pk").order_by("code")
    return [place for place in visible if (place.code,) == parts or begins_words(place.search_key, parts)]


def _communes(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    visible = visible_to(user, Commune.objects.select_related("district", "province"))
    found = communes_called(parts[0], _having(visible, parts, *PLACE_KEYS))
    hits = [commune_hit(commune, kept_day(request)) for commune in _first(found)]
    url = reverse("deployment:communes")
    return group("communes", _("Xã, phường, thị trấn"), hits, *_rest(found, hits, url, parts))


def _officers(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    officers = _having(visible_to(user, Officer.objects.all()), parts, "search_key")
    found = officers_called(parts[0], officers, user, default_day())
    told = {candidate.record.pk: candidate.detail for candidate in found.candidates}
    hits = [officer_hit(officer, _who(officer, told)) for officer in _first(found)]
    url = reverse("deployment:officers")
    return group("officers", _("Cán bộ"), hits, *_rest(found, hits, url, parts))


def _who(officer: Officer, told: dict[int, str]) -> str:
    post = told.get(officer.pk)
    return f"{officer.service_number} · {post}" if post else officer.service_number


def _having(rows: Any, parts: Parts, *keys: str) -> Any:
    """Narrow `rows` to those where each of several `parts` begins a word of one of `keys`."""
    for part in parts if len(parts) > 1 else ():
        found_in = [Q((f"{key}__regex", rf"\m{part}")) for key in keys]
        rows = rows.filter(reduce(or_, found_in))
    return rows


def _rest(found: Found, hits: list[Hit], url: str, parts: Parts) -> tuple[int, str]:
    """Give how many others there are, and the list of all: a list looks for a phrase, not for words."""
    if len(parts) > 1:
        return 0, ""
    return found.count - len(hits), f"{url}?{urlencode({'q': parts[0]})}"


def _first(found: Found) -> list[Any]:
    return [candidate.record for candidate in found.candidates[:MOST]]


def _reports(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    rows = visible_reports(user).order_by("-period__cut_off", "province__code")
    if not user.is_provincial:  # all provinces of the newest periods
        rows = rows[: LOOKED_THROUGH * 10]
    fitting = _titled(rows, parts, lambda row: f"{row.period.title} {row.province.name} {_('báo cáo')}")
    return group("reports", _("Báo cáo của địa phương"), [report_hit(row) for row in fitting])


def _sealed(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    if not user.sees_nation:
        return group("sealed", "", [])
    rows = NationalReport.objects.light().only("title", "version", "as_of")[:LOOKED_THROUGH]
    fitting = _titled(rows, parts, lambda row: f"{row} {format_day(row.as_of)}")
    return group("sealed", _("Báo cáo toàn quốc"), [sealed_hit(row) for row in fitting])


def _documents(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    if not user.sees_nation:
        return group("documents", "", [])
    rows = Document.objects.select_related("issue")[:LOOKED_THROUGH]
    fitting = _titled(rows, parts, lambda row: f"{row.name} {row.issue or ''} {row.get_kind_display()}")
    hits = [
        Hit(
            reverse("reports:document_copy", args=[row.pk]),
            row.name,
            f"{row.get_kind_display()} {row.issue or ''}",
        )
        for row in fitting
    ]
    return group("documents", _("Văn bản"), hits)


def _plans(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    word = fold(_("Phương án"))
    rest = " ".join(f" {fold(' '.join(parts))} ".replace(f" {word} ", " ").split())
    places = _provinces_called(user, (rest,) if rest else ())[:MOST]
    hits = [
        Hit(reverse("deployment:plan", args=[place.code]), _("Phương án cân đối biên chế"), place.name)
        for place in places
    ]
    return group("plans", _("Phương án"), hits)


def _receipts(request: HttpRequest, user: User, parts: Parts) -> HitGroup:
    """Give the receipt of an import by its number, as it stands on it: BN-000001."""
    number = RECEIPT.fullmatch(" ".join(parts))
    found = receipts_of(user).filter(pk=int(number[1])) if number else ()
    return group("receipts", _("Biên nhận nhập tệp"), [receipt_hit(receipt) for receipt in found])


def _titled(rows: Iterable[Any], parts: Parts, title: Callable[[Any], str]) -> list[Any]:
    """Give the first of `rows` whose title holds every word of `parts`."""
    words = fold(" ".join(parts)).split()
    fitting: list[Any] = []
    for row in rows:
        if all(word in fold(title(row)) for word in words):
            fitting.append(row)
        if len(fitting) == MOST:
            break
    return fitting


def _holds(label: str, parts: Parts) -> bool:
    return all(fold(part) in fold(label) for part in parts)
