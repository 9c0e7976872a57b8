"""What an import does to the rule: which communes start to comply, which stop, which change in number."""

from dataclasses import dataclass
from datetime import date

from deployment.importing.proposal import Proposal
from deployment.importing.writing import write
from deployment.resting import place_in_history, words_after
from deployment.shifts import Shift, shifts_of_trial


def day_of_effect(proposal: Proposal, day: date) -> date:
    """Give `day`, or the latest first day of what is written where that is later: where to look."""
    return max([day, *(posting.starts_on for number, posting in proposal.postings if posting.row)])


@dataclass(frozen=True)
class Effect:
    """What writing would do: communes that change, those whose status does first, and words on reports that
    rest on the past.
    """

    shifts: tuple[Shift, ...] = ()
    resting: tuple[str, ...] = ()


def effect_of(proposal: Proposal, day: date) -> Effect:
    """Give the communes that differ on `day` once `proposal` is written, and what reports it moves.

    It is written for that, the rule asked as for any page, and taken back. Raises IntegrityError.
    """
    ids = {posting.place.id for number, posting in proposal.postings}
    ids |= _communes_of_changed(proposal)
    place, resting = place_in_history(), list[str]()

    def trial() -> None:
        write(proposal)
        resting.extend(words_after(place))

    shifts = shifts_of_trial(ids, day, trial)
    told = [shift for shift in shifts if shift.is_felt]
    return Effect(tuple(sorted(told, key=lambda shift: not shift.changes)), tuple(resting))


def _communes_of_changed(proposal: Proposal) -> set[int]:
    """A change of an officer (the force) may change the communes of all his postings."""
    ids = [officer.id for officer in proposal.officers.values() if officer.id is not None]
    postings = proposal.stored.postings
    return {posting.commune_id for number in ids for posting in postings.get(number, [])}
