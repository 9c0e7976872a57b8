"""An account's mail address: named by its owner, proved by a code that was mailed there."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import MailAddress, Mailing, User
from accounts.notices.mail import message

VALID, BETWEEN, MOST_TRIES = timedelta(minutes=15), timedelta(minutes=1), 5


class AddressRefused(Exception):
    """The address or code is not taken; the text is a sentence for its owner."""


@transaction.atomic
def name_address(*, user: User, address: str) -> str:
    """Note `address`, not proved yet, and give the code to mail there. Raises AddressRefused (too soon)."""
    User.objects.select_for_update().get(pk=user.pk)
    stored = MailAddress.objects.filter(user=user).first() or MailAddress(user=user)
    if stored.code_sent_at and stored.code_sent_at > now() - BETWEEN:
        raise AddressRefused(_("Vừa gửi một mã; hãy đợi một phút rồi gửi lại."))
    code = f"{secrets.randbelow(10**6):06}"
    stored.address, stored.verified_at, stored.code = address, None, _digest(user, address, code)
    stored.code_sent_at, stored.code_expires_at, stored.tries = now(), now() + VALID, 0
    stored.clean_fields(exclude={"verified_at"})
    stored.save()
    return code


def mail_code(address: str, code: str) -> None:
    """Mail the code: the only thing that goes to an address before it is proved."""
    message(_("Mã xác nhận địa chỉ thư"), address, "code", code=code).send()


def prove_address(*, user: User, code: str) -> None:
    """Take the address as proved. Raises AddressRefused; five wrong codes spend the code."""
    if refusal := _check(user, code):
        raise AddressRefused(refusal)


@transaction.atomic
def _check(user: User, code: str) -> str:
    """Prove the address, or count the try and say why not: the count stays when the code is refused."""
    stored = MailAddress.objects.select_for_update().filter(user=user).first()
    if stored is None or not stored.code:
        return _("Chưa có mã nào đang chờ; hãy gửi mã.")
    if stored.tries >= MOST_TRIES or (stored.code_expires_at or now()) <= now():
        return _("Mã đã hết hiệu lực; hãy gửi mã khác.")
    if not constant_time_compare(stored.code, _digest(user, stored.address, code.strip())):
        stored.tries += 1
        stored.save(update_fields=["tries"])
        return _("Mã không đúng.")
    stored.verified_at, stored.code = now(), ""
    stored.save(update_fields=["verified_at", "code"])
    return ""


@transaction.atomic
def drop_address(*, user: User) -> None:
    """Forget the address and whatever was to be sent there."""
    Mailing.objects.filter(notice__user=user, taken_at=None).delete()
    MailAddress.objects.filter(user=user).delete()


def _digest(user: User, address: str, code: str) -> str:
    return salted_hmac("mail-address-code", f"{user.pk}:{address}:{code}", algorithm="sha256").hexdigest()
