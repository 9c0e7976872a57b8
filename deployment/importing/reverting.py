"""An import is taken back whole, while nothing later builds on it; else what stands in the way is named."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from deployment.choices import ImportKind
from deployment.importing.changes import Changes
from deployment.importing.obstacles import MOST_NAMED, Obstacle, RevertRefused, refuse_because_of
from deployment.importing.stored import StoredPosting
from deployment.importing.trainings.taking_back import take_trainings_back
from deployment.importing.writing import AMEND_POSTINGS, LATER, NOW, amend_officers, columns, lock_officers
from deployment.models import Receipt


def revert(*, receipt: Receipt, user: User) -> Receipt:
    """Take back all that the import of `receipt` wrote. Raises RevertRefused; then nothing is changed."""
    try:
        with transaction.atomic():
            locked = Receipt.objects.select_for_update().get(pk=receipt.pk)
            if locked.reverted_at:
                raise RevertRefused(_("Lần nhập này đã được hoàn tác trước đó."))
            TAKERS[ImportKind(locked.kind)](bytes(locked.changes))
            locked.reverted_at, locked.reverted_by = timezone.now(), user
            locked.save(update_fields=["reverted_at", "reverted_by"])
            return locked
    except IntegrityError as error:
        raise RevertRefused(_("Có người vừa thay đổi cùng cán bộ hoặc cùng xã; chưa hoàn tác gì.")) from error


def _take_postings_back(packed: bytes) -> None:
    changes = Changes.unpacked(packed)
    _lock_all(changes)
    refuse_because_of(obstacles_to(changes))
    _take_back(changes)


TAKERS: dict[ImportKind, Callable[[bytes], None]] = {
    ImportKind.ASSIGNMENTS: _take_postings_back,
    ImportKind.TRAININGS: take_trainings_back,
}


def obstacles_to(changes: Changes) -> tuple[Obstacle, ...]:
    """Give what stands in the way of taking `changes` back, at most so many."""
    found: list[Obstacle] = []
    for question in (
        _changed_postings,
        _changed_officers,
        _later_postings,
        _later_offers,
        _later_trainings,
        _overlaps,
        _chiefs,
    ):
        found += [Obstacle(*row) for row in question(changes)]
    return tuple(dict.fromkeys(found))[:MOST_NAMED]


NAMED = "o.id, o.full_name || ' (' || o.service_number || ')'"
CHANGED_POSTINGS = f"""
SELECT {NAMED}, %s FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::date[], %s::date[], %s::text[],
                                %s::date[])
       AS n (id, officer_id, post, starts_on, ends_on, decision_number, decision_date)
  JOIN deployment_officer o ON o.id = n.officer_id LEFT JOIN deployment_assignment a ON a.id = n.id
 WHERE a.id IS NULL OR (a.officer_id, a.post, a.starts_on, a.ends_on, a.decision_number, a.decision_date)
       IS DISTINCT FROM (n.officer_id, n.post, n.starts_on, n.ends_on, n.decision_number, n.decision_date)
 ORDER BY o.id LIMIT %s
"""
CHANGED_OFFICERS = f"""
SELECT {NAMED}, %s FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::date[], %s::text[],
                                %s::smallint[], %s::text[], %s::bigint[])
       AS n (id, service_number, full_name, date_of_birth, sex, rank, force, province_id)
  JOIN deployment_officer o ON o.id = n.id
 WHERE (o.service_number, o.full_name, o.date_of_birth, o.sex, o.rank, o.force, o.province_id)
       IS DISTINCT FROM
       (n.service_number, n.full_name, n.date_of_birth, n.sex, n.rank, n.force, n.province_id)
 ORDER BY o.id LIMIT %s
"""
LATER_POSTINGS = f"""
SELECT {NAMED}, %s FROM deployment_assignment a JOIN deployment_officer o ON o.id = a.officer_id
 WHERE a.officer_id = ANY(%s) AND NOT a.id = ANY(%s) ORDER BY o.id LIMIT %s
"""
LATER_OFFERS = f"""
SELECT {NAMED}, %s FROM deployment_transferoffer f JOIN deployment_officer o ON o.id = f.officer_id
 WHERE f.officer_id = ANY(%s) ORDER BY o.id LIMIT %s
"""
LATER_TRAININGS = f"""
SELECT {NAMED}, %s FROM deployment_training t JOIN deployment_officer o ON o.id = t.officer_id
 WHERE t.officer_id = ANY(%s) ORDER BY o.id LIMIT %s
