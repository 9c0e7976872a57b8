"""No form loses what was typed when its session ends: each is sent too late, and its page looked at again."""

from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.page_forms import PageForm, forms_of
from tests.reports.cycle import made_ready, report_of, sent
from tests.scope_matrix import ROUTES
from tests.shares import shared

DAY = "?as_of=2021-05-31"
SMALL = ("/columns/", "/filters/", "/theme/", "/setlang/")  # choices of how pages look; the name of a filter
DECIDED = {"reports:report_approve", "reports:report_return", "reports:bulk_approve", "reports:report_extend"}
FORMS = [name for name, route in ROUTES.items() if "GET" in route.methods and not route.api]


@pytest.fixture
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def reader_of(world, name):
    """Give who fills in the forms of a page: who may send, before who may read."""
    route = ROUTES[name]
    return next((user for user in world.users if route.lets_in(user, "POST")), None)


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    text = b"".join(answer) if answer.streaming else answer.content
    is_page = answer.status_code == 200 and text[:15].lower() == b"<!doctype html>"
    return text.decode() if is_page else ""


def typed_in(html: str) -> list[PageForm]:
    """Give the forms that somebody types in and that change something."""
    posting = [form for form in forms_of(html) if form.method == "post" and form.fields]
    return [form for form in posting if not any(part in form.action for part in SMALL)]


def prepared(world, name):
    """Bring the report to where the form of `name` is offered."""
    period = world.own[None].period
    if name in DECIDED:
        sent(period)
    if name == "reports:report_send":
        made_ready(report_of(period), next(user for user in world.users if ROUTES[name].lets_in(user)))


@pytest.mark.parametrize("name", shared(name for name in FORMS))
def test_what_was_typed_stands_in_the_form_again(world, undone, name):
    user = reader_of(world, name)
    prepared(world, name)
    client, nobody = Client(), Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]
    address = reverse(name, kwargs=ROUTES[name].path_of(world.own[user])) + DAY
    lost = {}
    for number, form in enumerate(typed_in(page_of(client, address))):
        typed = form.typed()
        target = urljoin(f"http://testserver{address}", form.action)
        nobody.post(target, form.hidden | typed, headers={"referer": f"http://testserver{address}"})
        again = typed_in(page_of(client, address))[number].values()
        lost |= {field: (typed[field], stands) for field, stands in again.items() if stands != typed[field]}

    assert lost == {}


def test_the_walk_meets_the_large_forms(world, undone):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[world.editor]
    met = {
        name
        for name in FORMS
        if ROUTES[name].lets_in(world.editor)
        and typed_in(
            page_of(client, reverse(name, kwargs=ROUTES[name].path_of(world.own[world.editor])) + DAY)
        )
    }

    assert met >= {
        "deployment:register",
        "deployment:appoint",
        "deployment:ask",
        "reports:report_section",
        "reports:report_support",
    }
