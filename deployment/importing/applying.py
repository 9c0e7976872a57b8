"""The import as the page, the command and the job call it: all rows or none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import may_enter_postings
from deployment.importing.judging import judge
from deployment.importing.proposal import Proposal
from deployment.importing.reading import read_sheet
from deployment.importing.result import ImportOvertaken, MayNotImport, Result
from deployment.importing.table import read_table
from deployment.importing.writing import write


def import_file(content: bytes, name: str, *, user: User, dry_run: bool) -> Result:
    """Judge a file for `user` and, without errors and unless `dry_run`, write all of it.

    name: what the user calls the file; only its ending is looked at.
    Raises MayNotImport, FileRefused, and ImportOvertaken where others wrote in between; nothing is written.
    """
    if not may_enter_postings(user):
        raise MayNotImport(_("Tài khoản này không được nhập quá trình giữ chức vụ."))
    try:
        with transaction.atomic():
            proposal = propose(content, name, user=user, dry_run=dry_run)
            if not dry_run and not proposal.result.errors:
                write(proposal)
    except IntegrityError as error:
        raise ImportOvertaken(
            _("Có người vừa thay đổi cùng cán bộ hoặc cùng xã; chưa ghi dòng nào. Hãy nhập lại tệp.")
        ) from error
    return proposal.result


def propose(content: bytes, name: str, *, user: User, dry_run: bool) -> Proposal:
    """Read and judge a file, writing nothing. Raises FileRefused."""
    province_id = None if user.is_superuser else user.province_id
    with _uncollected():
        table = read_table(read_sheet(content, name))
        return judge(table, province_id=province_id, dry_run=dry_run)


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