"""
# A posting that would stand again as before, against one that the import neither made nor changed.
OVERLAPS = f"""
SELECT {NAMED}, %s FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS b (shared, starts_on, ends_on)
  JOIN deployment_assignment a ON a.{{shared}} = b.shared AND NOT a.id = ANY(%s) {{chief}}
   AND a.starts_on < coalesce(b.ends_on, 'infinity') AND a.until > b.starts_on
  JOIN deployment_officer o ON o.id = a.officer_id ORDER BY o.id LIMIT %s
"""


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, MOST_NAMED])
        return cursor.fetchall()


def _lock_all(changes: Changes) -> None:
    """Lock every officer concerned."""
    ids = {officer.id for officer in changes.officers_made}
    ids |= {before.id for before, after in changes.officers_changed}
    ids |= {posting.officer_id for posting in changes.postings_made}
    ids |= {before.officer_id for before, after in changes.postings_changed}
    with connection.cursor() as cursor:
        lock_officers(cursor, ids)


def _changed_postings(changes: Changes) -> list[tuple[Any, ...]]:
    after = [*changes.postings_made, *(after for before, after in changes.postings_changed)]
    parts = ((p.id, p.officer_id, *p[4:]) for p in after)
    words = _("lần giữ chức vụ này đã bị sửa, kết thúc, điều chuyển hoặc hủy sau lần nhập")
    return _rows(CHANGED_POSTINGS, [words, *columns(parts)]) if after else []


def _changed_officers(changes: Changes) -> list[tuple[Any, ...]]:
    after: list[Any] = [*changes.officers_made, *(after for before, after in changes.officers_changed)]
    words = _("thông tin cán bộ đã bị sửa sau lần nhập")
    return _rows(CHANGED_OFFICERS, [words, *columns(after)]) if after else []


def _later_postings(changes: Changes) -> list[tuple[Any, ...]]:
    made = [officer.id for officer in changes.officers_made]
    words = _("cán bộ do lần nhập này thêm đã có lần giữ chức vụ khác")
    return _rows(LATER_POSTINGS, [words, made, [posting.id for posting in changes.postings_made]])


def _later_offers(changes: Changes) -> list[tuple[Any, ...]]:
    made = [officer.id for officer in changes.officers_made]
    return _rows(LATER_OFFERS, [_("cán bộ do lần nhập này thêm đã có đề nghị điều chuyển"), made])


def _later_trainings(changes: Changes) -> list[tuple[Any, ...]]:
    made = [officer.id for officer in changes.officers_made]
    words = _("cán bộ do lần nhập này thêm đã có đào tạo, bồi dưỡng được ghi")
    return _rows(LATER_TRAININGS, [words, made])


def _overlaps(changes: Changes) -> list[tuple[Any, ...]]:
    before = [before for before, after in changes.postings_changed]
    words = _("lần giữ chức vụ ghi sau sẽ trùng thời gian với lần được khôi phục")
    return _overlapping(changes, before, 1, words)


def _chiefs(changes: Changes) -> list[tuple[Any, ...]]:
    before = [before for before, after in changes.postings_changed if before.post == "chief"]
    words = _("đang là Trưởng Công an xã, nơi người trước đó sẽ được khôi phục")
    return _overlapping(changes, before, 2, words)


def _overlapping(
    changes: Changes, before: list[StoredPosting], shared: int, words: str
) -> list[tuple[Any, ...]]:
    """Give who would clash with postings as they were `before`; `shared` is the place of what they share."""
    if not before:
        return []
    own = [p.id for p in changes.postings_made] + [old.id for old, new in changes.postings_changed]
    sql = OVERLAPS.format(
        shared="commune_id" if shared == 2 else "officer_id",
        chief="AND a.post = 'chief'" if shared == 2 else "",
    )
    ranges: list[list[int | date | None]] = columns((p[shared], p.starts_on, p.ends_on) for p in before)
    return _rows(sql, [words, *ranges, own])


def _take_back(changes: Changes) -> None:
    restored = [before for before, after in changes.postings_changed]
    officers = [before for before, after in changes.officers_changed]
    with connection.cursor() as cursor:
        cursor.execute(LATER)
        made = [posting.id for posting in changes.postings_made]
        cursor.execute("DELETE FROM deployment_assignment WHERE id = ANY(%s)", [made])
        if restored:
            parts = ((p.id, p.post, p.ends_on, p.decision_number, p.decision_date) for p in restored)
            cursor.execute(AMEND_POSTINGS, columns(parts))
        made = [officer.id for officer in changes.officers_made]
        cursor.execute("DELETE FROM deployment_officer WHERE id = ANY(%s)", [made])
        if officers:
            amend_officers(cursor, officers)
        cursor.execute(NOW)
