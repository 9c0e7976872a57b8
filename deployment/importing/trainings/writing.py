"""A proposal of training goes into the database, and what it changed is kept for taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import connection

from deployment.importing.packing import pack, unpack
from deployment.importing.trainings.judging import StoredTraining, TrainingProposal
from deployment.importing.writing import AT_A_TIME, columns, new_ids

# Arrays, not COPY: PostgreSQL copies into no table that has row-level security.
ADD = """
INSERT INTO deployment_training (id, officer_id, province_id, course, completed_on, certificate_number,
                                 remark)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::date[], %s::text[], %s::text[])
"""
AMEND = """
UPDATE deployment_training AS t SET certificate_number = n.certificate_number, remark = n.remark
  FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS n (id, certificate_number, remark)
 WHERE t.id = n.id
"""


@dataclass(frozen=True)
class TrainingChanges:
    """The records made, and those changed: each (before, after)."""

    made: list[StoredTraining]
    changed: list[tuple[StoredTraining, StoredTraining]]

    def province_id(self) -> int | None:
        """Give the province of all records, None where they are of several, or there are none."""
        provinces = {record.province_id for record in self.written}
        return provinces.pop() if len(provinces) == 1 else None

    @property
    def written(self) -> list[StoredTraining]:
        """The records as the import left them."""
        return [*self.made, *(after for before, after in self.changed)]

    def packed(self) -> bytes:
        """Give all of it in few bytes."""
        parts: tuple[Sequence[Any], ...] = (self.made, self.changed)
        return pack((number, record) for number, part in enumerate(parts) for record in part)

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Give back what `packed` gave."""
        parts: tuple[list[Any], list[Any]] = ([], [])
        for number, record in unpack(content):
            parts[number].append(record)
        changed = [(_record(before), _record(after)) for before, after in parts[1]]
        return cls([_record(values) for values in parts[0]], changed)


def write_trainings(
    proposal: TrainingProposal, tell: Callable[[int], None] = lambda _: None
) -> TrainingChanges:
    """Write all records of `proposal`, inside the caller's transaction; give what changed.

    Raises IntegrityError where the database refuses, which it does for races alone.
    """
    changed = list(proposal.changed.values())
    with connection.cursor() as cursor:
        ids = new_ids(cursor, "deployment_training", len(proposal.made))
        made = [record._replace(id=new) for new, record in zip(ids, proposal.made, strict=True)]
        for first in range(0, len(made), AT_A_TIME):
            cursor.execute(ADD, columns(made[first : first + AT_A_TIME]))
            tell(first)
        amend_trainings(cursor, [after for before, after in changed])
    return TrainingChanges(made, changed)


def amend_trainings(cursor: Any, records: list[StoredTraining]) -> int:
    """Give stored records the certificate and remark of `records`; give how many there were."""
    if not records:
        return 0
    cursor.execute(AMEND, columns((r.id, r.certificate_number, r.remark) for r in records))
    return int(cursor.rowcount)


def _record(values: list[Any]) -> StoredTraining:
    return StoredTraining._make([*values[:4], date.fromisoformat(values[4]), *values[5:]])
