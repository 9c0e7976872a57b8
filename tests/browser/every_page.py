"""Every HTML page as a role sees it, out of the scope matrix: a new route is included by itself."""

from collections.abc import Container, Iterator

from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.models import User
from tests.scope_matrix import OWN_ACCOUNT, ROUTES
from tests.scope_world import World
from tests.test_scope_matrix import names

DAY = "?as_of=2021-05-31"
# One page of each family, as one of its readers sees it, for the ordinary suite; the slow suite takes all.
FEW = {
    "ministry": {
        "accounts:tokens",
        "deployment:history",
        "reports:summary",
        "reports:report",
        "reports:sealed",
    },
    "editor": {
        "home",
        "deployment:commune",
        "deployment:appoint",
        "deployment:import",
        "reports:province",
        "reports:report",
        "reports:report_support",
    },
}


def addresses(world: World, user: User, few: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """Give name and address of each page that opens to `user`: whole ones, not parts for a script.

    few: the routes to take, all where there are none.
    """
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]
    for name, address in _named(world, user):
        if not few or name in few:
            answer = client.get(address)
            is_page = answer.status_code in (200, 404) and name != "account_logout"
            if is_page and b"".join(answer)[:15].lower() == b"<!doctype html>":
                yield name, address


def _named(world: World, user: User) -> Iterator[tuple[str, str]]:
    for name, route in ROUTES.items():
        if "GET" in route.methods and route.lets_in(user) and not name.endswith(("_pdf", "_xlsx", "_ods")):
            yield name, reverse(name, kwargs=route.path_of(world.own[user])) + DAY
    for name in sorted(set(names(get_resolver()))):
        if name.startswith(OWN_ACCOUNT) and (address := _without_record(name)):
            yield name, address
    yield "404", "/nowhere/"


def _without_record(name: str) -> str:
    """Give the address of a page of the own account; "" where it is one of a record that nobody has."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
