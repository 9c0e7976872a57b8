"""What an officer asked for by another province leaves: shown to those alone who see the giving province."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from accounts.scope import visible_to
from deployment.models import Assignment, TransferOffer
from deployment.shifts import Shift, shifts_between, staffed


def postings_left(offers: Iterable[TransferOffer], user: User) -> dict[int, Assignment]:
    """Give the open postings that `user` sees of the officers of `offers`, by officer."""
    held = Assignment.objects.filter(ends_on=None, officer__in=[offer.officer_id for offer in offers])
    seen = visible_to(user, held.select_related("commune__district", "commune__province"))
    return {posting.officer_id: posting for posting in seen}


def shift_of_leaving(posting: Assignment, day: date) -> Shift | None:
    """Give what its commune is on `day` with `posting` and without it; None where the rule reaches it not."""
    ids, others = [posting.commune_id], Assignment.objects.exclude(pk=posting.pk)
    shifts = shifts_between(staffed(ids, day), staffed(ids, day, others))
    return shifts[0] if shifts else None
