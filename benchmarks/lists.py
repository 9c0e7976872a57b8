"""The lists over one database: how many questions a filtered page asks (`growth` says how long it takes)."""

import json
import sys
from collections.abc import Callable

from benchmarks.measure import row  # sets Django up

from django.conf import settings  # isort: skip
from django.db import connection  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip

from accounts.models import User  # isort: skip
from communes.sight import NATION, seeing

MOST_QUERIES = 8
DAY = "as_of=2021-05-31"
LISTS = {  # what each finds is as much at 10x the history as at 1x
    "communes without a chief": ("ministry", f"/communes/?{DAY}&status=no_chief"),
    "chiefs, by name": ("ministry", f"/officers/?{DAY}&post=chief"),
    "officers of a place": ("editor-11", f"/officers/?{DAY}&q=nam+ke"),
    "postings of a day": ("ministry", f"/assignments/?{DAY}&in_post=yes&post=chief"),
    "postings of a province's day": ("editor-11", f"/assignments/?{DAY}&in_post=yes&post=deputy"),
}


def rows_of(scale: int) -> list[dict[str, object]]:
    """Count the queries of each list of this scale."""
    rows: list[dict[str, object]] = []
    for name, asking in askers().items():
        asking()
        with CaptureQueriesContext(connection) as sent:
            asking()
        rows.append(row(f"queries of list: {name}, {scale}x", len(sent), "", MOST_QUERIES))
    return rows


def askers() -> dict[str, Callable[[], None]]:
    """Give the asking for each list by its name."""
    settings.ALLOWED_HOSTS = ["testserver"]
    found: dict[str, Callable[[], None]] = {}
    for name, (user, address) in LISTS.items():
        client = Client()
        client.force_login(User.objects.get(username=user))
        found[name] = asker(client, address)
    return found


def asker(client: Client, address: str) -> Callable[[], None]:
    """Give the asking for one page."""

    def ask() -> None:
        assert client.get(address).status_code == 200

    return ask


if __name__ == "__main__":
    with seeing(NATION):
        print(json.dumps(rows_of(int(sys.argv[1]))))
