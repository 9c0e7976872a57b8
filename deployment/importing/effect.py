"""What an import does to the rule: which communes start to comply, and which stop."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from communes.models import Commune
from deployment.choices import Status
from deployment.importing.proposal import Proposal
from deployment.importing.writing import write
from deployment.resting import place_in_history, words_after
from deployment.staffing import staffing_on


@dataclass(frozen=True)
class Shift:
    """A commune whose verdict changes: its statuses and officers before and after."""

    code: str
    name: str
    before: str
    after: str
    officers_before: int
    officers_after: int

    @property
    def starts(self) -> bool:
        return self.after == Status.COMPLIANT

    @property
    def stops(self) -> bool:
        return self.before == Status.COMPLIANT

    @property
    def before_words(self) -> str:
        return str(Status(self.before).label)

    @property
    def after_words(self) -> str:
        return str(Status(self.after).label)


class _TakenBack(Exception):
    """Leaves the trial's savepoint, with which everything written goes."""


def day_of_effect(proposal: Proposal, day: date) -> date:
    """Give `day`, or the latest first day of what is written where that is later: where to look."""
    return max([day, *(posting.starts_on for number, posting in proposal.postings if posting.row)])


@dataclass(frozen=True)
class Effect:
    """What writing would do: communes whose status changes, and words on reports that rest on the past."""

    shifts: tuple[Shift, ...] = ()
    resting: tuple[str, ...] = ()


def effect_of(proposal: Proposal, day: date) -> Effect:
    """Give the communes whose status on `day` differs once `proposal` is written, and what reports it moves.

    It is written for that, the rule asked as for any page, and taken back. Raises IntegrityError.
    """
    ids = {posting.place.id for number, posting in proposal.postings}
    ids |= _communes_of_changed(proposal)
    before, place = _staffed(ids, day), place_in_history()
    try:
        with transaction.atomic():
            write(proposal)
            after, resting = _staffed(ids, day), words_after(place)
            raise _TakenBack
    except _TakenBack:
        pass
    shifts = (_shift(before[code], after[code]) for code in before if code in after)
    return Effect(tuple(shift for shift in shifts if shift.before != shift.after), tuple(resting))


def _communes_of_changed(proposal: Proposal) -> set[int]:
    """A change of an officer (the force) may change the communes of all his postings."""
    ids = [officer.id for officer in proposal.officers.values() if officer.id is not None]
    postings = proposal.stored.postings
    return {posting.commune_id for number in ids for posting in postings.get(number, [])}


Staffed = tuple[str, str, str, int]


def _staffed(ids: set[int], day: date) -> dict[str, Staffed]:
    communes = staffing_on(day, Commune.objects.filter(pk__in=ids)).order_by("code")
    return {row[0]: row for row in communes.values_list("code", "name", "status", "officers")}


def _shift(before: Staffed, after: Staffed) -> Shift:
    return Shift(before[0], before[1], before[2], after[2], before[3], after[3])
