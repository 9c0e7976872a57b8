"""Who could move: the officers of a giving commune, in the order in which they come to mind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.formats import format_day
from communes.vietnamese import last_day_in
from deployment.choices import DraftState, OfferState, Post, Rank
from deployment.models import Assignment, DraftTransfer, TransferOffer
from deployment.planning.arrivals import arrivals_of
from deployment.planning.plan import Plan, PlannedMove
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

    `arrived`: the first days of those who already take its places after the day of the plan.
    """

    move: PlannedMove
    drafted: tuple[Candidate, ...]
    suggested: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    arrived: tuple[date, ...] = ()

    @property
    def open_places(self) -> int:
        return max(self.move.count - len(self.drafted) - len(self.arrived), 0)

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
    drafts = _open_drafts(plan)
    drafted_of = {move: _take(free, move, drafts[move.giver.pk, move.receiver.pk]) for move in plan.moves}
    arrived_of = arrivals_of(plan, {move: move.count - len(drafted_of[move]) for move in plan.moves})
    chosen_of = {}
    for move in plan.moves:
        people, places = free[move.giver.pk], move.count - len(drafted_of[move]) - len(arrived_of[move])
        able = [person for person in people if not person.hindrance]
        chosen_of[move] = tuple(able[: max(places, 0)])
        free[move.giver.pk] = [person for person in people if person not in chosen_of[move]]
    return [
        MoveWithPeople(move, drafted_of[move], chosen_of[move], tuple(free[move.giver.pk]), arrived_of[move])
        for move in plan.moves
    ]


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


def _open_drafts(plan: Plan) -> dict[tuple[int, int], list[int]]:
    drafts: dict[tuple[int, int], list[int]] = defaultdict(list)
    if plan.scope.province:
        stored: Any = DraftTransfer.objects.filter(province=plan.scope.province, state=DraftState.OPEN)
        for giver, receiver, officer in stored.values_list("from_commune", "to_commune", "officer"):
            drafts[giver, receiver].append(officer)
    return drafts


def _take(
    free: dict[int, list[Candidate]], move: PlannedMove, officers: Sequence[int]
) -> tuple[Candidate, ...]:
    taken = tuple(person for person in free[move.giver.pk] if person.officer_id in officers)
    free[move.giver.pk] = [person for person in free[move.giver.pk] if person not in taken]
    return taken
