"""What a provincial office has to do now: communes that fall short, vacant posts, people without one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import DateField, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from accounts.scope import changeable_by
from communes.formats import format_day, format_number
from communes.models import Commune, Province
from deployment.choices import Force, OfferState, Post, Status
from deployment.models import Assignment, Officer, TransferOffer
from deployment.places import Places
from deployment.staffing import staffing_on
from deployment.vacancies import vacant_since as since_when

AHEAD = timedelta(days=90)
A_YEAR, ONE_DAY = timedelta(days=365), timedelta(days=1)
MOST_UNPOSTED = 20


@dataclass(frozen=True)
class Lacking:
    """A commune below the rule: what it lacks, since when the post of chief is vacant, what to do."""

    commune: Commune
    places: Places
    shortfall: int
    lack: str
    css: str
    icon: str
    vacancy: str
    vacant_days: int | None
    action: str
    action_url: str


@dataclass(frozen=True)
class Upcoming:
    """A commune that loses somebody by an end already written, or that somebody comes to."""

    commune: Commune
    day: date
    text: str
    url: str


@dataclass(frozen=True)
class ToDo:
    lacking: tuple[Lacking, ...]
    unposted: tuple[Officer, ...]
    unposted_count: int
    to_answer: tuple[TransferOffer, ...]
    waiting: tuple[TransferOffer, ...]
    upcoming: tuple[Upcoming, ...]

    @classmethod
    def on(cls, day: date, province: Province, user: User) -> Self:
        """Read what there is to do in `province` on `day`."""
        unposted = unposted_officers(day, Officer.objects.filter(province=province))
        asked = TransferOffer.objects.filter(state=OfferState.ASKED).select_related(
            "officer", "commune__district", "releasing", "receiving"
        )
        return cls(
            lacking=_lacking(day, province),
            unposted=tuple(unposted[:MOST_UNPOSTED]),
            unposted_count=unposted.count(),
            to_answer=tuple(changeable_by(user, asked, province="releasing")),
            waiting=tuple(changeable_by(user, asked, province="receiving")),
            upcoming=_upcoming(day, province),
        )


def unposted_officers(day: date, officers: QuerySet[Officer]) -> QuerySet[Officer]:
    """Those of `officers` who are regular and hold no post on `day`, nor one that begins later.

    Who left the last post more than a year before is taken to have left the service.
    """
    ends = Assignment.objects.filter(officer=OuterRef("pk")).order_by("-until").values("until")
    # Who never held a post waits for one.
    last = Coalesce(Subquery(ends[:1]), Value(day), output_field=DateField())
    waiting = officers.filter(force=Force.REGULAR).alias(last=last)
    return waiting.filter(last__range=(day - A_YEAR + ONE_DAY, day)).order_by("sort_key")


def _lacking(day: date, province: Province) -> tuple[Lacking, ...]:
    communes = Commune.objects.filter(province=province).select_related("district")
    short = staffing_on(day, communes).exclude(status=Status.COMPLIANT)
    vacant_since = since_when(day, communes)
    held = {posting.commune_id: posting for posting in _semi_professional_chiefs(day, province)}
    rows = [_row(commune, day, vacant_since.get(commune.pk), held.get(commune.pk)) for commune in short]
    return tuple(
        sorted(rows, key=lambda row: (-row.shortfall, -(row.vacant_days or 0), row.commune.sort_key))
    )


def _semi_professional_chiefs(day: date, province: Province) -> QuerySet[Assignment]:
    """Those who do not count as chief and yet occupy the post: nobody can be appointed beside them."""
    held = Assignment.objects.in_post(day).filter(province=province, post=Post.CHIEF)
    return held.exclude(force=Force.REGULAR).select_related("officer")


def _row(commune: Any, day: date, vacant_since: date | None, held: Assignment | None) -> Lacking:
    lacks_chief = commune.chief_required and not commune.has_chief
    css, icon = {
        Status.NO_CHIEF: ("tag-chief", "i-chief"),
        Status.BELOW_MINIMUM: ("tag-lack", "i-tri"),
        Status.NOT_DEPLOYED: ("tag-none", "i-circle"),
    }[commune.status]
    action, action_url = _action(commune, lacks_chief, held)
    return Lacking(
        commune=commune,
        places=Places.of(
            officers=commune.officers,
            minimum=commune.minimum,
            has_chief=commune.has_chief,
            chief_required=commune.chief_required,
        ),
        shortfall=commune.shortfall,
        lack=_lack_words(commune.shortfall, lacks_chief),
        css=css,
        icon=icon,
        vacancy=_vacancy_words(day, vacant_since, held) if lacks_chief else "",
        vacant_days=(day - vacant_since).days + 1 if lacks_chief and vacant_since else None,
        action=action,
        action_url=action_url,
    )


def _action(commune: Any, lacks_chief: bool, held: Assignment | None) -> tuple[str, str]:
    """Give what helps first and is not refused: an occupied post of chief must end before it is filled."""
    needs_chief_alone = commune.status == Status.NO_CHIEF
    if needs_chief_alone and held:
        return _("Kết thúc"), reverse("deployment:end", args=[held.pk])
    post = Post.CHIEF if lacks_chief and not held else Post.MEMBER
    query = urlencode({"commune": commune.code, "post": post})
    label = _("Bổ nhiệm") if needs_chief_alone else pgettext("verb", "Bố trí")
    return label, f"{reverse('deployment:appoint')}?{query}"


def _lack_words(shortfall: int, lacks_chief: bool) -> str:
    officers = _("Thiếu %(count)s cán bộ") % {"count": format_number(shortfall)} if shortfall else ""
    if not lacks_chief:
        return officers
    return (
        _("%(officers)s, khuyết Trưởng Công an") % {"officers": officers}
        if officers
        else _("Khuyết Trưởng Công an")
    )


def _vacancy_words(day: date, since: date | None, held: Assignment | None) -> str:
    if held:
        return _("%(name)s (bán chuyên trách) đang giữ") % {"name": held.officer.full_name}
    if since is None:
        return _("chưa từng có")
    days = (day - since).days + 1
    text = ngettext("%(days)s ngày, từ %(since)s", "%(days)s ngày, từ %(since)s", days)
    return text % {"days": format_number(days), "since": format_day(since)}


def _upcoming(day: date, province: Province) -> tuple[Upcoming, ...]:
    """Communes that comply on `day` and no longer do in 90 days, by the ends already written."""
    ending = Assignment.objects.filter(
        province=province, force=Force.REGULAR, until__gt=day, until__lte=day + AHEAD
    )
    first = dict(ending.values("commune").annotate(first=Min("until")).values_list("commune", "first"))
    losing = Commune.objects.filter(pk__in=first)
    complying = staffing_on(day, losing).filter(status=Status.COMPLIANT).values_list("pk", flat=True)
    falling = staffing_on(day + AHEAD, losing.filter(pk__in=list(complying)))
    rows = [_upcoming_row(first[then.pk], then) for then in falling.exclude(status=Status.COMPLIANT)]
    rows += _arrivals(day, province)
    return tuple(sorted(rows, key=lambda row: (row.day, row.commune.sort_key)))


def _arrivals(day: date, province: Province) -> list[Upcoming]:
    """Postings that begin in the next 90 days."""
    begins = Assignment.objects.filter(province=province, starts_on__gt=day, starts_on__lte=day + AHEAD)
    return [_arrival_row(posting) for posting in begins.select_related("commune", "officer")]


def _arrival_row(posting: Assignment) -> Upcoming:
    text = _("%(officer)s đến từ %(day)s (%(post)s)") % {
        "officer": posting.officer.full_name,
        "day": format_day(posting.starts_on),
        "post": posting.get_post_display(),
    }
    url = f"{reverse('deployment:commune', args=[posting.commune.code])}?as_of={posting.starts_on}"
    return Upcoming(posting.commune, posting.starts_on, text, url)


def _upcoming_row(day: date, then: Any) -> Upcoming:
    lack = _lack_words(then.shortfall, then.chief_required and not then.has_chief)
    text = _("%(lack)s từ %(day)s") % {"lack": lack, "day": format_day(day)}
    return Upcoming(
        then, day, text, f"{reverse('deployment:commune', args=[then.code])}?as_of={day.isoformat()}"
    )
