"""The import as the page, the command and the job call it: all rows or none."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.scope import may_enter_postings, sight_of
from communes.formats import format_number, in_english
from communes.sight import seeing
from deployment.choices import ImportKind
from deployment.importing.columns import KEYS_BY_NAME, TRAINING_KEYS_BY_NAME
from deployment.importing.judging import judge
from deployment.importing.names import display_name
from deployment.importing.reading import Sheet, read_sheet
from deployment.importing.result import ImportOvertaken, MayNotImport, ProposalChanged, Result
from deployment.importing.table import read_table
from deployment.importing.trainings.judging import judge_trainings
from deployment.importing.trainings.table import read_trainings
from deployment.importing.trainings.writing import write_trainings
from deployment.importing.writing import write
from deployment.models import Receipt

Tell: TypeAlias = Callable[[int, int, str], None]  # steps done, of how many, and now and then in which words


@dataclass(frozen=True)
class Way:
    """How files of one kind are read, judged and written; what the three hand on is theirs alone.

    names: what the columns of such files may be called.
    """

    names: Mapping[str, Any]
    read: Callable[[Sheet], Any]
    judge: Callable[..., Any]
    write: Callable[..., Any]


WAYS = {
    ImportKind.ASSIGNMENTS: Way(KEYS_BY_NAME, read_table, judge, write),
    ImportKind.TRAININGS: Way(TRAINING_KEYS_BY_NAME, read_trainings, judge_trainings, write_trainings),
}


def untold(done: int, total: int, words: str = "") -> None:
    """Tell nobody."""


def import_file(
    content: bytes,
    name: str,
    *,
    user: User,
    dry_run: bool,
    by_command: bool = False,
    seen: Mapping[str, int] | None = None,
    tell: Tell = untold,
    kind: ImportKind = ImportKind.ASSIGNMENTS,
) -> Result:
    """Judge a file for `user` and, without errors and unless `dry_run`, write all of it and a receipt.

    name: what the user calls the file; only its ending is looked at.
    seen: the counts that the user has agreed to; where they are others now, ProposalChanged is raised.
    tell: hears how far it is. The receipt's number is in the result.
    Raises MayNotImport, FileRefused, and ImportOvertaken where others wrote in between; nothing is written.
    """
    refuse_others(user)
    try:
        named = pghistory.context(user=user.pk, by=user.get_username(), import_file=display_name(name))
        with seeing(sight_of(user)), transaction.atomic(), named:
            proposal = propose(content, name, user=user, dry_run=dry_run, tell=tell, kind=kind)
            result: Result = proposal.result
            if seen is not None and (result.errors or result.counts != seen):
                raise ProposalChanged(_("Dữ liệu đã thay đổi từ lúc xem trước; hãy xem lại rồi xác nhận."))
            if dry_run or result.errors:
                return result
            on_record = _on_record(result, content, name, user, kind)
            changes = _write(proposal, kind, tell)
            receipt = _receipt(content, name, user, on_record, changes)
            receipt.by_command, receipt.kind = by_command, kind
            receipt.undecided = getattr(proposal, "undecided", None)
            return replace(result, receipt=_store(receipt))
    except IntegrityError as error:
        raise ImportOvertaken(
            _("Có người vừa thay đổi cùng cán bộ hoặc cùng xã; chưa ghi dòng nào. Hãy nhập lại tệp.")
        ) from error


def _on_record(result: Result, content: bytes, name: str, user: User, kind: ImportKind) -> Result:
    """Give the result as a receipt keeps it: its warnings in Vietnamese, whoever imports."""
    if not (result.warnings and in_english()):
        return result
    with override("vi"):
        again = propose(content, name, user=user, dry_run=True, kind=kind)
    return replace(result, warnings=again.result.warnings)


def _write(proposal: Any, kind: ImportKind, tell: Tell) -> Any:
    """Write all rows of `proposal`; give what changed, as its kind of file keeps it."""
    rows = proposal.result.rows
    tell(2 * rows, 3 * rows, _("Đang ghi"))
    proposal.table.forget_cells()
    return WAYS[kind].write(proposal, lambda done: tell(2 * rows + min(done // 2, rows), 3 * rows, ""))


def _store(receipt: Receipt) -> int:
    """Store a receipt under the next number, which the history of the import names too; give the number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('deployment_receipt', 'id'))")
        receipt.pk = number = int(cursor.fetchone()[0])
    pghistory.context(**{"import": number})  # told with the write that follows
    receipt.save(force_insert=True)
    return number


def refuse_others(user: User) -> None:
    """Raise MayNotImport unless `user` enters postings."""
    if not may_enter_postings(user):
        raise MayNotImport(_("Tài khoản này không được nhập quá trình giữ chức vụ."))


def propose(
    content: bytes,
    name: str,
    *,
    user: User,
    dry_run: bool,
    tell: Tell = untold,
    kind: ImportKind = ImportKind.ASSIGNMENTS,
) -> Any:
    """Read and judge a file, writing nothing. Raises FileRefused."""
    province_id = None if user.is_superuser else user.province_id
    with _uncollected():
        tell(0, 0, _("Đang đọc tệp"))
        way = WAYS[kind]
        table = way.read(read_sheet(content, name, way.names))
        rows = table.count
        tell(rows, 3 * rows, _("Đang kiểm tra %(rows)s dòng") % {"rows": format_number(rows)})
        return way.judge(
            table,
            province_id=province_id,
            dry_run=dry_run,
            tell=lambda done: tell(rows + min(done, rows), 3 * rows, ""),
        )


def _receipt(content: bytes, name: str, user: User, result: Result, changes: Any) -> Receipt:
    return Receipt(
        user=user,
        province_id=user.province_id or changes.province_id(),
        file_name=display_name(name),
        sha256=hashlib.sha256(content).hexdigest(),
        rows=result.rows,
        warnings=[problem.as_data() for problem in result.warnings],
        changes=changes.packed(),
        **result.counts,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: walking the growing rows again and again took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
