"""Transfers between provinces: the receiving one asks, the releasing one agrees or declines.

Until it agrees the officer is counted once, where he is. The asking province sees nothing of another
province's officer: it must know the service number and the name.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from communes.formats import format_day
from communes.models import Commune
from communes.sight import seeing_also
from communes.vietnamese import fold, normalise
from deployment import obstacles
from deployment.choices import OfferState
from deployment.elsewhere import officer_elsewhere
from deployment.errors import EndsBeforeItStarts, PostingRefused
from deployment.models import Assignment, Officer, TransferOffer
from deployment.postings import place
from deployment.telling import tell_answered, tell_asked


class NoSuchOfficer(PostingRefused):
    """No officer of another province has this number and this name."""

    field = "service_number"


class OfferOpenAlready(PostingRefused):
    """Somebody has asked for this officer and waits for the answer."""

    field = "service_number"


class OfferAnswered(PostingRefused):
    """The offer has been answered or withdrawn already."""


@transaction.atomic
def ask(
    *,
    user: User,
    service_number: str,
    full_name: str,
    commune: Commune,
    post: str,
    starts_on: date,
    decision_number: str = "",
    decision_date: date | None = None,
) -> TransferOffer:
    """Ask the province of the officer for them; `starts_on` is the first day in `commune`.

    Raises NoSuchOfficer (also where only the name differs: nothing is told of another province),
    OfferOpenAlready.
    """
    found = officer_elsewhere(service_number.strip(), fold(full_name), commune.province)
    if found is None:
        raise NoSuchOfficer(_("Không có cán bộ nào của địa phương khác mang số hiệu và họ tên này."))
    offer = TransferOffer(
        officer_id=found[0],
        releasing_id=found[1],
        receiving=commune.province,
        commune=commune,
        post=post,
        starts_on=starts_on,
        decision_number=normalise(decision_number),
        decision_date=decision_date,
        asked_by=user,
    )
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError as error:
        raise OfferOpenAlready(
            _("Cán bộ này đang có một đề nghị điều chuyển chờ trả lời; hãy đợi kết quả.")
        ) from error
    tell_asked(offer)
    return offer


@transaction.atomic
def agree(*, offer: TransferOffer, user: User) -> Assignment:
    """Release the officer: the open posting ends the day before, the new one starts, the officer moves.

    Raises OfferAnswered, EndsBeforeItStarts where the open posting starts no earlier, and what
    `appoint` raises.
    """
    offer = _open(offer)
    with seeing_also(offer.receiving_id):  # where the new posting is written, by agreement of both
        return _moved(offer, user)


def _moved(offer: TransferOffer, user: User) -> Assignment:
    officer = Officer.objects.select_for_update().get(pk=offer.officer_id)
    held = officer.assignments.filter(ends_on=None).select_related("commune", "officer").first()
    if held and held.starts_on >= offer.starts_on:
        raise EndsBeforeItStarts(
            _("%(holding)s, không trước ngày %(day)s của đề nghị; hãy từ chối để địa phương kia đổi ngày.")
            % {**obstacles.words_of(held), "day": format_day(offer.starts_on)},
            held,
        )
    _answer(offer, user, OfferState.AGREED)
    tell_answered(offer)
    return place(
        officer=officer,
        held=held,
        commune=offer.commune,
        post=offer.post,
        starts_on=offer.starts_on,
        decision_number=offer.decision_number,
        decision_date=offer.decision_date,
    )


@transaction.atomic
def decline(*, offer: TransferOffer, user: User, reason: str) -> TransferOffer:
    """Keep the officer, and say why. Raises OfferAnswered."""
    declined = _answer(_open(offer), user, OfferState.DECLINED, reason)
    tell_answered(declined)
    return declined


@transaction.atomic
def withdraw(*, offer: TransferOffer, user: User) -> TransferOffer:
    """Take one's own question back. Raises OfferAnswered."""
    return _answer(_open(offer), user, OfferState.WITHDRAWN)


def _open(offer: TransferOffer) -> TransferOffer:
    locked = TransferOffer.objects.select_for_update().get(pk=offer.pk)
    if locked.state != OfferState.ASKED:
        raise OfferAnswered(
            _("Đề nghị này đã được trả lời: %(state)s.") % {"state": locked.get_state_display()}
        )
    return locked


def _answer(offer: TransferOffer, user: User, state: str, reason: str = "") -> TransferOffer:
    offer.state, offer.answered_by, offer.answered_at = state, user, now()
    offer.reason = normalise(reason)
    offer.save(update_fields=["state", "answered_by", "answered_at", "reason"])
    return offer
