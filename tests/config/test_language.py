"""The language of a page: Vietnamese until one chooses, one's own afterwards, and never a mixture."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from communes import formats
from config.catalogue import compile_catalogues
from config.settings import LANGUAGE_COOKIE_NAME

SUMMARY = "/summary/?as_of=2021-05-31"
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "xã"
msgstr "commune"

msgid "%(n)s xã"
msgid_plural "%(n)s xã"
msgstr[0] ""
msgstr[1] ""
"""


def choose(client: Client, language: str, target: str = "/") -> str:
    return client.post("/i18n/setlang/", {"language": language, "next": target})["Location"]


def language_in(html: str) -> str:
    return re.search(r'<html lang="(\w+)"', html)[1]


@pytest.mark.django_db
def test_the_switch_keeps_the_page_and_is_remembered(client: Client, ministry: User) -> None:
    client.force_login(ministry)
    page = "/communes/?q=nam+ke&as_of=2021-05-31"
    offered = re.search(r'name="next" value="(/communes/[^"]*)"', client.get(page).content.decode())[1]

    went_to = choose(client, "en", offered.replace("&amp;", "&"))

    assert went_to == page
    assert language_in(client.get(page).content.decode()) == "en"
    cookie = client.cookies[LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert choose(client, "vi", page) == page
    assert language_in(client.get(page).content.decode()) == "vi"


@pytest.mark.django_db
def test_who_has_not_signed_in_chooses_too(client: Client) -> None:
    went_to = choose(client, "en", "/accounts/login/?next=/communes/")

    assert went_to == "/accounts/login/?next=/communes/"
    page = client.get(went_to).content.decode()
    assert language_in(page) == "en"
    assert 'lang="vi">Tiếng Việt</button>' in page


@pytest.mark.django_db
def test_only_a_choice_changes_a_page_and_only_for_its_reader(client: Client, ministry: User) -> None:
    client.force_login(ministry)
    english = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9"}

    assert language_in(client.get("/communes/", **english).content.decode()) == "vi"
    assert language_in(client.get("/communes/?lang=en").content.decode()) == "en"
    assert language_in(client.get("/communes/").content.decode()) == "vi"
    assert language_in(client.get("/communes/?lang=xx").content.decode()) == "vi"
    assert client.get("/i18n/setlang/").status_code == 405
    assert choose(client, "en", "https://elsewhere.example/") == "/"


@pytest.mark.django_db
def test_a_stored_page_is_stored_for_each_language(client: Client, ministry: User) -> None:
    client.force_login(ministry)
    first = client.get(SUMMARY)
    choose(client, "en")
    second = client.get(SUMMARY, HTTP_IF_NONE_MATCH=first["ETag"])
    again = client.get(SUMMARY, HTTP_IF_NONE_MATCH=second["ETag"])

    assert second.status_code == 200
    assert (language_in(first.content.decode()), language_in(second.content.decode())) == ("vi", "en")
    assert first["ETag"] != second["ETag"]
    assert again.status_code == 304
    assert second["Content-Language"] == "en"


@pytest.mark.django_db
def test_the_guide_to_the_api_is_a_page_like_any_other(client: Client, ministry: User) -> None:
    client.force_login(ministry)

    assert (
        client.get("/api/v1/docs/", HTTP_ACCEPT_LANGUAGE="en", HTTP_ACCEPT="text/html")["Content-Language"]
        == "vi"
    )
    client.post("/i18n/setlang/", {"language": "en"})
    assert client.get("/api/v1/docs/")["Content-Language"] == "en"


@pytest.mark.django_db
def test_the_api_speaks_the_language_its_caller_accepts(client: Client) -> None:
    refused = client.get("/api/v1/provinces/", HTTP_ACCEPT_LANGUAGE="en")

    assert refused.status_code == 401
    assert refused["Content-Language"] == "en"
    assert client.get("/api/v1/provinces/")["Content-Language"] == "vi"


def test_numbers_and_days_follow_the_language() -> None:
    day, moment = date(2021, 5, 31), datetime(2021, 5, 31, 2, 30, tzinfo=UTC)

    def written() -> tuple[str, ...]:
        return (
            formats.format_number(43127),
            formats.format_number(Decimal("1234.5"), 1),
            " ".join(map(formats.format_signed, (1234, -3, 0))),
            formats.format_percent(722, 1000),
            formats.format_rate(722, 1000),
            formats.format_rate(1, 0),
            formats.format_day(day),
            formats.format_document_day(date(2021, 2, 3)),
            formats.format_document_day(None),
            formats.format_moment(moment),
            formats.format_moment(moment, in_words=True),
            formats.format_month(day),
        )

    assert written() == (
        "43.127", "1.234,5", "+1.234 −3 0", "72,2", "72,2\u00a0%", "–", "31/5/2021",
        "ngày 03 tháng 02 năm 2021", "ngày … tháng … năm …", "09:30 31/5/2021",
        "09:30 ngày 31/5/2021", "5/2021",
    )  # fmt: skip
    with override("en"):
        assert written() == (
            "43,127", "1,234.5", "+1,234 −3 0", "72.2", "72.2%", "–", "31 May 2021", "3 February 2021",
            "day … month … year …", "09:30, 31 May 2021", "09:30 on 31 May 2021", "May 2021",
        )  # fmt: skip


def test_a_catalogue_is_compiled_when_it_is_newer_and_without_its_empty_forms(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)

    made = compile_catalogues(tmp_path)

    assert made == [source.with_suffix(".mo")]
    assert b"commune" in made[0].read_bytes()
    assert b"%(n)s" not in made[0].read_bytes()
    assert compile_catalogues(tmp_path) == []


def test_a_compiled_form_that_was_copied_here_later_is_made_anew(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO.replace("commune", "village"))
    old = compile_catalogues(tmp_path)[0].read_bytes()
    source.write_text(PO)

    source.with_suffix(".mo").write_bytes(old)  # newer than its source, and of another

    assert b"commune" in compile_catalogues(tmp_path)[0].read_bytes()
