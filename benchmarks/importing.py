"""Fifty thousand rows of .xlsx: reading and checking against the bare parser, writing against a bare COPY.

Everything is written into the bench's own database inside a transaction and taken back.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

os.environ["CONNECT_AS_OWNER"] = "1"  # COPY is the owner's; what is measured against it takes the other role

from benchmarks.measure import row  # sets Django up  # isort: skip

from django.conf import settings  # isort: skip
from django.db import connection, transaction  # isort: skip
from python_calamine import CalamineWorkbook  # isort: skip

from accounts.models import User  # isort: skip
from communes.models import Commune  # isort: skip
from deployment.exporting import write_xlsx  # isort: skip
from deployment.importing.applying import import_file, propose  # isort: skip
from deployment.models import Officer  # isort: skip
from deployment.importing.writing import new_ids, write  # isort: skip
from communes.vietnamese import fold, person_sort_key  # isort: skip

ROWS, TIMES = 50_000, 3
NAME = "nhập.xlsx"
COPIES = {
    "deployment_officer": "id, service_number, full_name, sort_key, search_key, date_of_birth, sex, rank,"
    " force, province_id, is_synthetic",
    "deployment_assignment": "id, officer_id, force, commune_id, province_id, post, starts_on, ends_on,"
    " decision_number, decision_date",
}


class TakenBack(Exception):
    """Leaves a transaction whose writes were only to be timed."""


def workbook(path: Path) -> None:
    """Write a file of new officers over all communes."""
    communes = list(Commune.objects.order_by("code").values_list("code", "name"))
    families, given = ("Nguyễn Văn", "Lò Thị", "Vừ A"), ("An", "Bình", "Cường", "Dũng", "Ún")

    taken = set(Officer.objects.values_list("service_number", flat=True))
    numbers = (f"{number // 1000:06d}-{number % 1000:03d}" for number in range(700_000_000, 800_000_000))
    free = (number for number in numbers if number not in taken)

    def rows() -> object:
        for number in range(ROWS):
            code, name = communes[number % len(communes)]
            starts_on = date(2019, 1, 1) + timedelta(days=number % 800)
            yield [
                next(free),
                f"{families[number % 3]} {given[number % 5]}",
                date(1970, 1, 1) + timedelta(days=number % 9000),
                "Nữ" if number % 7 == 0 else "Nam", "Đại úy", "Chính quy", code, name, "Công an viên",
                starts_on, None, f"{number % 900}/QĐ-CAT", starts_on - timedelta(days=5), "",
            ]  # fmt: skip

    write_xlsx(rows(), path)  # type: ignore[arg-type]


def seconds(act: Callable[[], object]) -> float:
    """Give the processor time of one run: what else this machine does is left out on both sides."""
    began = time.process_time()
    act()
    return time.process_time() - began


def as_application() -> None:
    """Be, to the end of the transaction, the application's own role behind its walls."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {settings.APP_ROLE}")
        cursor.execute("SELECT set_config('app.provinces', '*', true)")


def taken_back(act: Callable[[], object], *, walled: bool = True) -> float:
    """Give how long `act` takes up to all constraints checked, and take its writes back."""
    taken = 0.0
    try:
        with transaction.atomic():
            if walled:
                as_application()
            began = time.perf_counter()
            act()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            taken = time.perf_counter() - began
            raise TakenBack
    except TakenBack:
        return taken


def bare_copy(officers: list[tuple[object, ...]], postings: list[tuple[object, ...]]) -> None:
    """COPY prepared rows into the same tables: their constraints, but neither history nor other triggers."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE deployment_officer DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE deployment_assignment DISABLE TRIGGER USER")
        for (table, names), rows in zip(COPIES.items(), (officers, postings), strict=True):
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for values in rows:
                    copy.write_row(values)


def prepared(content: bytes, user: User) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Give the rows that an import of `content` writes, ready for COPY."""
    proposal = propose(content, NAME, user=user, dry_run=True)
    with connection.cursor() as cursor:
        ids = dict(zip(proposal.officers, new_ids(cursor, "deployment_officer", ROWS), strict=True))
        posting_ids = new_ids(cursor, "deployment_assignment", ROWS)
    officers = [
        (ids[number], *o[1:3], person_sort_key(o.full_name), fold(o.full_name), *o[3:], False)
        for number, o in proposal.officers.items()
    ]
    postings = [
        (new_id, ids[number], proposal.officers[number].force, p.place.id, p.place.province_id, p.post,
         p.starts_on, p.ends_on, p.decision_number, p.decision_date)
        for new_id, (number, p) in zip(posting_ids, proposal.postings, strict=True)
    ]  # fmt: skip
    return officers, postings


def rows_of(path: Path) -> list[dict[str, object]]:
    """Measure in turns, so that a busy moment meets both sides; the best of each counts."""
    user = User(username="bench", is_superuser=True)
    content = path.read_bytes()
    reading, checking, copying, writing = [], [], [], []
    officers, postings = prepared(content, user)
    for _ in range(TIMES):
        reading.append(
            seconds(lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
        )
        checking.append(seconds(lambda: propose(content, NAME, user=user, dry_run=True)))
        copying.append(taken_back(lambda: bare_copy(officers, postings), walled=False))
        proposal = propose(content, NAME, user=user, dry_run=True)
        writing.append(taken_back(lambda proposal=proposal: write(proposal)))
    return [
        row("import: 50,000 rows, bare calamine", round(min(reading), 2), "s"),
        row("import: read and checked", round(min(checking), 2), "s"),
        row("import: read and checked / bare calamine", round(min(checking) / min(reading), 2), "ratio", 3),
        row("import: bare COPY into the same tables", round(min(copying), 2), "s"),
        row("import: written, history included", round(min(writing), 2), "s"),
        row("import: written / bare COPY", round(min(writing) / min(copying), 2), "ratio", 4),
    ]


def peak(path: Path) -> float:
    """Give the peak memory of a process that imports the file whole, in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.importing", "--peak", str(path)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return float(done.stdout)


def import_whole(path: Path) -> None:
    """Import the file in one transaction, take it back, and print this process's peak."""

    def whole() -> None:
        user = User.objects.create_superuser("bench")
        import_file(path.read_bytes(), NAME, user=user, dry_run=False)

    taken_back(whole)
    # Not ru_maxrss: a process takes over what its parent had when it was started.
    status = Path("/proc/self/status").read_text()
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)


def main() -> None:
    """Print the figures of scale 1; what an import costs does not depend on the history."""
    if sys.argv[1] == "--peak":
        import_whole(Path(sys.argv[2]))
        return
    if sys.argv[1] != "1":
        print("[]")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        workbook(path)
        rows = rows_of(path)
        print(json.dumps([*rows, row("import: peak memory", round(peak(path)), "MB", 300)]))


if __name__ == "__main__":
    main()
