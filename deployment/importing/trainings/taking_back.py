"""An import of training is taken back whole, while no record of it has changed since."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from deployment.importing.obstacles import MOST_NAMED, Obstacle, RevertRefused, refuse_because_of
from deployment.importing.trainings.writing import TrainingChanges, amend_trainings
from deployment.importing.writing import columns, lock_officers

CHANGED_SINCE = """
SELECT o.id, o.full_name || ' (' || o.service_number || ')', %s
  FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::date[], %s::text[], %s::text[])
       AS n (id, officer_id, province_id, course, completed_on, certificate_number, remark)
  JOIN deployment_officer o ON o.id = n.officer_id LEFT JOIN deployment_training t ON t.id = n.id
 WHERE t.id IS NULL OR (t.officer_id, t.course, t.completed_on, t.certificate_number, t.remark)
       IS DISTINCT FROM (n.officer_id, n.course, n.completed_on, n.certificate_number, n.remark)
 ORDER BY o.id LIMIT %s
"""


def take_trainings_back(packed: bytes) -> None:
    """Make the records what they were before; the caller's transaction. Raises RevertRefused."""
    changes = TrainingChanges.unpacked(packed)
    with connection.cursor() as cursor:
        lock_officers(cursor, [record.officer_id for record in changes.written])
        refuse_because_of(_changed_since(cursor, changes))
        cursor.execute(
            "DELETE FROM deployment_training WHERE id = ANY(%s)", [[record.id for record in changes.made]]
        )
        gone = cursor.rowcount
        restored = amend_trainings(cursor, [before for before, after in changes.changed])
    # What has moved to another province with its officer is out of sight: nothing names it above.
    if (gone, restored) != (len(changes.made), len(changes.changed)):
        raise RevertRefused(
            _("Có cán bộ của lần nhập này đã chuyển sang địa phương khác; không hoàn tác được nữa.")
        )


def _changed_since(cursor: Any, changes: TrainingChanges) -> list[Obstacle]:
    if not changes.written:
        return []
    words = _("lần bồi dưỡng này đã bị sửa hoặc xóa sau lần nhập, hoặc đã theo cán bộ sang địa phương khác")
    cursor.execute(CHANGED_SINCE, [words, *columns(changes.written), MOST_NAMED])
    return [Obstacle(*row) for row in cursor.fetchall()]
