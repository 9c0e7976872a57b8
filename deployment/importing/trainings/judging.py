"""The judgement of a file of training: every row in one class, or all that is wrong with it.

A row is the same record as a stored one by officer, course and day completed; it then updates the rest,
or changes nothing.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from communes.calendar import today
from communes.vietnamese import fold
from deployment.importing.columns import TrainingKey
from deployment.importing.result import Outcome, Problem, Result
from deployment.importing.trainings.table import TrainingRow, TrainingTable
from deployment.models import YOUNGEST_TRAINED, Officer, Training
from deployment.plausible import earliest_day

ORDER_OF_KEYS = {key.value: place for place, key in enumerate(TrainingKey)}
TELL_EVERY = 500
ERASABLE = ((TrainingKey.CERTIFICATE_NUMBER, "certificate_number"), (TrainingKey.REMARK, "remark"))


class StoredTraining(NamedTuple):
    """A record as stored; `id` is 0 of one to be made."""

    id: int
    officer_id: int
    province_id: int
    course: str
    completed_on: date
    certificate_number: str
    remark: str


Same = tuple[int, str, date]


@dataclass
class TrainingProposal:
    """Nothing of it is written where the result has errors.

    made: the records to be made; changed: those to be changed, each (before, after); `id` of what is to be
    made is 0. outcomes: the class of each row without errors, by its number. names: of officers, by number.
    """

    result: Result
    table: TrainingTable
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    made: list[StoredTraining] = field(default_factory=list)
    changed: dict[int, tuple[StoredTraining, StoredTraining]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def judge_trainings(
    table: TrainingTable,
    *,
    province_id: int | None,
    dry_run: bool,
    tell: Callable[[int], None] | None = None,
) -> TrainingProposal:
    """Judge all rows for an importer of one province (None: of any) against what is stored.

    Unless `dry_run`, the officers of the file are locked until the transaction ends.
    """
    judgement = _Judgement(table, province_id, lock=not dry_run)
    for count, row in enumerate(table.rows):
        judgement.judge(row)
        if tell and count % TELL_EVERY == 0:
            tell(count)
    return judgement.proposal(dry_run)


class _Judgement:
    """Gathers what is found while row after row is judged."""

    def __init__(self, table: TrainingTable, province_id: int | None, *, lock: bool) -> None:
        self.table = table
        self.officers = _officers({row.service_number for row in table.rows}, province_id, lock=lock)
        self.stored = _stored([officer.pk for officer in self.officers.values()])
        self.today, self.claimed = today(), dict[Same, TrainingRow]()
        self.outcomes: dict[int, Outcome] = {}
        self.made: list[StoredTraining] = []
        self.changed: dict[int, tuple[StoredTraining, StoredTraining]] = {}

    def proposal(self, dry_run: bool) -> TrainingProposal:
        """Give the whole; a row in which anything is wrong is in no class."""
        wrong = {problem.row for problem in self.table.errors}
        outcomes = {number: outcome for number, outcome in self.outcomes.items() if number not in wrong}
        errors, warnings = _in_order(self.table.errors), _in_order(self.table.warnings)
        counts, notes = Counter(outcomes.values()), self.table.notes
        result = Result(dry_run, self.table.count, counts, errors, warnings, notes=notes)
        names = {number: officer.full_name for number, officer in self.officers.items()}
        return TrainingProposal(result, self.table, outcomes, self.made, self.changed, names)

    def judge(self, row: TrainingRow) -> None:
        """Judge one row."""
        officer = self.officers.get(row.service_number)
        if officer is None:
            message = _("Không có cán bộ nào mang số hiệu này trong phạm vi của bạn.\nKiểm tra số hiệu.")
            self.table.error(row.number, TrainingKey.SERVICE_NUMBER, message)
            self._check_future(row)
            return
        fits = self._check_name(row, officer)
        if not (self._check_future(row) and self._check_age(row, officer) and fits):
            return
        key = (officer.pk, row.course, row.completed_on)
        first = self.claimed.setdefault(key, row)
        if first is row:
            self._conclude(row, officer, self.stored.get(key))
        else:
            self._judge_second(row, first)

    def _check_name(self, row: TrainingRow, officer: Officer) -> bool:
        if not row.full_name or fold(row.full_name) == fold(officer.full_name):
            return True
        message = _("Họ và tên không khớp số hiệu.\nSố hiệu này là của %(name)s.")
        self.table.error(row.number, TrainingKey.FULL_NAME, message % {"name": officer.full_name})
        return False

    def _check_future(self, row: TrainingRow) -> bool:
        if row.completed_on <= self.today:
            return True
        message = _("Ngày hoàn thành sau hôm nay.\nChỉ ghi khóa đã hoàn thành.")
        self.table.error(row.number, TrainingKey.COMPLETED_ON, message)
        return False

    def _check_age(self, row: TrainingRow, officer: Officer) -> bool:
        if row.completed_on >= earliest_day(officer.date_of_birth):
            return True
        message = _("Cán bộ chưa đủ %(years)s tuổi vào ngày này.\nKiểm tra ngày hoàn thành hoặc số hiệu.")
        self.table.error(row.number, TrainingKey.COMPLETED_ON, message % {"years": YOUNGEST_TRAINED})
        return False

    def _judge_second(self, row: TrainingRow, first: TrainingRow) -> None:
        """Judge a row with the officer, course and day of another one of the file."""
        words = {"number": first.number}
        if row[1:] == first[1:]:
            self.outcomes[row.number] = Outcome.UNCHANGED
            message = _("Dòng này lặp lại dòng %(number)s.") % words
            self.table.warn(row.number, TrainingKey.SERVICE_NUMBER, message)
            return
        message = _(
            "Dòng %(number)s đã ghi cùng cán bộ, nội dung và ngày, với phần còn lại khác."
            "\nBỏ một trong hai dòng."
        )
        self.table.error(row.number, TrainingKey.COMPLETED_ON, message % words)

    def _conclude(self, row: TrainingRow, officer: Officer, old: StoredTraining | None) -> None:
        """Class the row and keep what is to be written; an absent column changes nothing."""
        said = {name: getattr(row, name) for _key, name in ERASABLE if getattr(row, name) is not None}
        before = old or StoredTraining(
            0, officer.pk, officer.province_id, row.course, row.completed_on, "", ""
        )
        after = before._replace(**said)
        if old is None:
            self.outcomes[row.number] = Outcome.CREATED
            self.made.append(after)
        elif after == old:
            self.outcomes[row.number] = Outcome.UNCHANGED
        else:
            self.outcomes[row.number] = Outcome.UPDATED
            self.changed[row.number] = (old, after)
            self._warn_of_erased(row, old, after)

    def _warn_of_erased(self, row: TrainingRow, old: StoredTraining, after: StoredTraining) -> None:
        for key, name in ERASABLE:
            if getattr(old, name) and not getattr(after, name):
                message = _("Ô để trống: giá trị đang lưu (%(value)s) sẽ bị xóa.")
                self.table.warn(row.number, key, message % {"value": getattr(old, name)})


def _officers(numbers: set[str], province_id: int | None, *, lock: bool) -> dict[str, Officer]:
    """Give the officers that the importer's province manages, by service number."""
    found = Officer.objects.filter(service_number__in=numbers).order_by("pk")
    if province_id is not None:
        found = found.filter(province=province_id)
    if lock:
        found = found.select_for_update()
    return {officer.service_number: officer for officer in found}


def _stored(officers: list[int]) -> dict[Same, StoredTraining]:
    rows = Training.objects.filter(officer__in=officers).order_by().values_list(*StoredTraining._fields)
    records = [StoredTraining(*row) for row in rows]
    return {(r.officer_id, r.course, r.completed_on): r for r in records}


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.row, ORDER_OF_KEYS.get(p.column, -1))))
