"""Every page of the site over one database: bytes (`growth` says how long they take).

`python -m benchmarks.pages SCALE --table` prints the slowest pages with time, queries and bytes for reading.
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

from accounts.models import User  # isort: skip
from communes.sight import NATION, seeing
from deployment.models import Assignment, Officer
from reports.models import NationalReport, Period

RUNS, ENOUGH, SHOWN = 5, 2.0, 30  # a page is asked for so often, or until so many seconds have gone
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

    name: str
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


def asker(role: str, address: str) -> Callable[[], HttpResponse]:
    """Give the asking for one page, computed afresh each time."""
    client = Client()
    client.force_login(User.objects.get(username=role))

    def ask() -> HttpResponse:
        cache.clear()
        answer = client.get(address)
        assert answer.status_code == 200, f"{address} as {role}: {answer.status_code}"
        return answer

    return ask


def askers() -> dict[str, Callable[[], HttpResponse]]:
    """Give the asking for each page by role and address; records in it are not yet filled in."""
    settings.ALLOWED_HOSTS = ["testserver"]
    named = records()
    return {
        f"{role} {address}": asker(
            role, address.format(**named) + ("&" if "?" in address else "?") + AS_OF[1:]
        )
        for role, addresses in (("ministry", NATIONAL), ("editor-11", PROVINCIAL))
        for address in addresses
        if named["sealed"] or "{sealed}" not in address
    }


def size_of(answer: HttpResponse) -> int:
    """Give the bytes of an answer, compressed."""
    return len(gzip.compress(b"".join(answer)))


def measured(name: str, ask: Callable[[], HttpResponse]) -> Page:
    """Ask for one page a few times."""
    ask()  # what only the first asking pays (templates read, plans prepared) is nobody's daily wait
    with CaptureQueriesContext(connection) as sent:
        answer = ask()
    return Page(name, typical(ask), len(sent), size_of(answer))


def typical(ask: Callable[[], object]) -> float:
    """Give the median time in milliseconds; a page that takes long is asked for less often."""
    times: list[float] = []
    while len(times) < RUNS and sum(times) < ENOUGH:
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 2)


def rows_of(scale: int) -> list[dict[str, object]]:
    """Give the size of the largest page."""
    largest = max(size_of(ask()) for ask in askers().values())
    return [row(f"largest page, compressed, {scale}x", round(largest / 1000), "kB", MOST_BYTES // 1000)]


def print_table() -> None:
    """Print the slowest pages for a person."""
    found = [measured(name, ask) for name, ask in askers().items()]
    print(f"{'page':<60}{'ms':>9}{'queries':>9}{'kB':>6}")
    for page in sorted(found, key=lambda page: page.taken, reverse=True)[:SHOWN]:
        print(f"{page.name:<60}{page.taken:>9}{page.queries:>9}{page.size / 1000:>6.0f}")


if __name__ == "__main__":
    with seeing(NATION):
        if "--table" in sys.argv:
            print_table()
        else:
            print(json.dumps(rows_of(int(sys.argv[1]))))
