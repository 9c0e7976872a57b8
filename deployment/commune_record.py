"""One commune on a day, as its page shows it: verdict, officers, milestones, the way there."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.formats import format_day
from communes.models import Commune, CommuneKind
from communes.vietnamese import last_day_in
from deployment.axis import Axis
from deployment.choices import Force, Post, Trait
from deployment.context_bar import ContextBar
from deployment.headcount import Headcount, minima_through, officers_through
from deployment.held import NOW, Held, with_officers
from deployment.listed import offers_listed
from deployment.models import Assignment, Officer, TransferOffer
from deployment.rule import RuleInForce
from deployment.staffing import staffing_on
from deployment.timeline import Timeline
from deployment.verdict import Chiefs, Verdict

POSTS = list(Post)


@dataclass(frozen=True)
class CommuneRecord:
    """`verdict` is None where the rule does not reach; `out_of_scope` then says why.

    `postings` are those begun on or before the day, the newest first; `in_post` those held on it;
    `coming` those that begin later, the next first.
    `with_page`: the officers whose page the reader may see; one who has left for another province has none.
    `offers`: transfers to or from here on which the provinces have not agreed.
    """

    place: Commune
    day: date
    bar: ContextBar
    verdict: Verdict | None
    out_of_scope: str
    chief_is_vacant: bool
    chiefs: Chiefs
    postings: tuple[Assignment, ...]
    coming: tuple[Assignment, ...]
    timeline: Timeline | None
    with_page: frozenset[int]
    offers: tuple[TransferOffer, ...]

    @classmethod
    def on(cls, day: date, place: Commune, user: User, held: Held = NOW) -> Self:
        """Read the record of `place` on `day` as `user` may see it; `place` is as `held` has it."""
        rules = held.rules_on(day)
        staffed = staffing_on(day, held.communes.filter(id=place.pk), rules, held.postings).first()
        every = _postings(place, user, held)
        postings = tuple(posting for posting in every if posting.starts_on <= day)
        chiefs = Chiefs.on(day, postings)
        afterwards = (
            _next_posting(chiefs.former, day, user, held) if not (staffed and staffed.has_chief) else None
        )
        chiefs = Chiefs(chiefs.holder, chiefs.former, afterwards)
        return cls(
            place=place,
            day=day,
            bar=ContextBar.on(day, _scope_words(place, staffed), RuleInForce.of(rules)),
            verdict=Verdict.on(day, staffed, chiefs) if staffed else None,
            out_of_scope="" if staffed else _why_out_of_scope(day, place, held),
            chief_is_vacant=bool(staffed and staffed.chief_required and not chiefs.holder),
            chiefs=chiefs,
            postings=postings,
            coming=tuple(posting for posting in reversed(every) if posting.starts_on > day),
            timeline=_timeline(day, place, staffed, postings, held),
            with_page=_officers_with_page(every, user),
            offers=() if held.believed_on else _open_offers(place, day, postings, user),
        )

    @property
    def in_post(self) -> list[Assignment]:
        """Postings held on the day: by post, regular officers first, then by length of service."""
        held = [posting for posting in self.postings if posting.until > self.day]
        return sorted(held, key=lambda p: (POSTS.index(Post(p.post)), p.force != Force.REGULAR, p.starts_on))

    @property
    def regular_count(self) -> int:
        return sum(posting.force == Force.REGULAR for posting in self.in_post)

    @property
    def semi_professional_count(self) -> int:
        return len(self.in_post) - self.regular_count

    @property
    def first_regular_on(self) -> date | None:
        """The first milestone: the day on which a regular officer was first assigned."""
        return _first_regular_on(self.postings)

    @property
    def is_organised(self) -> bool:
        """The second milestone: a decision of the Minister dated on or before the day."""
        return self.place.organised_on is not None and self.place.organised_on <= self.day

    @property
    def traits(self) -> list[str]:
        """The classes that the commune belongs to."""
        return [str(trait.label) for trait in Trait if trait.value and getattr(self.place, trait.value)]


def _postings(place: Commune, user: User, held: Held) -> tuple[Assignment, ...]:
    visible = visible_to(user, held.postings.filter(commune=place.pk))
    served = with_officers(visible.order_by("id"), held, user)
    return tuple(
        sorted(served, key=lambda posting: (-posting.starts_on.toordinal(), posting.officer.sort_key))
    )


def _next_posting(former: Assignment | None, day: date, user: User, held: Held) -> Assignment | None:
    if former is None:
        return None
    later = held.postings.filter(officer=former.officer_id, starts_on__gte=former.until, starts_on__lte=day)
    return visible_to(user, later).select_related("commune").order_by("starts_on").first()


def _officers_with_page(postings: tuple[Assignment, ...], user: User) -> frozenset[int]:
    officers = Officer.objects.filter(pk__in={posting.officer_id for posting in postings})
    return frozenset(visible_to(user, officers).order_by().values_list("pk", flat=True))


def _open_offers(
    place: Commune, day: date, postings: tuple[Assignment, ...], user: User
) -> tuple[TransferOffer, ...]:
    """Most days there is none: whether there is one is asked without all that would be shown of it."""
    serving = {posting.officer_id for posting in postings if posting.until > day}
    concerned = Q(commune=place) | Q(officer__in=serving)
    found = list(TransferOffer.objects.open().filter(concerned).values_list("pk", flat=True))
    return tuple(offers_listed(user).filter(pk__in=found)) if found else ()


def _first_regular_on(postings: tuple[Assignment, ...]) -> date | None:
    return min((p.starts_on for p in postings if p.force == Force.REGULAR), default=None)


def _timeline(
    day: date, place: Commune, staffed: Any, postings: tuple[Assignment, ...], held: Held
) -> Timeline | None:
    if not postings:
        return None
    since = _first_regular_on(postings)
    first_day = since or postings[-1].starts_on
    axis = Axis.spanning(first_day, min(day, last_day_in(place.exists_until) or day))
    if staffed is None or since is None:
        return Timeline.of_commune(axis, postings)
    minima = minima_through(place, first_day, day, staffed.minimum, held)
    headcount = Headcount.drawn(axis, officers_through(postings), minima)
    return Timeline.of_commune(axis, postings, headcount, since if staffed.chief_required else None)


def _scope_words(place: Commune, staffed: Any) -> str:
    kind = CommuneKind(place.kind).label.capitalize()
    if staffed:
        return _("%(kind)s thuộc phạm vi áp dụng") % {"kind": kind}
    return _("%(kind)s ngoài phạm vi áp dụng") % {"kind": kind}


def _why_out_of_scope(day: date, place: Commune, held: Held) -> str:
    if held.believed_on and not held.communes.filter(id=place.pk).exists():
        return _("Đến hết ngày %(day)s chưa ghi gì về đơn vị này.") % {"day": format_day(held.believed_on)}
    words = {"day": format_day(day), "kind": str(CommuneKind(place.kind).label)}
    if place.exists_on(day):
        return (
            _("Vào ngày %(day)s, quy định không áp dụng cho %(kind)s: cán bộ được liệt kê, không tính.")
            % words
        )
    last_day = last_day_in(place.exists_until)
    if last_day and last_day < day:
        words["last"] = format_day(last_day)
        return _("Đơn vị này tồn tại đến hết ngày %(last)s, không còn vào ngày %(day)s.") % words
    words["first"] = format_day(place.exists_from or day)
    return _("Đơn vị này có từ ngày %(first)s, chưa có vào ngày %(day)s.") % words
