"""Tell the other province of an offer: that it is asked, that it is answered."""

from django.urls import reverse

from accounts.models import NoticeKind
from accounts.notices.telling import people_of, tell
from deployment.models import TransferOffer


def tell_asked(offer: TransferOffer) -> None:
    """Tell the releasing province that another one asks for an officer."""
    people, url = people_of(offer.releasing_id), reverse("deployment:offers")
    place = offer.receiving.short_name
    tell(people, NoticeKind.TRANSFER_ASKED, key=f"offer:{offer.pk}", url=url, place=place)


def tell_answered(offer: TransferOffer) -> None:
    """Tell the asking province that its question is answered."""
    people, url = people_of(offer.receiving_id), reverse("deployment:offers")
    place = offer.releasing.short_name
    tell(people, NoticeKind.TRANSFER_ANSWERED, key=f"answer:{offer.pk}", url=url, place=place)
