"""Tell accounts of something, in the transaction of the verb that did it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import now

from accounts.models import (
    PROVINCIAL_ROLES,
    MailAddress,
    Mailing,
    Notice,
    NoticeChoice,
    NoticeKind,
    Role,
    User,
    Way,
)
from communes.calendar import HANOI
from communes.sight import NATION, seeing

READ_KEPT, KEPT = timedelta(days=90), timedelta(days=365)
FLOOD = timedelta(hours=1)  # what follows within it comes in one mail
MORNING = time(7)


def people_of(*provinces: int) -> QuerySet[User]:
    """Give the accounts that work for those provinces."""
    return User.objects.filter(is_active=True, role__in=PROVINCIAL_ROLES, province__in=provinces)


def people_of_the_ministry() -> QuerySet[User]:
    """Give the active accounts of the Ministry; auditors have a role of their own."""
    return User.objects.filter(is_active=True, role=Role.MINISTRY)


@transaction.atomic
def tell(users: Iterable[User], kind: NoticeKind, *, key: str, url: str, **words: str) -> int:
    """Tell each of `users` once (by `key`) that something happened at `url`; give how many were told.

    users: those who may see what stands at `url`. words: what the kind's sentence names, no person.
    """
    with seeing(NATION):  # a notice is put into another's box, which the sender need not see
        chosen = _wanting(list(users), kind, key)
        notices = [
            Notice(
                user=user, province_id=user.province_id, kind=kind, key=key, url=url, words=words, at=now()
            )
            for user, _way in chosen
        ]
        made = Notice.objects.bulk_create(notices)
        ways = {user.pk: way for user, way in chosen}
        _queue([notice for notice in made if ways[notice.user_id] in (Way.AT_ONCE, Way.DAILY)], ways)
    return len(made)


def _wanting(users: list[User], kind: NoticeKind, key: str) -> list[tuple[User, str]]:
    """Give those who are to be told and were not, each with the chosen way."""
    told = set(Notice.objects.filter(key=key, user__in=users).values_list("user_id", flat=True))
    choices = NoticeChoice.objects.filter(user__in=users, kind=kind)
    ways = dict(choices.values_list("user_id", "way"))
    found = [(user, ways.get(user.pk, Way.SITE)) for user in users if user.pk not in told]
    return [(user, way) for user, way in found if way != Way.NONE]


def _queue(notices: list[Notice], ways: Mapping[int, str]) -> None:
    if not notices:
        return
    users = [notice.user_id for notice in notices]
    verified = MailAddress.objects.filter(user__in=users).exclude(verified_at=None)
    addresses = dict(verified.values_list("user_id", "address"))
    last = _last_mails(users, notices[0].kind)
    Mailing.objects.bulk_create(
        Mailing(
            notice=notice,
            province_id=notice.province_id,
            address=addresses[notice.user_id],
            due_at=due_at(ways[notice.user_id], notice.at, last.get(notice.user_id)),
        )
        for notice in notices
        if notice.user_id in addresses
    )


def _last_mails(users: list[int], kind: str) -> dict[int, datetime]:
    """Give for each account when its last mail of `kind` was or is to be sent."""
    mails = Mailing.objects.filter(notice__user__in=users, notice__kind=kind)
    return dict(
        mails.values_list("notice__user").annotate(last=Max("due_at")).values_list("notice__user", "last")
    )


def due_at(way: str, at: datetime, last: datetime | None) -> datetime:
    """Give when a mail is to go: next morning, or at once but no two of a kind within the hour."""
    if way == Way.DAILY:
        local = at.astimezone(HANOI)
        morning = datetime.combine(local.date(), MORNING, HANOI)
        return morning if local < morning else morning + timedelta(days=1)
    if last is None or last + FLOOD <= at:
        return at
    return last if last > at else last + FLOOD


def own_notices(user: User) -> QuerySet[Notice]:
    """Give what `user` was told while of the present province, the newest first."""
    return Notice.objects.filter(
        Q(province=user.province_id) if user.province_id else Q(province=None), user=user
    )


def unread_of(request: HttpRequest) -> int:
    """Give how many notices the reader has not read, asked once a request."""
    if not isinstance(request.user, User):
        return 0
    if not hasattr(request, "_unread"):
        request._unread = own_notices(request.user).filter(read_at=None).count()  # type: ignore[attr-defined]
    return int(request._unread)  # type: ignore[attr-defined]


def mark_read(notices: QuerySet[Notice]) -> int:
    """Mark those as read that are not; give their number."""
    return notices.filter(read_at=None).update(read_at=now())


def drop_old(moment: datetime) -> int:
    """Delete what was read 90 days ago, and whatever is a year old, with its mails; give how many notices.

    No record is lost: what a notice told of stands in the log of its report or the history of its transfer.
    """
    old = Notice.objects.filter(Q(read_at__lt=moment - READ_KEPT) | Q(at__lt=moment - KEPT))
    return old.delete()[1].get(Notice._meta.label, 0)
