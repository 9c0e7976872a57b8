"""What an account looked at last: the ten newest records, for nobody but itself."""

from datetime import datetime

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils.timezone import now

from accounts.models import RecentlySeen, SeenKind, User

KEPT = 10
REMEMBER = """
WITH seen AS (
    INSERT INTO accounts_recentlyseen (user_id, province_id, kind, record, seen_at)
    VALUES (%(user)s, %(province)s, %(kind)s, %(record)s, %(now)s)
    ON CONFLICT (user_id, kind, record)
    DO UPDATE SET seen_at = excluded.seen_at, province_id = excluded.province_id
)
DELETE FROM accounts_recentlyseen WHERE id IN (
    SELECT id FROM accounts_recentlyseen
    WHERE user_id = %(user)s AND (kind, record) <> (%(kind)s, %(record)s)
    ORDER BY seen_at DESC, id DESC OFFSET %(others)s
)
"""


def remember(user: User, kind: SeenKind, record: object) -> None:
    """Note that `user` opened the page of `record`, and forget what is older than the ten: one statement."""
    values = {
        "user": user.pk,
        "province": user.province_id,
        "kind": kind.value,
        "record": str(record),
        "now": now(),
        "others": KEPT - 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, values)


def recent_of(user: User) -> QuerySet[RecentlySeen]:
    """Give what `user` opened, the newest first."""
    return RecentlySeen.objects.filter(user=user)[:KEPT]


def last_seen(user: User) -> datetime | None:
    """Give when `user` opened something last: the list is another when this is."""
    return RecentlySeen.objects.filter(user=user).aggregate(last=Max("seen_at"))["last"]


def forget(user: User) -> None:
    """Forget all that `user` opened."""
    RecentlySeen.objects.filter(user=user).delete()
