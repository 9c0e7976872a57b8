"""Who could move: the officers of a giving commune, in the order in which they come to mind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_day
from communes.vietnamese import day_before, last_day_in
from deployment.choices import OfferState, Post, Rank
from deployment.models import Assignment, TransferOffer
from deployment.planning.arrivals import arrivals_of
from deployment.planning.departures import departures_of, withheld_places
from deployment.planning.plan import Plan, PlannedMove
from deployment.planning.promises import OpenDraft, open_drafts, promised_places
from deployment.planning.trained import UNTRAINED, Trained, precedence, trained_on


@dataclass(frozen=True)
class Candidate:
    """An officer in post on the day; `hindrance` says why not to move them now, "" where nothing does."""

    officer_id: int
    service_number: str
    full_name: str
    rank: str
    post: str
    since: date
    trained: Trained
    hindrance: str


@dataclass(frozen=True)
class MoveWithPeople:
    """A move, who is in its drafts already, whom to send, and who else there is.

    `arrived`: the first days of those who already take its places after the day of the plan; `promised`: the
    communes of those in drafts from elsewhere to whom its places are promised; `withheld`: how many of its
    places the giving commune can no longer fill, as officers are written to leave it
    (`leaving`, their first days out).
    """

    move: PlannedMove
    drafted: tuple[Candidate, ...]
    suggested: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    arrived: tuple[date, ...] = ()
    promised: tuple[str, ...] = ()
    withheld: int = 0
    leaving: tuple[date, ...] = ()

    @property
    def open_places(self) -> int:
        taken = len(self.drafted) + len(self.arrived) + len(self.promised) + self.withheld
        return max(self.move.count - taken, 0)

    @property
    def withheld_words(self) -> str:
        """Say how many places are not to be filled from this commune, and why; "" where all may be."""
        if not self.withheld:
            return ""
        text = ngettext(
            "%(n)s chỗ không gợi ý người: %(commune)s đã ghi %(leaving)s cán bộ thôi giữ chức sau %(day)s",
            "%(n)s chỗ không gợi ý người: %(commune)s đã ghi %(leaving)s cán bộ thôi giữ chức sau %(day)s",
            self.withheld,
        )
        told = {"n": self.withheld, "commune": self.move.giver.name, "leaving": len(self.leaving)}
        return text % (told | {"day": format_day(day_before(self.leaving[0]))})

    @property
    def free_others(self) -> int:
        """How many others there are whom nothing hinders."""
        return sum(not person.hindrance for person in self.others)

    @property
    def hindered_others(self) -> int:
        return len(self.others) - self.free_others

    @property
    def promised_words(self) -> str:
        """Say how many places drafts from elsewhere promise, and from where; "" where none does."""
        if not self.promised:
            return ""
        text = ngettext(
            "%(n)s chỗ dành cho điều chuyển dự kiến từ %(communes)s",
            "%(n)s chỗ dành cho điều chuyển dự kiến từ %(communes)s",
            len(self.promised),
        )
        return text % {"n": len(self.promised), "communes": ", ".join(dict.fromkeys(self.promised))}

    @property
    def arrived_words(self) -> str:
        """Say how many came after the day, and when; "" where nobody did."""
        if not self.arrived:
            return ""
        text = ngettext(
            "%(n)s cán bộ đã được bố trí, điều chuyển đến từ ngày %(day)s",
            "%(n)s cán bộ đã được bố trí, điều chuyển đến từ ngày %(day)s",
            len(self.arrived),
        )
        return text % {"n": len(self.arrived), "day": format_day(self.arrived[0])}


def with_people(plan: Plan) -> list[MoveWithPeople]:
    """Set people beside each move of `plan`; nobody is suggested twice."""
    free = candidates_by_commune(plan.as_of, {move.giver.pk for move in plan.moves})
    drafts = open_drafts(plan)
    drafted_of = {move: _take(free, move, drafts) for move in plan.moves}
    within = {person.officer_id for taken in drafted_of.values() for person in taken}
    elsewhere = [draft for draft in drafts if draft.officer not in within]
    _hinder(free, elsewhere)
    places = {move: move.count - len(drafted_of[move]) for move in plan.moves}
    arrived_of = arrivals_of(plan, places)
    promised_of = promised_places({move: places[move] - len(arrived_of[move]) for move in places}, elsewhere)
    leaving = departures_of(plan)
    open_places = {move: n - len(arrived_of[move]) - len(promised_of[move]) for move, n in places.items()}
    withheld_of = withheld_places(open_places, leaving, Counter(draft.giver for draft in drafts))
    rows = []
    for move in plan.moves:
        row = MoveWithPeople(
            move, drafted_of[move], (), (), arrived_of[move], promised_of[move], withheld_of[move],
            leaving.get(move.giver.pk, ()),
        )  # fmt: skip
        people = free[move.giver.pk]
        chosen = tuple([person for person in people if not person.hindrance][: row.open_places])
        free[move.giver.pk] = [person for person in people if person not in chosen]
        rows.append(replace(row, suggested=chosen))
    return [replace(row, others=tuple(free[row.move.giver.pk])) for row in rows]


def candidates_by_commune(day: date, communes: Iterable[int]) -> dict[int, list[Candidate]]:
    """Give the regular officers in post on `day` but the chiefs, by commune.

    First whom nothing hinders, members before deputies, then by `precedence`: rank, tenure, training. An
    end already written or an open question of another province hinders.
    """
    postings = list(
        Assignment.objects.in_post(day)
        .regular()
        .filter(commune__in=list(communes))
        .exclude(post=Post.CHIEF)
        .select_related("officer")
    )
    trained = trained_on(day, {posting.officer_id for posting in postings})
    asked = set(TransferOffer.objects.filter(state=OfferState.ASKED).values_list("officer", flat=True))
    by_commune: dict[int, list[Candidate]] = defaultdict(list)
    rows = [(_order(posting, day, trained, asked), posting) for posting in postings]
    for _key, posting in sorted(rows, key=lambda row: row[0]):
        officer = posting.officer_id
        person = _candidate(posting, trained.get(officer, UNTRAINED), _hindrance(posting, asked))
        by_commune[posting.commune_id].append(person)
    return by_commune


def _order(
    posting: Assignment, day: date, trained: Mapping[int, Trained], asked: set[int]
) -> tuple[Any, ...]:
    seniority = precedence(posting, day, trained.get(posting.officer_id, UNTRAINED))
    return (bool(_hindrance(posting, asked)), posting.post != Post.MEMBER, *seniority)


def _hindrance(posting: Assignment, asked: set[int]) -> str:
    if last_day := last_day_in(posting.ends_on):
        return _("thôi giữ chức sau %(day)s") % {"day": format_day(last_day)}
    return _("địa phương khác đang đề nghị tiếp nhận") if posting.officer_id in asked else ""


def _candidate(posting: Assignment, trained: Trained, hindrance: str) -> Candidate:
    officer = posting.officer
    return Candidate(
        officer_id=officer.pk,
        service_number=officer.service_number,
        full_name=officer.full_name,
        rank=str(Rank(officer.rank).label) if officer.rank else "",
        post=posting.get_post_display(),
        since=posting.starts_on,
        trained=trained,
        hindrance=hindrance,
    )


def _hinder(free: dict[int, list[Candidate]], elsewhere: Sequence[OpenDraft]) -> None:
    """Let those whom an open draft sends to another commune stand last, with the reason."""
    to = {draft.officer: draft.receiver_name for draft in elsewhere}
    for giver, people in free.items():
        told = [
            replace(
                person,
                hindrance=_("đã đưa vào dự kiến, đến %(commune)s") % {"commune": to[person.officer_id]},
            )
            if person.officer_id in to and not person.hindrance
            else person
            for person in people
        ]
        free[giver] = sorted(told, key=lambda person: bool(person.hindrance))


def _take(
    free: dict[int, list[Candidate]], move: PlannedMove, drafts: Sequence[OpenDraft]
) -> tuple[Candidate, ...]:
    pair = (move.giver.pk, move.receiver.pk)
    officers = {draft.officer for draft in drafts if (draft.giver, draft.receiver) == pair}
    taken = tuple(person for person in free[move.giver.pk] if person.officer_id in officers)
    free[move.giver.pk] = [person for person in free[move.giver.pk] if person not in taken]
    return taken
