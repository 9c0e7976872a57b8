"""What the rows of one officer say of the person, against what is stored and against each other."""

from datetime import date

from django.utils.translation import gettext as _

from communes.formats import format_day
from deployment.choices import Force
from deployment.importing.columns import HEADERS, Key
from deployment.importing.proposal import OfficerWrite
from deployment.importing.stored import StoredOfficer, StoredPosting
from deployment.importing.table import Row, Table
from deployment.models import YOUNGEST_TRAINED
from deployment.plausible import is_child_on


def check_person(
    table: Table,
    officer: StoredOfficer | None,
    known: list[StoredPosting],
    rows: list[Row],
    *,
    show: bool,
    latest_birth: date,
) -> None:
    """Report another date of birth or sex than the one stored, or than that of the first of `rows`; a child.

    known: the officer's stored postings, whose first days are not judged again: a file that comes back as it
    was exported has no error. show: whether the importer may read what is stored of the officer.
    latest_birth: who was born on a later day is a child.
    """
    first, sex = (officer or rows[0]).date_of_birth, _sex_of(officer, rows)
    for row in rows:
        born = row.date_of_birth
        if born and first and born != first:
            was = f" ({format_day(first)})" if show else ""
            message = _("Số hiệu này đã có với ngày sinh khác%(was)s.\nKiểm tra số hiệu hoặc ngày sinh.")
            table.error(row.number, Key.DATE_OF_BIRTH, message % {"was": was})
        elif first and row.starts_on and is_child_on(row.starts_on, first) and _is_new(row, known):
            message = _("Cán bộ chưa đủ %(years)s tuổi vào ngày bắt đầu giữ chức.\nKiểm tra cả hai ngày.")
            table.error(row.number, Key.DATE_OF_BIRTH, message % {"years": YOUNGEST_TRAINED})
        elif born and born > latest_birth:
            message = _("Với ngày sinh này, đến hôm nay cán bộ chưa đủ %(years)s tuổi.\nKiểm tra ngày sinh.")
            table.error(row.number, Key.DATE_OF_BIRTH, message % {"years": YOUNGEST_TRAINED})
        if row.sex and row.sex != sex:
            message = _("Số hiệu này đã có với giới tính khác.\nKiểm tra số hiệu hoặc giới tính.")
            table.error(row.number, Key.SEX, message)


def _is_new(row: Row, known: list[StoredPosting]) -> bool:
    return all(posting.starts_on != row.starts_on for posting in known)


def _sex_of(officer: StoredOfficer | None, rows: list[Row]) -> str:
    """Give the stored sex; where none is stored, the first that `rows` give, or nothing."""
    if officer and officer.sex:
        return officer.sex
    return rows[0].sex or next((row.sex for row in rows if row.sex), "")


def _rank_of(officer: StoredOfficer | None, rows: list[Row]) -> int | None:
    """Give the rank that the row which starts last gives; where none gives any, what is stored."""
    if rank := rows[-1].rank:  # the usual row, without a walk
        return rank
    return next((row.rank for row in reversed(rows) if row.rank), officer.rank if officer else None)


def officer_by(officer: StoredOfficer | None, rows: list[Row], row: Row, province_id: int) -> OfficerWrite:
    """Give the officer as `rows`, in order of their first days, and `row`, the last in force, describe them.

    The row that starts later is the newer truth. A column that the file lacks changes nothing; an empty
    cell leaves rank and sex as they are, and is a regular force.
    """
    sex, rank = _sex_of(officer, rows), _rank_of(officer, rows)
    force = row.force or (officer.force if officer else Force.REGULAR.value)
    if officer is None:
        return OfficerWrite(
            None,
            row.service_number,
            row.full_name,
            row.date_of_birth,
            sex,
            rank,
            force,
            province_id,
        )
    name = row.full_name or officer.full_name
    return OfficerWrite(*officer[:2], name, officer.date_of_birth, sex, rank, force, province_id)


def warn_of_person(table: Table, write: OfficerWrite, rows: list[Row], last: Row) -> None:
    """Warn of a new officer whose sex nobody gave, and of rows that say something else than the last one."""
    if not write.sex and not any(table.cell(row.number, Key.SEX).strip() for row in rows):
        table.warn(last.number, Key.SEX, _("Chưa có giới tính của cán bộ này; hãy bổ sung khi biết."))
    if len(rows) == 1:
        return
    ranked = next((row for row in reversed(rows) if row.rank), last)
    for key, newest in ((Key.FULL_NAME, last), (Key.RANK, ranked), (Key.FORCE, last)):
        for row in rows:
            said = getattr(row, key)
            if said and said != getattr(newest, key):
                message = _("%(column)s khác dòng %(number)s của cùng cán bộ; lấy theo dòng %(number)s.")
                words = {"column": HEADERS[key], "number": newest.number}
                table.warn(row.number, key, message % words)
