"""Every address as every role, with an own, another province's and an unknown record: no 500, no leak.

The table, and what a new route needs there: `tests/scope_matrix/`.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.scope_matrix import OWN_ACCOUNT, READ, ROUTES, SAME_PATH

LED_TO_SIGN_IN, ALLOWED = 302, {200, 302, 400, 403, 404, 405, 429}
REFUSED = {302, 403, 404}  # led elsewhere, not for the role, not there
NOBODY, FORBIDDEN, NOT_THERE, NOT_ALLOWED, CHANGED, UNFIT = 401, 403, 404, 405, 412, 422
ELSEWHERE = {
    "province": "01", "commune": "00376", "district": "001", "area": "01", "q": "Tuyệt Mật", "period": "1",
    "officer": "{officer}", "table": "officer", "record": "{pk}", "as_of": "2021-05-31",
}  # fmt: skip


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Give the name of every route but the administrator's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def test_every_route_has_its_entry():
    found = {name for name in names(get_resolver()) if not name.startswith(OWN_ACCOUNT)} - SAME_PATH

    assert found - ROUTES.keys() == set(), (
        "these routes are missing in tests/scope_matrix/; its first lines say how to add them"
    )
    assert ROUTES.keys() - found == set(), "these entries of tests/scope_matrix/ have no route any more"


ROUTE = pytest.mark.parametrize("name", ROUTES)


@ROUTE
def test_each_role_reaches_what_is_its_own_and_nobody_else(world, name):
    route = ROUTES[name]
    for user in (None, *world.users):
        for method in route.methods:
            if route.heavy and route.lets_in(user, method):
                continue
            status, text = world.ask(user, name, world.own[user], method)
            told = f"{method} as {user}: {status}"
            if not route.lets_in(user, method):
                assert status in ({401} if route.api and not user else REFUSED), told
                assert user or not any(secret in text for secret in world.own[user].secrets), told
            elif method == "GET":
                assert status in (200, 302) or (status == NOT_THERE and route.may_be_missing), told


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.records])
def test_what_is_another_provinces_or_nobodys_does_not_exist(world, name):
    route = ROUTES[name]
    for user in (world.editor, world.ministry):
        for method in route.methods:
            expected = {NOT_THERE} if route.lets_in(user, method) else REFUSED
            assert world.ask(user, name, None, method)[0] in expected, f"{method} unknown as {user}"
            if route.is_scoped and (user.is_provincial or route.is_owned):
                status, text = world.ask(user, name, world.other, method)
                assert status in expected, f"{method} of another as {user}: {status}"
                assert not any(secret in text for secret in world.other.secrets)


@pytest.mark.parametrize("name", READ)
def test_naming_another_provinces_records_in_the_query_tells_nothing(world, name):
    officer = world.other.officer
    query = {
        key: text.format(officer=officer.service_number, pk=officer.pk) for key, text in ELSEWHERE.items()
    }
    _status, text = world.ask(world.editor, name, world.own[world.editor], "GET", query)

    assert not any(secret in text for secret in world.other.secrets if secret not in query.values())


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, route in ROUTES.items()
        if any("{" in text for text in route.body.values() if isinstance(text, str))
    ],
)
def test_naming_them_in_a_form_is_refused_without_a_word_about_them(world, name):
    body = ROUTES[name].body_of(world.other)
    if not ROUTES[name].api:
        body["token"] = str(uuid4())

    status, text = world.ask(world.editor, name, world.own[world.editor], "POST", body, mark="*")

    assert status == UNFIT
    assert not any(secret in text for secret in world.other.secrets if secret not in body.values())


@pytest.mark.parametrize(
    ("name", "method"), [(name, method) for name, route in ROUTES.items() for method in route.changes]
)
def test_the_apis_changes_reach_ones_own_records_alone(world, name, method):
    """`If-Match` is that of no version: what gets past the scope is refused as changed meanwhile (412)."""
    route, own, other = ROUTES[name], world.own[world.editor], world.other
    theirs = route.body_of(other, method)

    assert world.ask(world.editor, name, own, method)[0] == CHANGED
    assert world.ask(None, name, own, method)[0] == NOBODY
    for user in (world.ministry, world.users[3]):
        assert world.ask(user, name, own, method)[0] == FORBIDDEN, str(user)
    for side in (other, None):
        status, text = world.ask(world.editor, name, side, method, theirs)
        assert status == NOT_THERE
        assert not any(secret in text for secret in other.secrets)
    if "{" in "".join(route.changes[method].values()):
        status, text = world.ask(world.editor, name, own, method, theirs, mark="*")
        assert status == UNFIT
        assert not any(secret in text for secret in other.secrets)


@pytest.mark.parametrize("name", [name for name in ROUTES if not ROUTES[name].lets_in(None)])
def test_a_method_that_an_address_does_not_have_is_405(world, name):
    route = ROUTES[name]
    user = next(user for user in reversed(world.users) if route.lets_in(user, route.methods[-1]))
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {*route.methods, *route.changes}:
        status = world.ask(user, name, world.own[user], method)[0]
        assert status == NOT_ALLOWED or (status == NOT_THERE and route.missing), f"{method} as {user}"


@pytest.mark.parametrize("page", ["index", "accounts_user_changelist", "accounts_user_add"])
def test_the_administrators_pages_open_to_a_superuser_alone(world, page):
    for user in world.users:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]

        assert client.get(reverse(f"admin:{page}")).status_code == (200 if user is world.root else 302)


OWN_PAGES = sorted(name for name in names(get_resolver()) if name.startswith(OWN_ACCOUNT))
ONE_KEY = {"mfa_remove_webauthn", "mfa_edit_webauthn"}
OPEN_TO_ALL = {"account_login", "account_logout", "account_inactive"}


@pytest.mark.parametrize("page", OWN_PAGES)
def test_allauths_pages_show_and_change_ones_own_account_alone(world, page):
    """A key of somebody else's does not exist; nobody's name is told; no method brings an error."""
    path = reverse(page, kwargs={"pk": world.key.pk} if page in ONE_KEY else {})
    for user in (None, *world.users):
        for method in ("get", "post", "put", "delete"):
            status, text, answer = world.send(user, method, path)
            assert status in ALLOWED, f"{method} as {user}: {status}"
            assert not any(secret in text for secret in world.other.secrets)
            if user is None and page not in OPEN_TO_ALL:
                assert status == LED_TO_SIGN_IN, method
            assert not answer.wrote
