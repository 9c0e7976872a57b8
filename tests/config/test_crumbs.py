"""Every page but those of the first level leads up again, by links that its reader can follow."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve

from config.crumbs import PAGES
from config.menu import menu_of
from tests.scope_matrix import ROUTES
from tests.scope_world import World
from tests.test_scope_matrix import names

NO_PAGE = {  # files, fragments, slides, and forms that always lead elsewhere
    "live", "ready", "suggest", "forget-seen", "notices:read", "notices:follow", "notices:drop-address",
    "set_language",
    "accounts:theme", "accounts:end-session", "accounts:revoke-token", "accounts:forget-form",
    "mfa_download_recovery_codes", "deployment:list_file", "deployment:choose_columns",
    "deployment:keep_filter", "deployment:share_filter", "deployment:drop_filter",
    "deployment:find_officers", "deployment:find_communes", "deployment:import_template",
    "deployment:annotated", "deployment:confirm", "deployment:work_file", "deployment:nation_plan_file",
    "deployment:training_template", "deployment:training_file",
    "deployment:region_plan_file", "deployment:plan_file", "reports:report_attachment",
    "reports:report_support_file", "reports:document_copy", "reports:sealed_csv",
    "reports:sealed_communes_csv", "reports:sealed_briefing", "reports:sealed_annex", "reports:summary_csv",
    "reports:summary_ods", "reports:annex_xlsx", "reports:briefing_pdf", "reports:slides",
    "reports:annex_ods", "reports:sealed_annex_ods",
}  # fmt: skip
CRUMBS = re.compile(r'<nav class="crumbs[^>]*>(.*?)</nav>', re.S)
BELOW = [name for name, route in ROUTES.items() if name in PAGES and PAGES[name].above and not route.heavy]


def test_every_address_that_shows_a_page_has_its_place():
    shown = {name for name in names(get_resolver()) if not name.startswith("api:")} - NO_PAGE

    assert shown - PAGES.keys() == set(), "these routes are missing in config/crumbs.py"
    assert {name for name in PAGES if not name.startswith("@")} - shown == set()
    assert {page.above for page in PAGES.values() if page.above} - PAGES.keys() == set()


@pytest.fixture(scope="module")
def opened() -> dict[tuple[Any, str], int]:
    """What each reader was answered where a link leads: many pages lead up to the same one."""
    return {}


@pytest.mark.parametrize("name", BELOW)
def test_a_page_below_the_first_level_leads_up_by_links_that_open(
    world: World, opened: dict[tuple[Any, str], int], name: str
):
    route = ROUTES[name]
    for user in world.users:
        if not route.lets_in(user) or "GET" not in route.methods:
            continue
        status, text = world.ask(user, name, world.own[user], "GET")
        if status != 200 or "<main" not in text:
            continue
        links = re.findall(r'href="([^"]+)"', CRUMBS.search(text).group(1)) if CRUMBS.search(text) else []
        assert links or _alone(name, user), f"{name} as {user}"
        client = Client()
        client.cookies["sessionid"] = world.sessions[user]
        for link in links:
            if (user, link) not in opened:
                opened[user, link] = client.get(link.replace("&amp;", "&")).status_code
            assert opened[user, link] in (200, 302), f"{link} as {user}"


def _alone(name: str, user: Any) -> bool:
    """What is above stands in no menu of a provincial user: the page is of their first level."""
    above = PAGES[name].above
    return user.is_provincial and (PAGES[above].national or above.startswith("@"))


def test_the_menu_opens_for_who_has_it_and_marks_where_one_is(world: World):
    opened: set[tuple[bool, str]] = set()  # by one reader of each kind; the matrix says that others may
    for user in world.users:
        request = RequestFactory().get("/officers/new/", {"as_of": "31/5/2021"})
        client = Client()
        client.cookies["sessionid"] = world.sessions[user]
        groups = menu_of(request, user)

        for item in (item for group in groups for item in group.items):
            if (user.is_provincial, item.url) in opened:
                assert ROUTES[resolve(urlsplit(item.url).path).view_name].lets_in(user), item.url
            else:
                assert client.get(item.url, follow=True).status_code == 200, f"{item.url} as {user}"
            opened.add((user.is_provincial, item.url))
        current = [(g.label, i.label) for g in groups for i in g.items if i.is_current]
        assert current == [("Lực lượng", "Cán bộ")]
        assert any(item.url == "/communes/?as_of=2021-05-31" for group in groups for item in group.items)


def test_a_day_that_is_none_is_not_kept_in_links(world: World):
    request = RequestFactory().get("/", {"as_of": '"><script>'})

    assert all("?" not in item.url for group in menu_of(request, world.ministry) for item in group.items)


def test_the_way_to_a_commune_names_province_and_district_and_keeps_the_day(world: World):
    client = Client()
    client.cookies["sessionid"] = world.sessions[world.ministry]

    text = client.get("/communes/03162/", {"as_of": "2021-05-31"}).content.decode()

    found = re.findall(r'href="([^"]+)">([^<]+)<', CRUMBS.search(text).group(1))
    assert [label for _url, label in found] == ["Tổng hợp toàn quốc", "Điện Biên", "Huyện Mường Nhé"]
    assert all("as_of=2021-05-31" in url for url, _label in found)
