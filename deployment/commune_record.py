"""One commune on a day, as its page shows it: verdict, officers, milestones, the way there."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import visible_to
from communes.models import Commune, CommuneKind
from communes.vietnamese import format_day, last_day_in
from deployment.choices import Force, Post, Trait
from deployment.context_bar import ContextBar
from deployment.models import Assignment
from deployment.rule import RuleInForce
from deployment.staffing import staffing_on
from deployment.verdict import Chiefs, Verdict

POSTS = list(Post)


@dataclass(frozen=True)
class CommuneRecord:
    """`verdict` is None where the rule does not reach; `out_of_scope` then says why.

    `postings` are those begun on or before the day, the newest first; `in_post` those held on it.
    """

    place: Commune
    day: date
    bar: ContextBar
    verdict: Verdict | None
    out_of_scope: str
    chief_is_vacant: bool
    chiefs: Chiefs
    postings: tuple[Assignment, ...]
    user: User

    @classmethod
    def on(cls, day: date, place: Commune, user: User) -> Self:
        """Read the record of `place` on `day` as `user` may see it."""
        rule = RuleInForce.on(day)
        staffed = staffing_on(day, Commune.objects.filter(pk=place.pk)).first()
        postings = _postings(day, place, user)
        chiefs = Chiefs.on(day, postings)
        afterwards = _next_posting(chiefs.former, day, user) if not (staffed and staffed.has_chief) else None
        chiefs = Chiefs(chiefs.holder, chiefs.former, afterwards)
        return cls(
            place=place,
            day=day,
            bar=ContextBar.on(day, _scope_words(place, staffed), rule),
            verdict=Verdict.on(day, staffed, chiefs) if staffed else None,
            out_of_scope="" if staffed else _why_out_of_scope(day, place),
            chief_is_vacant=bool(staffed and staffed.chief_required and not chiefs.holder),
            chiefs=chiefs,
            postings=postings,
            user=user,
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
        days = (posting.starts_on for posting in self.postings if posting.force == Force.REGULAR)
        return min(days, default=None)

    @property
    def is_organised(self) -> bool:
        """The second milestone: a decision of the Minister dated on or before the day."""
        return self.place.organised_on is not None and self.place.organised_on <= self.day

    @property
    def traits(self) -> list[str]:
        """The classes that the commune belongs to."""
        return [str(trait.label) for trait in Trait if trait.value and getattr(self.place, trait.value)]


def _postings(day: date, place: Commune, user: User) -> tuple[Assignment, ...]:
    visible = visible_to(user, Assignment.objects.filter(commune=place, starts_on__lte=day))
    return tuple(visible.select_related("officer").order_by("-starts_on", "officer__sort_key", "pk"))


def _next_posting(former: Assignment | None, day: date, user: User) -> Assignment | None:
    if former is None:
        return None
    later = Assignment.objects.filter(
        officer=former.officer_id, starts_on__gte=former.until, starts_on__lte=day
    )
    return visible_to(user, later).select_related("commune").order_by("starts_on").first()


def _scope_words(place: Commune, staffed: Any) -> str:
    kind = CommuneKind(place.kind).label.capitalize()
    if staffed:
        return _("%(kind)s thuộc phạm vi áp dụng") % {"kind": kind}
    return _("%(kind)s ngoài phạm vi áp dụng") % {"kind": kind}


def _why_out_of_scope(day: date, place: Commune) -> str:
    words = {"day": format_day(day), "kind": str(CommuneKind(place.kind).label)}
    if place.exists_on(day):
        return (
            _("Vào ngày %(day)s, quy định không áp dụng cho %(kind)s: cán bộ được liệt kê, không tính.")
            % words
        )
    if place.exists_until and place.exists_until <= day:
        last = format_day(last_day_in(place.exists_until))
        return _("Đơn vị này tồn tại đến hết ngày %(last)s, không còn vào ngày %(day)s.") % (
            words | {"last": last}
        )
    first = format_day(place.exists_from)
    return _("Đơn vị này có từ ngày %(first)s, chưa có vào ngày %(day)s.") % (words | {"first": first})
