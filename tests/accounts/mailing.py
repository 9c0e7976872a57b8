"""Accounts that get mail."""

from django.utils.timezone import now

from accounts.models import MailAddress, NoticeChoice, NoticeKind, User, Way

KIND = NoticeKind.RETURNED


def with_mail(user: User, way: Way = Way.AT_ONCE, address: str = "Can.Bo@example.vn") -> User:
    """Give `user` a proved address, and `way` for what is told of every kind."""
    MailAddress.objects.create(user=user, address=address, verified_at=now())
    for kind in NoticeKind:
        NoticeChoice.objects.create(user=user, kind=kind, way=way)
    return user
