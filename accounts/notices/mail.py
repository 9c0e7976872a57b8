"""Send what is due: one mail an address, each notice in it once and never again.

Rows are taken in a transaction of their own before the mail leaves. A server that refuses gives them back
for a later try; a process that dies between taking and noting leaves them taken: rather none than twice.
"""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.language import language_of_mail
from accounts.models import Mailing, User
from accounts.notices.words import sentence

MOST_TRIES = 8
PAUSE = timedelta(minutes=5)  # doubled with each try
AT_A_TIME = 200  # notices in one mail
logger = logging.getLogger(__name__)


def send_due() -> int:
    """Send all mails that are due; give their number."""
    count = 0
    while mailings := _take():
        count += _send(mailings)
    return count


@transaction.atomic
def _take() -> list[Mailing]:
    """Take what is due for one address. Two who take at once get different rows."""
    due = Mailing.objects.filter(taken_at=None, due_at__lte=now(), tries__lt=MOST_TRIES).order_by(
        "due_at", "pk"
    )
    first = due.select_for_update(skip_locked=True, of=("self",)).first()
    if first is None:
        return []
    rows = due.filter(address=first.address, notice__user=first.notice.user_id)
    taken = list(
        rows.select_for_update(skip_locked=True, of=("self",)).select_related("notice__user")[:AT_A_TIME]
    )
    Mailing.objects.filter(pk__in=[row.pk for row in taken]).update(taken_at=now(), tries=F("tries") + 1)
    return taken


def _send(mailings: list[Mailing]) -> int:
    """Send one mail; give 1, or 0 where it is not to go or could not."""
    rows = Mailing.objects.filter(pk__in=[mailing.pk for mailing in mailings])
    wanted = [mailing for mailing in mailings if _still_wanted(mailing)]
    if not wanted:
        return 0  # stays taken: nothing is owed to that address any more
    try:
        message_for(wanted[0].notice.user, wanted).send()
    except Exception:  # whatever a mail server or the network does
        tries = wanted[0].tries + 1
        rows.update(taken_at=None, due_at=now() + PAUSE * 2 ** (tries - 1))
        logger.exception("mail of %s notices, try %s", len(wanted), tries)
        return 0
    rows.filter(pk__in=[mailing.pk for mailing in wanted]).update(sent_at=now())
    return 1


def _still_wanted(mailing: Mailing) -> bool:
    """Tell whether the account is active, of the same province, and the address still its own and proved."""
    user = mailing.notice.user
    address = getattr(user, "mail_address", None)
    return bool(
        user.is_active
        and user.province_id == mailing.notice.province_id
        and address
        and address.verified_at
        and address.address == mailing.address
    )


def message_for(user: User, mailings: list[Mailing]) -> EmailMultiAlternatives:
    """Give the mail: what happened and where to read on, in the language that its reader last chose."""
    with override(language_of_mail(user)):
        notices = [
            (sentence(mailing.notice), f"{settings.SITE_URL}{mailing.notice.url}") for mailing in mailings
        ]
        subject = ngettext("%(count)s thông báo mới", "%(count)s thông báo mới", len(notices)) % {
            "count": len(notices)
        }
        return message(subject, mailings[0].address, "notices", notices=notices, name=user.get_username())


def message(subject: str, address: str, template: str, **context: Any) -> EmailMultiAlternatives:
    """Give a mail of text and HTML; nothing that anybody typed stands in its headers but the address."""
    context["site"] = settings.SITE_URL
    text = render_to_string(f"accounts/mail/{template}.txt", context)
    made = EmailMultiAlternatives(_("[Công an xã] %(subject)s") % {"subject": subject}, text, to=[address])
    made.attach_alternative(render_to_string(f"accounts/mail/{template}.html", context), "text/html")
    made.extra_headers["Auto-Submitted"] = "auto-generated"
    return made
