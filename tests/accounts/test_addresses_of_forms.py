"""An address that takes forms alone is never where a reader is led: the page above it is."""

import re
from urllib.parse import unquote
from uuid import uuid4

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/plans/11/accept/", "/plans/11/"),
        ("/accounts/kept/forget/", "/"),
        ("/officers/?q=lo", "/officers/?q=lo"),
    ],
)
def test_who_signs_in_after_the_session_ended_is_led_to_a_page(client, address, page):
    answer = client.get(address)

    assert answer.status_code == 302
    assert unquote(answer.url) == f"/accounts/login/?next={page}"


def test_language_and_theme_chosen_below_the_answer_to_a_form_lead_to_a_page_that_opens(client, editor):
    client.force_login(editor)

    shown = client.post("/plans/11/accept/", {"token": uuid4(), "as_of": "31/5/2021"})
    language, theme = re.findall(r'name="next" value="([^"]*)"', shown.content.decode())

    assert (shown.status_code, language, theme) == (409, "/plans/11/", "/plans/11/")
    assert client.get(language).status_code == 200


def test_the_page_itself_with_its_query_is_come_back_to(client, editor):
    client.force_login(editor)

    shown = client.get("/officers/?q=lo&lang=en").content.decode()

    assert re.findall(r'name="next" value="([^"]*)"', shown) == [
        "/officers/?q=lo",
        "/officers/?q=lo&amp;lang=en",
    ]
