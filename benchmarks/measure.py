"""The measurements over one database: the rule, the page, the briefing."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import django

django.setup()

import duckdb  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402

from accounts.models import User  # noqa: E402
from communes.sight import NATION, seeing  # noqa: E402
from config.urls import urlpatterns  # noqa: E402
from reports.briefing.document import briefing_of  # noqa: E402
from reports.source import Live  # noqa: E402
from reports.summary import summary_on  # noqa: E402

DAY = date(2021, 5, 31)
PAGE = "/summary/?as_of=2021-05-31"
AGGREGATE = """
WITH counts AS (
  SELECT commune_id, count(*) AS officers, bool_or(post = 'chief') AS has_chief FROM postings
   WHERE starts_on <= DATE '2021-05-31' AND until > DATE '2021-05-31' AND force = 'regular'
   GROUP BY commune_id),
staffed AS (
  SELECT c.region_id, c.province_id, 5 AS minimum, coalesce(n.officers, 0) AS officers,
         coalesce(n.has_chief, false) AS has_chief FROM communes c LEFT JOIN counts n ON n.commune_id = c.id)
SELECT region_id, province_id, count(*), count(*) FILTER (WHERE officers > 0),
       count(*) FILTER (WHERE officers >= minimum), count(*) FILTER (WHERE has_chief),
       count(*) FILTER (WHERE officers >= minimum AND has_chief), sum(officers),
       sum(greatest(minimum - officers, 0))
  FROM staffed GROUP BY GROUPING SETS ((region_id, province_id), (region_id), ())
"""


def milliseconds(act: Callable[[], object], runs: int = 15) -> float:
    """Give the median time of `act` after two runs that do not count."""
    times = []
    for run in range(runs + 2):
        began = time.perf_counter()
        act()
        if run > 1:
            times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)


def duck() -> duckdb.DuckDBPyConnection:
    """Give a DuckDB in memory with the same rows."""
    memory = duckdb.connect(":memory:")
    memory.execute("SET threads TO 1")
    memory.execute(
        "CREATE TABLE postings (commune_id BIGINT, post VARCHAR, force VARCHAR, starts_on DATE, until DATE)"
    )
    memory.execute("CREATE TABLE communes (id BIGINT, province_id BIGINT, region_id BIGINT)")
    copy(memory, "postings", "SELECT commune_id, post, force, starts_on, until FROM deployment_assignment")
    copy(
        memory, "communes",
        "SELECT c.id, c.province_id, p.region_id FROM communes_commune c JOIN communes_province p"
        " ON p.id = c.province_id WHERE c.kind IN ('xa', 'thi_tran')",
    )  # fmt: skip
    return memory


def copy(memory: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Take the rows of a query over by way of a CSV file."""
    target = settings.VAR_DIR / f"{table}.csv"
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv)"
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        target.open("wb") as file,
        cursor.copy(statement) as rows,
    ):
        for block in rows:
            file.write(block)
    memory.execute(f"COPY {table} FROM '{target}' (FORMAT csv)")
    target.unlink()


def the_rule() -> Callable[[], object]:
    """Give the very statement that the summary sends, as something to run: SQL against DuckDB's SQL."""
    with CaptureQueriesContext(connection) as sent:
        summary_on(DAY)
    statement = next(query["sql"] for query in sent.captured_queries if "GROUPING SETS" in query["sql"])

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    return run


def rows_of(scale: int) -> list[dict[str, object]]:
    """Measure everything that this scale is measured for."""
    memory = duck()
    rule = milliseconds(the_rule())
    whole = milliseconds(lambda: summary_on(DAY))
    theirs = milliseconds(lambda: memory.execute(AGGREGATE).fetchall())
    rows: list[dict[str, object]] = [
        row(f"rule for the nation, {scale}x", rule, "ms"),
        row(f"whole summary, {scale}x", whole, "ms"),
        row(f"the same aggregate in DuckDB, {scale}x", theirs, "ms"),
        row(f"rule / DuckDB, {scale}x", round(rule / theirs, 2), "ratio", 3 if scale == 1 else None),
    ]
    return rows + page_rows(scale) + (briefing_rows() if scale == 1 else [])


def page_rows(scale: int) -> list[dict[str, object]]:
    """Measure the summary page computed, stored and unchanged against an empty page."""
    urlpatterns.append(path("empty/", lambda _request: HttpResponse("x")))
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.get(username="ministry"))

    def computed() -> None:
        cache.clear()
        client.get(PAGE)

    fresh = milliseconds(computed)
    stored = milliseconds(lambda: client.get(PAGE), 60)
    etag = client.get(PAGE).headers["ETag"]
    same = milliseconds(lambda: client.get(PAGE, headers={"If-None-Match": etag}), 60)
    empty = milliseconds(lambda: client.get("/empty/"), 60)
    return [
        row(f"summary page, computed, {scale}x", fresh, "ms", 120),
        row(
            f"summary page, stored: rate / empty page, {scale}x",
            round(empty / stored, 2),
            "ratio",
            0.33,
            True,
        ),
        row(f"summary page, 304: rate / empty page, {scale}x", round(empty / same, 2), "ratio", 0.33, True),
    ]


def briefing_rows() -> list[dict[str, object]]:
    """Measure the briefing: the whole time, and the memory of its own process."""
    began = time.perf_counter()
    size = len(briefing_of(Live(DAY)))
    taken = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        row("briefing with annexes", round(taken, 1), "s", 15),
        row("briefing, peak memory", round(peak), "MB", 500),
        row("briefing, size", round(size / 1000), "kB"),
    ]


def row(
    name: str, value: float, unit: str, target: float | None = None, at_least: bool = False
) -> dict[str, object]:
    """Give one line of the table."""
    return {"name": name, "value": value, "unit": unit, "target": target, "at_least": at_least}


if __name__ == "__main__":
    with seeing(NATION):
        print(json.dumps(rows_of(int(sys.argv[1]))))
