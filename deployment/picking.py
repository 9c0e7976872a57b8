"""Officers and communes as people name them: by number or code, by name or part of one, without accents."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.models import User
from communes.formats import format_day
from communes.models import Commune, CommuneKind
from communes.vietnamese import fold
from deployment.choices import Force, Post, Rank
from deployment.listed import beside_posting, beside_upcoming
from deployment.models import Officer, OfficerQuerySet

MOST_SHOWN = 8
SEPARATOR = " · "
FOLDED_KINDS = [kind.replace("_", " ") for kind in CommuneKind.values]
LOST_ZERO = re.compile(r"[0-9]{4}")  # a code whose leading zero a spreadsheet has eaten


@dataclass(frozen=True)
class Candidate:
    """Somebody or some place that was meant, perhaps: `value` chooses it, `detail` tells it from others."""

    record: Any
    value: str
    detail: str


@dataclass(frozen=True)
class Found:
    """The first of those that fit, and how many fit in all.

    `exact` is the one meant without doubt; `is_named`: by the whole number or code, so that it is chosen.
    """

    candidates: tuple[Candidate, ...]
    count: int
    exact: Any = None
    is_named: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.candidates)


def officers_called(text: str, officers: OfficerQuerySet, user: User, day: date) -> Found:
    """Find those of `officers` whose number is or whose name holds `text`; each with the post on `day`."""
    number = text.split(SEPARATOR)[0].strip()
    numbered = beside_upcoming(beside_posting(officers.filter(service_number=number), user, day), user, day)
    if exact := numbered.first():
        return _named(exact, officer_value, _post_words, is_whole=True)
    fitting = officers.matching(text) if fold(text) else officers.none()
    shown = beside_upcoming(beside_posting(_whole_names_first(fitting, text), user, day), user, day)
    return _found(fitting, shown[:MOST_SHOWN], officer_value, _post_words)


def officers_waiting(officers: QuerySet[Officer], user: User, day: date) -> Found:
    """Offer those of `officers` who hold no post, before anything is typed."""
    shown = beside_upcoming(beside_posting(officers, user, day), user, day)
    return _found(officers, shown[:MOST_SHOWN], officer_value, _post_words)


def communes_called(text: str, communes: QuerySet[Commune]) -> Found:
    """Find those of `communes` whose code is or whose name holds `text`, and perhaps the district's."""
    typed = text.split(SEPARATOR)[0].strip()
    code = f"0{typed}" if LOST_ZERO.fullmatch(typed) else typed
    above = communes.select_related("district", "province")
    coded = list(above.filter(code=code).order_by(F("exists_from").desc(nulls_last=True)))
    if coded:  # a code names one unit at a time, perhaps several over time: the newest, unless told apart
        exact = next((c for c in coded if commune_value(c) == text), coded[0])
        return _named(exact, commune_value, _place_words, is_whole=code == typed)
    parts = [part for part in map(fold, text.replace(SEPARATOR, ",").split(",")) if part]
    fitting = communes if parts else communes.none()
    for part in parts:
        place = Q(district__search_key__contains=part) | Q(province__search_key__contains=part)
        fitting = fitting.filter(Q(search_key__contains=part) | place)
    named = _whole_names_first(fitting, text.split(",")[0])
    shown = named.select_related("district", "province").order_by("is_other", "sort_key", "code")
    return _found(fitting, shown[:MOST_SHOWN], commune_value, _place_words)


def officer_value(officer: Officer) -> str:
    """Give the words that choose an officer."""
    return f"{officer.service_number}{SEPARATOR}{officer.full_name}"


def commune_value(commune: Commune) -> str:
    """Give the words that choose a commune."""
    return f"{commune.code}{SEPARATOR}{commune.name}"


def _whole_names_first(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Put those whose whole name is `text` (a place also without its kind) before those that hold it."""
    key = fold(text)
    whole = Q(search_key=key)
    if rows.model is Commune:
        whole |= Q(search_key__in=[f"{kind} {key}" for kind in FOLDED_KINDS])
    ranked = rows.annotate(is_other=Case(When(whole, then=Value(0)), default=Value(1)))
    return ranked.order_by("is_other", *(rows.query.order_by or rows.model._meta.ordering))


def _named(
    record: Any, value: Callable[[Any], str], detail: Callable[[Any], str], *, is_whole: bool
) -> Found:
    """Give the one that a number or code names; is_whole: not a code that may yet be typed on."""
    return Found((Candidate(record, value(record), detail(record)),), 1, record, is_whole)


def _found(
    fitting: QuerySet[Any],
    shown: Iterable[Any],
    value: Callable[[Any], str],
    detail: Callable[[Any], str],
) -> Found:
    records = list(shown)
    count = len(records) if len(records) < MOST_SHOWN else fitting.count()
    exact = records[0] if count == 1 else None
    return Found(tuple(Candidate(r, value(r), detail(r)) for r in records), count, exact)


def _post_words(officer: Any) -> str:
    """Say rank, force where it is not the regular one, and post: what tells two of one name apart."""
    rank = [str(Rank(officer.rank).label)] if officer.rank else []
    force = [_("bán chuyên trách")] if officer.force == Force.SEMI_PROFESSIONAL else []
    return ", ".join([*rank, *force, _held_words(officer)])


def _held_words(officer: Any) -> str:
    if not officer.post:
        return _upcoming_words(officer.upcoming)
    return _("%(post)s %(commune)s") % {
        "post": Post(officer.post).label,
        "commune": officer.commune_name or "",
    }


def _upcoming_words(upcoming: dict[str, str] | None) -> str:
    if not upcoming:
        return _("chưa giữ chức vụ")
    return _("giữ chức vụ từ %(day)s tại %(commune)s") % {
        "day": format_day(date.fromisoformat(upcoming["starts_on"])),
        "commune": upcoming["commune"],
    }


def _place_words(commune: Commune) -> str:
    above = [commune.district.name] if commune.district else []
    return ", ".join([*above, commune.province.short_name])
