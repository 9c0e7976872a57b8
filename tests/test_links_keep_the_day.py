"""From a page of one day, every link to a page that takes a day leads to that same day."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from tests.scope_matrix import ROUTES

DAY = "2021-03-31"
# Pages whose figures are of the day in their address.
DATED = {
    "deployment:communes", "deployment:commune", "deployment:officers", "deployment:officer",
    "deployment:chief_posts", "deployment:province_chief_posts", "deployment:nation_plan",
    "deployment:region_plan", "deployment:plan", "reports:summary", "reports:province", "reports:forecast",
    "reports:province_forecast", "reports:map", "reports:trends", "home",
}  # fmt: skip
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')


RECENT = re.compile(r'<section[^>]*aria-labelledby="recent".*?</section>', re.S)


def links_of(page):
    """Give the links of a page below its head, but what was seen lately, whichever day that was of."""
    page = RECENT.sub("", page)
    return LINK.findall(page[page.find('class="crumbs') if 'class="crumbs' in page else page.find("<main") :])


@pytest.mark.parametrize("name", sorted(DATED))
def test_a_link_keeps_the_day(world, name):
    lost = set()
    for user in world.users:
        if not ROUTES[name].lets_in(user):
            continue
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user]
        address = reverse(name, kwargs=ROUTES[name].path_of(world.own[user]))
        answer = client.get(address, {"as_of": DAY}, follow=True)
        assert DAY in answer.request["QUERY_STRING"], f"{user} was led elsewhere without the day"
        for link in links_of(answer.content.decode()):
            path, _mark, query = link.replace("&amp;", "&").partition("?")
            if resolve(path).view_name in DATED - {"home"} and "as_of=" not in query:
                lost.add(f"{user}: {link}")

    assert lost == set()
