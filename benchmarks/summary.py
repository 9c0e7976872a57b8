"""The measurements of the summary over one database: the rule, the page, the briefing."""

import json
import resource
import sys
import time

from benchmarks.measure import DAY, best_in_turns, row, the_rule  # sets Django up

import duckdb  # isort: skip
from django.conf import settings  # isort: skip
from django.core.cache import cache  # isort: skip
from django.db import connection, transaction  # isort: skip
from django.http import HttpResponse  # isort: skip
from django.test import Client  # isort: skip
from django.urls import path  # isort: skip

from accounts.models import User  # isort: skip
from communes.sight import NATION, seeing
from config.urls import urlpatterns
from reports.briefing.document import briefing_of
from reports.source import Live
from reports.summary import summary_on

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


def rows_of(scale: int) -> list[dict[str, object]]:
    """Measure everything that this scale is measured for."""
    memory = duck()
    rule, theirs, whole = best_in_turns(
        the_rule(), lambda: memory.execute(AGGREGATE).fetchall(), lambda: summary_on(DAY), runs=25
    )
    rows: list[dict[str, object]] = [
        row(f"rule for the nation, {scale}x", round(rule, 2), "ms"),
        row(f"whole summary, {scale}x", round(whole, 2), "ms"),
        row(f"the same aggregate in DuckDB, {scale}x", round(theirs, 2), "ms"),
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

    etag = client.get(PAGE).headers["ETag"]
    stored, same, empty = best_in_turns(
        lambda: client.get(PAGE),
        lambda: client.get(PAGE, headers={"If-None-Match": etag}),
        lambda: client.get("/empty/"),
        runs=60,
    )
    (fresh,) = best_in_turns(computed, runs=60)
    return [
        row(f"summary page, computed, {scale}x", round(fresh, 1), "ms", 120),
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


if __name__ == "__main__":
    with seeing(NATION):
        print(json.dumps(rows_of(int(sys.argv[1]))))
