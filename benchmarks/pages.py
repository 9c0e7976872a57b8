"""Every page of the site over one database: server time against an empty signed-in page, queries, bytes.

`python -m benchmarks.pages SCALE --table` prints the slowest pages for reading; without, rows in JSON.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.measure import DAY, row  # sets Django up

from django.conf import settings  # isort: skip
from django.core.cache import cache  # isort: skip
from django.db import connection  # isort: skip
from django.http import HttpResponse  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip
from django.urls import path  # isort: skip

from accounts.models import User  # isort: skip
from communes.sight import NATION, seeing
from config.urls import urlpatterns
from deployment.models import Assignment, Officer
from reports.models import NationalReport, Period

RUNS, ENOUGH, SHOWN = 5, 2.0, 10  # a page is asked for so often, or until so many seconds have gone
EMPTY = "/empty/"
MOST_BYTES = 200_000
AS_OF = f"?as_of={DAY}"
# By role: what its people open all day. {…} are filled with records of the demonstration data.
NATIONAL = (
    "/summary/", "/provinces/11/", "/communes/", "/communes/?status=below_minimum", "/communes/03162/",
    "/officers/", "/officers/?q=nguyen", "/officers/{officer}/", "/assignments/", "/history/", "/rules/",
    "/maps/", "/trends/", "/forecast/", "/forecast/11/", "/chief-posts/", "/chief-posts/11/",
    "/plans/nation/", "/plans/11/", "/wards/", "/transfers/", "/periods/", "/periods/{period}/",
    "/periods/{period}/queue/", "/periods/{period}/support/", "/periods/{period}/provinces/11/",
    "/periods/{period}/provinces/11/support/", "/published/", "/reports/",
    "/reports/{sealed}/", "/reports/{sealed}/provinces/11/", "/reports/{sealed}/communes/",
    "/reports/{sealed}/differences/", "/reports/{sealed}/documents/", "/reports/{sealed}/slides/",
)  # fmt: skip
PROVINCIAL = (
    "/", "/provinces/11/", "/communes/", "/officers/", "/assignments/", "/assignments/new/", "/plans/11/",
    "/periods/", "/periods/{period}/provinces/11/", "/periods/{period}/provinces/11/send/",
    "/chief-posts/11/", "/history/", "/assignments/import/",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page as one role gets it, after it was asked for before; nothing of it stored."""

    role: str
    address: str
    taken: float  # ms
    queries: int
    size: int  # bytes, compressed


def records() -> dict[str, object]:
    """Give what the addresses name."""
    officer = Officer.objects.filter(pk__in=Assignment.objects.filter(province__code="11").values("officer"))
    return {
        "officer": officer.order_by("pk").values_list("pk", flat=True)[0],
        "period": Period.objects.order_by("-cut_off").values_list("pk", flat=True)[0],
        "sealed": NationalReport.objects.order_by("-pk").values_list("pk", flat=True).first(),
    }


def measured(role: str, address: str) -> Page:
    """Ask for one page, computed afresh each time."""
    client = Client()
    client.force_login(User.objects.get(username=role))

    def ask() -> HttpResponse:
        cache.clear()
        answer = client.get(address)
        assert answer.status_code == 200, f"{address} as {role}: {answer.status_code}"
        return answer

    ask()  # what only the first asking pays (templates read, plans prepared) is nobody's daily wait
    with CaptureQueriesContext(connection) as sent:
        answer = ask()
    return Page(role, address, typical(ask), len(sent), len(gzip.compress(b"".join(answer))))


def typical(ask: Callable[[], object]) -> float:
    """Give the median time in milliseconds; a page that takes long is asked for less often."""
    times: list[float] = []
    while len(times) < RUNS and sum(times) < ENOUGH:
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 2)


def pages() -> tuple[float, list[Page]]:
    """Measure an empty page, and all others, the slowest first."""
    settings.ALLOWED_HOSTS = ["testserver"]
    urlpatterns.append(path(EMPTY.strip("/") + "/", lambda _request: HttpResponse("x")))
    named = records()
    asked = [
        (role, address.format(**named) + ("&" if "?" in address else "?") + AS_OF[1:])
        for role, addresses in (("ministry", NATIONAL), ("editor-11", PROVINCIAL))
        for address in addresses
        if named["sealed"] or "{sealed}" not in address
    ]
    empty = measured("ministry", EMPTY).taken
    found = [measured(role, address) for role, address in asked]
    return empty, sorted(found, key=lambda page: page.taken, reverse=True)


def rows_of(scale: int) -> list[dict[str, object]]:
    """Give the ten slowest and the largest page as rows; every time goes into results.json by 10x / 1x."""
    empty, found = pages()
    largest = max(found, key=lambda page: page.size)
    times = [row(f"page: {page.role} {page.address}, {scale}x", page.taken, "ms") for page in found]
    return [
        row(f"empty page, signed in, {scale}x", empty, "ms"),
        row(f"slowest page / empty page, {scale}x", round(found[0].taken / empty, 1), "ratio"),
        row(f"largest page, compressed, {scale}x", round(largest.size / 1000), "kB", MOST_BYTES // 1000),
        *times,
    ]


def print_table() -> None:
    """Print the slowest pages for a person."""
    empty, found = pages()
    print(f"{'page':<60}{'ms':>9}{'/ empty':>9}{'queries':>9}{'kB':>6}")
    for page in found[: 3 * SHOWN]:
        name = f"{page.role} {page.address.replace(AS_OF[1:], '').rstrip('?&')}"
        print(f"{name:<60}{page.taken:>9}{page.taken / empty:>9.1f}{page.queries:>9}{page.size / 1000:>6.0f}")


if __name__ == "__main__":
    with seeing(NATION):
        if "--table" in sys.argv:
            print_table()
        else:
            print(json.dumps(rows_of(int(sys.argv[1]))))
