"""Sealed reports over one database: sealing, reading, and the documents made of them."""

import json
import resource
import subprocess
import sys
import time
from io import BytesIO

from benchmarks.measure import DAY, best_in_turns, row  # sets Django up

import xlsxwriter  # isort: skip
from django.conf import settings  # isort: skip
from django.core.cache import cache  # isort: skip
from django.db import connection, transaction  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip

from accounts.models import User  # isort: skip
from communes.sight import NATION, seeing
from reports.commune_status import CommuneState
from reports.freezing import freeze
from reports.frozen import Frozen
from reports.models import NationalReport
from reports.workbook import OPTIONS, workbook_of

APART = """
import django, sys; django.setup()
from communes.sight import NATION, seeing
from reports.annex_communes import communes_annex_of
from reports.frozen import Frozen
from reports.models import NationalReport
with seeing(NATION):
    report = NationalReport.objects.order_by("pk").first()
    sys.stdout.buffer.write(communes_annex_of(Frozen(report)))
"""


def rows_of(scale: int) -> list[dict[str, object]]:
    """Measure everything that this scale is measured for."""
    with seeing(NATION):
        report = NationalReport.objects.filter(as_of=DAY).order_by("version").first() or sealed()
        rows = [freezing_row(scale), *page_rows(scale, report)]
        return rows + (document_rows(report) if scale == 1 else [])


def sealed() -> NationalReport:
    """Seal the day once for this database."""
    return freeze(as_of=DAY, title="Đo tốc độ", by=None, allow_incomplete=True)


def freezing_row(scale: int) -> dict[str, object]:
    """Measure the database's time of a sealing; the best of three, for others only make it longer."""
    taken = min(database_seconds_of_sealing() for _run in range(3))
    return row(f"freezing, database time, {scale}x", round(taken, 2), "s", 2)


def database_seconds_of_sealing() -> float:
    """Give the database's time of a sealing that is taken back."""
    with transaction.atomic(), CaptureQueriesContext(connection) as sent:
        freeze(as_of=DAY, title="Đo", by=None, allow_incomplete=True, reason="Đo")
        transaction.set_rollback(True)
    return sum(float(query["time"]) for query in sent.captured_queries)


def page_rows(scale: int, report: NationalReport) -> list[dict[str, object]]:
    """Measure the page of a sealed report against the live one, both computed afresh."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.get(username="ministry"))

    def fresh(path: str) -> None:
        cache.clear()
        assert client.get(path).status_code == 200

    live, frozen = best_in_turns(
        lambda: fresh(f"/summary/?as_of={DAY}"), lambda: fresh(f"/reports/{report.pk}/"), runs=9
    )
    return [
        row(f"page of a sealed report, computed, {scale}x", round(frozen, 2), "ms"),
        row(f"page of a sealed report / live page, {scale}x", round(frozen / live, 2), "ratio", 1),
    ]


def document_rows(report: NationalReport) -> list[dict[str, object]]:
    """Measure the workbook against bare writing of the same rows, and the annex of every commune."""
    source = Frozen(report)
    communes, _summary, _rows = source.communes, source.summary, source.rows()
    whole, bare = best_in_turns(lambda: workbook_of(source), lambda: bare_workbook(communes), runs=3)
    began = time.perf_counter()
    content = subprocess.run([sys.executable, "-c", APART], check=True, stdout=subprocess.PIPE).stdout
    taken = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        row("workbook of 8,880 communes", round(whole / 1000, 2), "s"),
        row("workbook / its rows written bare", round(whole / bare, 2), "ratio", 2),
        row("annex of every commune", round(taken, 1), "s", 60),
        row("annex of every commune, peak memory", round(peak), "MB", 250),
        row("annex of every commune, size", round(len(content) / 1000), "kB"),
    ]


def bare_workbook(communes: list[CommuneState]) -> None:
    """Write the rows of the three commune sheets with XlsxWriter and nothing else."""
    short = [c for c in communes if c.shortfall > 0]
    vacant = [c for c in communes if c.officers and not c.has_chief]
    with xlsxwriter.Workbook(BytesIO(), OPTIONS) as book:
        for chosen in (communes, short, vacant):
            sheet = book.add_worksheet()
            for line, c in enumerate(chosen):
                texts = (c.code, c.name, c.kind, c.district.name if c.district else "", c.province.code)
                for place, text in enumerate((*texts, c.province.name, "", c.status, "")):
                    sheet.write_string(line, place, text)
                for place, value in enumerate((c.minimum, c.officers, c.shortfall), 9):
                    sheet.write_number(line, place, value)


if __name__ == "__main__":
    print(json.dumps(rows_of(int(sys.argv[1]))))
