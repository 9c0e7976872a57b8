"""Every address has a budget of queries, and every page one of bytes: a slow page is seen when it is made."""

import gzip

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from tests.budgets import HTML_BYTES, QUERIES, SLOW, WITHOUT
from tests.scope_matrix import ROUTES

GETS = [name for name, route in ROUTES.items() if "GET" in route.methods]


def test_every_route_has_a_budget():
    assert set(GETS) - WITHOUT - QUERIES.keys() == set(), "tests/budgets.py: these routes have no budget"
    assert QUERIES.keys() - set(GETS) == set(), "tests/budgets.py: these have no route any more"


def asked(world, name):
    """Ask a page twice as each role that it opens to; give the longest list of queries and the most bytes.

    Counted are the second answers: the first fill what is read once for all, such as the data version.
    Of the pages in `SLOW` one reader is enough: they are the same for all who have them.
    """
    most, size, route = [], 0, ROUTES[name]
    readers = [user for user in world.users if route.lets_in(user)]
    for user in readers[:1] if name in SLOW else readers:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]
        address = reverse(name, kwargs=route.path_of(world.own[user]))
        # In one moment: once a minute a request notes in its session that it was there.
        with time_machine.travel(now(), tick=False):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
        most = max(most, [query["sql"] for query in queries], key=len)
        if answer["Content-Type"].startswith("text/html"):
            size = max(size, len(gzip.compress(b"".join(answer))))
    return most, size


@pytest.mark.parametrize("name", [name for name in GETS if name in QUERIES])
def test_a_page_stays_within_its_budget(world, name):
    queries, size = asked(world, name)

    assert len(queries) <= QUERIES[name], "\n".join(queries)
    assert size <= HTML_BYTES
