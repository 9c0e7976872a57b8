"""Tokens by which a program acts as an account: made, found, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import ApiToken, User

PREFIX = "cax_"
DEFAULT_DAYS, MOST_DAYS = 90, 366
USE_IS_NOTED_EVERY = timedelta(minutes=1)


class TokenRefused(ValueError):
    """The token cannot be made; the message says why, in words for a person."""


def digest_of(text: str) -> str:
    """Give what is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def issue_token(*, user: User, label: str = "", days: int = DEFAULT_DAYS, may_write: bool = True) -> str:
    """Make a token of `user` that lasts `days` days and give its text, which is shown once.

    Raises TokenRefused for an inactive account or an impossible number of days.
    """
    if not user.is_active:
        raise TokenRefused(_("Tài khoản %(user)s đã ngừng hoạt động.") % {"user": user})
    if not 1 <= days <= MOST_DAYS:
        raise TokenRefused(
            _("Thời hạn phải từ 1 đến %(most)s ngày, không phải %(days)s.")
            % {"most": MOST_DAYS, "days": days}
        )
    text = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        user=user, label=label.strip()[:60], digest=digest_of(text), may_write=may_write,
        expires_at=now() + timedelta(days=days),
    )  # fmt: skip
    return text


def token_of(text: str) -> ApiToken | None:
    """Give the token whose text this is, while it is good for its account; its use is noted."""
    moment = now()
    good = ApiToken.objects.filter(expires_at__gt=moment, revoked_at=None, user__is_active=True)
    found = good.select_related("user__province").filter(digest=digest_of(text)).first()
    if found:
        _note_use(found, moment)
    return found


def _note_use(token: ApiToken, moment: datetime) -> None:
    stale = Q(last_used_at=None) | Q(last_used_at__lt=moment - USE_IS_NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=moment)


@transaction.atomic
def revoke_token(*, token: ApiToken) -> None:
    """End a token now; ending it again changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now())
